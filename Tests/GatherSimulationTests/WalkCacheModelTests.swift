// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import GatherSimulation

@Suite struct WalkCacheModelTests {
    static let table: UInt64 = 0x5000

    @Test func aTableMayBeWalkedUntilItsInvalidationIsComplete() {
        var model = Self.linked()
        #expect(model.mayWalk(Self.table))
        model.observe([], for: Self.page)
        #expect(model.mayWalk(Self.table))
        model.issue(Invalidation(.all))
        #expect(model.mayWalk(Self.table))
        model.complete()
        #expect(!model.mayWalk(Self.table))
    }

    @Test func anInvalidationOfALinkedTableDoesNothing() {
        var model = Self.linked()
        model.issue(Invalidation(.all))
        model.complete()
        #expect(model.mayWalk(Self.table))
        model.observe([], for: Self.page)
        model.complete()
        #expect(model.mayWalk(Self.table))
    }

    @Test(arguments: [
        (Invalidation(.range(page, leafSize: nil)), true),
        (Invalidation(.range(page, leafSize: 0x20_0000)), true),
        (Invalidation(.range(page, leafSize: nil), reachesTables: false), false),
        (Invalidation(.range(AddressRange(first: 0x3000, last: 0x3fff), leafSize: nil)), false),
    ])
    func itHasToNameAnIOVAOfTheTable(invalidation: Invalidation, reaches: Bool) {
        var model = Self.linked()
        #expect(model.witnesses(reachedBy: invalidation) == (reaches ? [0x1000] : []))
        model.observe([], for: Self.page)
        model.issue(invalidation)
        model.complete()
        #expect(model.mayWalk(Self.table) == !reaches)
    }

    @Test func whatIsLinkedAnewIsLinked() {
        var model = Self.linked()
        model.observe([], for: Self.page)
        model.issue(Invalidation(.all))
        model.observe([Self.table], for: Self.page)
        model.complete()
        #expect(model.mayWalk(Self.table))
    }

    @Test func otherIOVAsSayNothingOfATable() {
        var model = Self.linked()
        model.observe([], for: AddressRange(first: 0x8000, last: 0x8fff))
        model.issue(Invalidation(.all))
        model.complete()
        #expect(model.mayWalk(Self.table))
        model.forget(Self.table)
        #expect(!model.mayWalk(Self.table))
    }

    private static let page = AddressRange(first: 0x1000, last: 0x1fff)

    private static func linked() -> WalkCacheModel {
        var model = WalkCacheModel()
        model.observe([table], for: page)
        return model
    }
}
