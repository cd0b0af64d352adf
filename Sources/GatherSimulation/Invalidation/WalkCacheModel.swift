// SPDX-License-Identifier: GPL-2.0-only

/// Which tables of a page table a device may still walk, if it caches as unluckily as it may.
///
/// A walk may be cached half-way: the device then goes on from a table that it read of earlier,
/// without looking whether that table still belongs to the page table. So a table, like a leaf
/// (``IOTLBModel``), is *linked*, then *cleared*, then *invalidating*, and only then safe to be
/// freed. An invalidation reaches a table if it names an IOVA that is translated through it.
///
/// A table is known by an address which the caller makes up for it. One IOVA decides whether it is
/// linked, for each table of a tree has one place.
struct WalkCacheModel: Hashable, Sendable {
    private enum State: Hashable, Sendable {
        case linked
        case cleared
        case invalidating
    }

    private struct Table: Hashable, Sendable {
        let witness: UInt64
        var iovas: AddressRangeSet
        var state: State
    }

    private var tables: [UInt64: Table] = [:]

    /// The number of tables that the device may read.
    var count: Int { tables.count }

    /// Takes note of the tables through which a walk for these IOVAs went.
    mutating func observe(_ found: [UInt64], for iovas: AddressRange) {
        for (address, table) in tables
        where table.state == .linked && iovas.contains(table.witness) && !found.contains(address) {
            tables[address]?.state = .cleared
        }
        for address in found {
            if var table = tables[address] {
                table.state = .linked
                if !table.iovas.contains(iovas) {
                    table.iovas.insert(iovas)
                }
                tables[address] = table
            } else {
                tables[address] = Table(
                    witness: iovas.first, iovas: AddressRangeSet([iovas]), state: .linked)
            }
        }
    }

    /// For each table that is linked and that an invalidation reaches, the IOVA to walk for to
    /// learn whether it still is; in ascending order.
    func witnesses(reachedBy invalidation: Invalidation) -> [UInt64] {
        tables.values.filter { $0.state == .linked && Self.reaches(invalidation, $0) }
            .map(\.witness).sorted()
    }

    mutating func issue(_ invalidation: Invalidation) {
        for (address, table) in tables
        where table.state == .cleared && Self.reaches(invalidation, table) {
            tables[address]?.state = .invalidating
        }
    }

    mutating func complete() {
        tables = tables.filter { $0.value.state != .invalidating }
    }

    /// Whether the device may read the table.
    func mayWalk(_ address: UInt64) -> Bool {
        tables[address] != nil
    }

    mutating func forget(_ address: UInt64) {
        tables[address] = nil
    }

    private static func reaches(_ invalidation: Invalidation, _ table: Table) -> Bool {
        invalidation.reachesTables && table.iovas.overlaps(invalidation.iovas)
    }
}
