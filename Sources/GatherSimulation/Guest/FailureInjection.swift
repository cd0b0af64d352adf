// SPDX-License-Identifier: GPL-2.0-only

/// Makes one allocation of a scenario fail.
struct FailureInjection {
    /// The 1-based number of the allocation that fails, counted from the scenario's start; nil for
    /// none.
    var failing: Int?

    /// Allocations that the code under test asked for since the scenario's start.
    private(set) var count = 0

    /// Whether it has happened.
    private(set) var hasFailed = false

    /// Tells whether the allocation that is being asked for fails.
    mutating func next() -> Bool {
        count += 1
        guard count == failing else { return false }
        hasFailed = true
        return true
    }
}
