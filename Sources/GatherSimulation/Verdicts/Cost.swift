// SPDX-License-Identifier: GPL-2.0-only

/// What operations cost. Figures of one build compare with those of another only where both were
/// made by the same compiler with the same options.
public struct Cost: Hashable, Sendable {
    /// Instructions of the code under test; those of the device model are not among them.
    public var instructions: UInt64 = 0

    /// Invalidation commands issued, those for everything included.
    public var invalidations: UInt64 = 0

    /// Invalidation commands for everything.
    public var invalidationsOfEverything: UInt64 = 0

    /// Bytes of IOVA that the other invalidation commands name, each command for itself.
    public var invalidatedBytes: UInt64 = 0

    /// Times that the driver came to know that what it issued is complete.
    public var completions: UInt64 = 0

    /// Leaves that were invalidated although they are mapped: the device has to fetch them again.
    public var refetchedLeaves: UInt64 = 0

    /// Register accesses.
    public var registerAccesses: UInt64 = 0

    /// Those of them that were made while no clock was taken, and those while no runtime power was:
    /// one that is both counts twice. A driver without either has two for each.
    public var unpoweredAccesses: UInt64 = 0

    /// Invalidation commands that also reach what the device cached of the way to an entry.
    public var tableInvalidations: UInt64 = 0

    /// Times that memory was written back for a device that sees it as of then.
    public var memorySyncs: UInt64 = 0

    /// Allocations of memory, pages included.
    public var allocations: UInt64 = 0

    /// Memory freed, pages included.
    public var frees: UInt64 = 0

    /// Locks taken.
    public var locks: UInt64 = 0

    /// No cost.
    public init() {}

    /// The cost of both.
    public static func + (left: Cost, right: Cost) -> Cost {
        var sum = left
        sum.instructions &+= right.instructions
        sum.invalidations &+= right.invalidations
        sum.invalidationsOfEverything &+= right.invalidationsOfEverything
        let (bytes, overflow) = left.invalidatedBytes.addingReportingOverflow(
            right.invalidatedBytes)
        sum.invalidatedBytes = overflow ? .max : bytes
        sum.completions &+= right.completions
        sum.refetchedLeaves &+= right.refetchedLeaves
        sum.registerAccesses &+= right.registerAccesses
        sum.unpoweredAccesses &+= right.unpoweredAccesses
        sum.tableInvalidations &+= right.tableInvalidations
        sum.memorySyncs &+= right.memorySyncs
        sum.allocations &+= right.allocations
        sum.frees &+= right.frees
        sum.locks &+= right.locks
        return sum
    }
}
