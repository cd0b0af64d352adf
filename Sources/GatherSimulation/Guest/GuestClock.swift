// SPDX-License-Identifier: GPL-2.0-only

/// Time as the kernel sees it. It moves by what the kernel waits for and a little with every call
/// of the host, so that loops which poll with a timeout come to an end; it is the same in each run.
/// An operation that calls the host very often is taken to poll, and time then moves faster: a
/// timeout of seconds is reached before the fuel is used up.
struct GuestClock {
    /// Nanoseconds since the machine was switched on.
    private(set) var nanoseconds: UInt64 = 1_000_000_000

    /// Nanoseconds which a call of the host takes, and one of an operation that polls.
    static let nanosecondsPerCall: UInt64 = 1000
    private static let nanosecondsPerPoll: UInt64 = 100_000

    /// Calls of the host in one operation that are no polling.
    private static let patience = 10_000

    private var calls = 0

    /// `CONFIG_HZ` is 250.
    static let nanosecondsPerJiffy: UInt64 = 4_000_000

    mutating func tick() {
        calls += 1
        wait(calls > Self.patience ? Self.nanosecondsPerPoll : Self.nanosecondsPerCall)
    }

    mutating func beginOperation() {
        calls = 0
    }

    mutating func wait(_ duration: UInt64) {
        let (sum, overflow) = nanoseconds.addingReportingOverflow(duration)
        nanoseconds = overflow ? .max : sum
    }

    var jiffies: UInt64 { nanoseconds / Self.nanosecondsPerJiffy }
}
