// SPDX-License-Identifier: GPL-2.0-only

/// What a driver does with the gather and when it invalidates, seen by running its own
/// `unmap_pages` and `iotlb_sync` on some pages, without the core around them.
public struct DriverSurvey: Hashable, Sendable {
    /// How many pages are mapped, and unmapped by one or several calls of `unmap_pages`: enough to
    /// tell a command for each of them from one for all.
    public static let pageCount = 16

    /// How far it came; what follows is known only where it completed.
    public internal(set) var outcome: RunOutcome

    /// What the gather holds after the unmap, and who put it there; nil where it is still empty.
    public internal(set) var filled: GatherFill?

    /// Whether the driver has an `iotlb_sync`.
    public internal(set) var hasSync = false

    /// The fields of the gather that its `iotlb_sync` loads.
    public internal(set) var fieldsRead: [GatherRead] = []

    /// What it invalidates before `unmap_pages` returns.
    public internal(set) var atUnmap = InvalidationStyle()

    /// What it invalidates in `iotlb_sync`.
    public internal(set) var inSync = InvalidationStyle()

    /// What would be missing without `iotlb_sync`.
    public internal(set) var reliance = SyncReliance.nothing

    /// What may still be cached when all is done: a defect of the driver.
    public internal(set) var left = AddressRangeSet()

    init(outcome: RunOutcome) {
        self.outcome = outcome
    }
}

/// What a driver added to the gather.
public struct GatherFill: Hashable, Sendable {
    /// The IOVAs between its start and its end.
    public let iovas: AddressRange

    /// Whether these are the ones that were unmapped.
    public let isExact: Bool

    /// Its page size in bytes, 0 where nobody told it.
    public let pageSize: UInt64

    /// The program counters of the first store into it, innermost first.
    public let stack: [UInt64]
}

/// A field of `struct iommu_iotlb_gather`.
public enum GatherField: String, Hashable, Sendable, CaseIterable {
    case start, end, pgsize, freelist, queued
}

/// A load from the gather.
public struct GatherRead: Hashable, Sendable {
    /// What was loaded.
    public let field: GatherField

    /// The program counters of the first such load, innermost first.
    public let stack: [UInt64]
}

/// How a driver invalidates some pages.
public struct InvalidationStyle: Hashable, Sendable {
    /// What the commands name.
    public enum Scope: String, Hashable, Sendable {
        /// There is none.
        case nothing
        /// At least one for each page.
        case page
        /// Fewer than there are pages.
        case range
        /// One of them names everything.
        case all
    }

    /// What the commands name.
    public internal(set) var scope = Scope.nothing

    /// How many there are.
    public internal(set) var commands = 0

    /// The program counters of the first one, innermost first.
    public internal(set) var stack: [UInt64] = []
}

/// What a driver leaves to its `iotlb_sync`.
public enum SyncReliance: String, Hashable, Sendable {
    /// Nothing: when `unmap_pages` returns nothing is cached any more.
    case nothing
    /// To wait until the invalidations are complete.
    case completion
    /// To invalidate.
    case invalidation
}
