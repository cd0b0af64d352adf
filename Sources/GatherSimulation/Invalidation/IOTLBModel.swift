// SPDX-License-Identifier: GPL-2.0-only

/// Which translations a device may still have cached, if it caches as unluckily as it is allowed.
///
/// The device may cache a translation from the moment the page table holds it until an
/// invalidation which was *issued after* the table lost it has *completed*. So a leaf is, in turn:
///
/// 1. *mapped*: the walk finds it. An invalidation does nothing; the device may fetch it again.
/// 2. *cleared*: the walk no longer finds it, and it may be cached.
/// 3. *invalidating*: an invalidation that reaches it was issued, and is not known to be complete.
/// 4. forgotten: the model drops it.
///
/// A device that has a cache of its own (ATC) may have each translation there as well, from the
/// moment the page table holds it, and fetches from the IOMMU what it lost. So an invalidation of
/// the ATC is worth nothing before the IOMMU has forgotten the leaf, or, where the hardware keeps
/// that order by itself, before an invalidation of the IOTLB was issued. Such a leaf is forgotten
/// when both have forgotten it.
///
/// A leaf is known by its IOVAs, its size and its physical address: a block and the table of pages
/// that replaces it are different leaves, and so are two mappings of one IOVA after another.
///
/// The model learns the table from ``observe(_:in:)``, which the caller has to use before each
/// invalidation and after each operation. Each step costs time linear in the number of leaves.
public struct IOTLBModel: Hashable, Sendable {
    private enum State: Hashable, Sendable {
        case mapped
        case cleared
        case invalidating
        case forgotten
    }

    private struct Entry: Hashable, Sendable {
        let leaf: Leaf
        var state: State

        /// In the ATC: mapped stands for cleared as well, for the device does not see the table.
        var inATC: State

        var isForgotten: Bool { state == .forgotten && inATC == .forgotten }
    }

    /// How the device's own cache works.
    public enum ATC: Hashable, Sendable {
        /// Its invalidation has to be issued behind the completion of the IOTLB's.
        case ordersNothing
        /// Its invalidation waits by itself for those of the IOTLB that were issued before.
        case waitsForIOTLB
    }

    /// The device's own cache; nil while there is none. What is mapped when it is turned on may be
    /// in it from then on, what is in it when it is turned off is gone.
    public var atc: ATC? {
        didSet {
            guard (oldValue == nil) != (atc == nil) else { return }
            for index in entries.indices {
                entries[index].inATC =
                    atc != nil && entries[index].state == .mapped ? .mapped : .forgotten
            }
            entries.removeAll(where: \.isForgotten)
        }
    }

    /// In ascending order of the leaves.
    private var entries: [Entry] = []

    /// The model of a device that has nothing cached and whose page table is empty.
    public init() {}

    /// Takes note of what the walk finds for the IOVAs of a window.
    ///
    /// - Parameter leaves: Every leaf that translates an IOVA of the window, in full even where it
    ///   reaches beyond the window.
    public mutating func observe(_ leaves: [Leaf], in window: AddressRange) {
        let found = Set(leaves)
        for index in entries.indices where entries[index].leaf.iovas.overlaps(window) {
            if found.contains(entries[index].leaf) {
                entries[index].state = .mapped
                entries[index].inATC = atc == nil ? .forgotten : .mapped
            } else if entries[index].state == .mapped {
                entries[index].state = .cleared
            }
        }
        let known = Set(entries.lazy.filter { $0.leaf.iovas.overlaps(window) }.map(\.leaf))
        let new = found.subtracting(known)
        if !new.isEmpty {
            let inATC: State = atc == nil ? .forgotten : .mapped
            entries.append(
                contentsOf: new.map { Entry(leaf: $0, state: .mapped, inATC: inATC) })
            entries.sort { $0.leaf < $1.leaf }
        }
    }

    /// Issues an invalidation.
    ///
    /// - Returns: The leaves that it reached although they are mapped: the device has to walk the
    ///   table for them anew, which costs time and changes nothing else.
    @discardableResult
    public mutating func issue(_ invalidation: Invalidation) -> [Leaf] {
        var refetched: [Leaf] = []
        for index in entries.indices where invalidation.reaches(entries[index].leaf) {
            let state = entries[index].state
            switch invalidation.cache {
            case _ where state == .mapped:
                refetched.append(entries[index].leaf)
            case .iotlb:
                if state == .cleared { entries[index].state = .invalidating }
            case .atc:
                let isRefilled =
                    state == .cleared || (state == .invalidating && atc != .waitsForIOTLB)
                if entries[index].inATC == .mapped, !isRefilled {
                    entries[index].inATC = .invalidating
                }
            }
        }
        return refetched
    }

    /// The IOVAs of the leaves that an invalidation reaches, whatever has become of them.
    public func leaves(reachedBy invalidation: Invalidation) -> AddressRangeSet {
        AddressRangeSet(entries.lazy.map(\.leaf).filter(invalidation.reaches).map(\.iovas))
    }

    /// Completes every invalidation issued so far, as far as the driver is able to know.
    public mutating func complete() {
        for index in entries.indices {
            if entries[index].state == .invalidating { entries[index].state = .forgotten }
            if entries[index].inATC == .invalidating { entries[index].inATC = .forgotten }
        }
        entries.removeAll(where: \.isForgotten)
    }

    /// The number of leaves which the model remembers.
    public var count: Int { entries.count }

    /// The leaves which the last observations found, in ascending order.
    public var mappedLeaves: [Leaf] {
        entries.lazy.filter { $0.state == .mapped }.map(\.leaf)
    }

    /// The IOVAs which the last observations found mapped.
    public var mapped: AddressRangeSet {
        AddressRangeSet(mappedLeaves.map(\.iovas))
    }

    /// What may still be cached of that which the table holds, and of that which it lost.
    public func residue(in iovas: AddressRangeSet) -> IOTLBResidue {
        let mapped = addresses(in: iovas) { $0.state == .mapped }
        let stale = addresses(in: iovas) { $0.state == .cleared }
        let staleInATC = addresses(in: iovas) {
            $0.inATC == .mapped && ($0.state == .invalidating || $0.state == .forgotten)
        }.subtracting(stale)
        let unsynced = addresses(in: iovas) {
            $0.state == .invalidating || ($0.inATC == .invalidating && $0.state == .forgotten)
        }.subtracting(stale).subtracting(staleInATC)
        return IOTLBResidue(
            mapped: mapped, stale: stale, staleInATC: staleInATC, unsynced: unsynced)
    }

    /// Drops every leaf that is no longer mapped and translates one of the IOVAs: its defect has
    /// been reported, and is not to be reported again by what follows.
    public mutating func forget(_ iovas: AddressRangeSet) {
        entries.removeAll { $0.state != .mapped && iovas.overlaps($0.leaf.iovas) }
    }

    private func addresses(
        in iovas: AddressRangeSet, where condition: (Entry) -> Bool
    ) -> AddressRangeSet {
        AddressRangeSet(entries.filter(condition).map(\.leaf.iovas)).intersection(iovas)
    }
}

/// The IOVAs which a device may still translate.
public struct IOTLBResidue: Hashable, Sendable {
    /// The page table holds them.
    public let mapped: AddressRangeSet

    /// The page table lost a leaf of theirs, and no invalidation issued since then reaches it. A
    /// new leaf may have taken its place: then they are mapped, too.
    public let stale: AddressRangeSet

    /// The IOTLB was invalidated, but the device's own cache was not, or too early: before the
    /// IOTLB had forgotten them. None of them are stale.
    public let staleInATC: AddressRangeSet

    /// As those that are stale, of which they are none, in either cache; but an invalidation was issued in time, and
    /// is not known to be complete.
    public let unsynced: AddressRangeSet
}
