// SPDX-License-Identifier: GPL-2.0-only

/// What keeps registers reachable: how often it was taken more often than given back. All clocks
/// of a bench count together.
struct PowerState: Hashable {
    /// A clock that is prepared may be enabled, and does not run yet.
    var preparedClocks = 0

    /// Clocks that run.
    var enabledClocks = 0

    /// Runtime power.
    var users = 0

    /// Enables clocks, as `drivers/clk/clk.c` does: 0, or `-ESHUTDOWN` where none is prepared.
    mutating func enableClocks(_ count: Int) -> UInt64 {
        guard count == 0 || preparedClocks > 0 else { return UInt64(bitPattern: -108) }
        enabledClocks += count
        return 0
    }
}
