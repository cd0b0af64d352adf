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
    }

    private struct Entry: Hashable, Sendable {
        let leaf: Leaf
        var state: State
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
            } else if entries[index].state == .mapped {
                entries[index].state = .cleared
            }
        }
        let known = Set(entries.lazy.filter { $0.leaf.iovas.overlaps(window) }.map(\.leaf))
        let new = found.subtracting(known)
        if !new.isEmpty {
            entries.append(contentsOf: new.map { Entry(leaf: $0, state: .mapped) })
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
            switch entries[index].state {
            case .mapped: refetched.append(entries[index].leaf)
            case .cleared: entries[index].state = .invalidating
            case .invalidating: break
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
        entries.removeAll { $0.state == .invalidating }
    }

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
        let mapped = addresses(.mapped, in: iovas)
        let stale = addresses(.cleared, in: iovas)
        let unsynced = addresses(.invalidating, in: iovas).subtracting(stale)
        return IOTLBResidue(mapped: mapped, stale: stale, unsynced: unsynced)
    }

    /// Drops every leaf that is no longer mapped and translates one of the IOVAs: its defect has
    /// been reported, and is not to be reported again by what follows.
    public mutating func forget(_ iovas: AddressRangeSet) {
        entries.removeAll { $0.state != .mapped && iovas.overlaps($0.leaf.iovas) }
    }

    private func addresses(_ state: State, in iovas: AddressRangeSet) -> AddressRangeSet {
        AddressRangeSet(entries.lazy.filter { $0.state == state }.map(\.leaf.iovas))
            .intersection(iovas)
    }
}

/// The IOVAs which a device may still translate.
public struct IOTLBResidue: Hashable, Sendable {
    /// The page table holds them.
    public let mapped: AddressRangeSet

    /// The page table lost a leaf of theirs, and no invalidation issued since then reaches it. A
    /// new leaf may have taken its place: then they are mapped, too.
    public let stale: AddressRangeSet

    /// As those that are stale, of which they are none; but an invalidation was issued in time, and
    /// is not known to be complete.
    public let unsynced: AddressRangeSet
}
