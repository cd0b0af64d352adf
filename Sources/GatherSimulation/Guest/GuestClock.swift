// SPDX-License-Identifier: GPL-2.0-only

/// Time as the kernel sees it. It moves by what the kernel waits for and a little with every call
/// of the host, so that loops which poll with a timeout come to an end; it is the same in each run.
struct GuestClock {
    /// Nanoseconds since the machine was switched on.
    private(set) var nanoseconds: UInt64 = 1_000_000_000

    /// Nanoseconds which a call of the host takes.
    static let nanosecondsPerCall: UInt64 = 1000

    /// `CONFIG_HZ` is 250.
    static let nanosecondsPerJiffy: UInt64 = 4_000_000

    mutating func tick() {
        wait(Self.nanosecondsPerCall)
    }

    mutating func wait(_ duration: UInt64) {
        let (sum, overflow) = nanoseconds.addingReportingOverflow(duration)
        nanoseconds = overflow ? .max : sum
    }

    var jiffies: UInt64 { nanoseconds / Self.nanosecondsPerJiffy }
}
