// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import GatherSimulation

/// Sixteen pages from 0x10000 unless a test says otherwise.
@Suite struct IOTLBModelTests {
    let window = AddressRange(first: 0x10000, last: 0x1ffff)

    @Test func aLeafThatWasNeverInvalidatedIsStale() {
        var model = model(pages: 0..<4)
        observe(&model, pages: 2..<4)
        expect(model, mapped: 2..<4, stale: 0..<2)
    }

    @Test func anInvalidationBeforeTheTableWasClearedDoesNotHelp() {
        var model = model(pages: 0..<4)
        let refetched = model.issue(Invalidation(.all))
        model.complete()
        observe(&model, pages: 4..<4)
        #expect(refetched.count == 4)
        expect(model, stale: 0..<4)
    }

    @Test func anInvalidationIsWorthNothingBeforeItIsComplete() {
        var model = model(pages: 0..<4)
        observe(&model, pages: 4..<4)
        #expect(model.issue(Invalidation(.range(pages(0..<4), leafSize: nil))).isEmpty)
        expect(model, unsynced: 0..<4)
        model.complete()
        expect(model)
    }

    @Test func theATCFetchesAgainWhatTheIOTLBStillHas() {
        for atc in [IOTLBModel.ATC.ordersNothing, .waitsForIOTLB] {
            var model = IOTLBModel()
            model.atc = atc
            observe(&model, pages: 0..<4)
            observe(&model, pages: 4..<4)
            model.issue(Invalidation(.all, cache: .atc))
            model.issue(Invalidation(.all))
            model.complete()
            #expect(residue(of: model).staleInATC.byteCount == 4 * 4096)
            model.issue(Invalidation(.all, cache: .atc))
            #expect(residue(of: model).unsynced.byteCount == 4 * 4096)
            model.complete()
            expect(model)
            #expect(model.count == 0)
        }
    }

    @Test func anATCThatWaitsMayBeInvalidatedRightBehindTheIOTLB() {
        for (atc, stale) in [(IOTLBModel.ATC.ordersNothing, UInt64(4)), (.waitsForIOTLB, 0)] {
            var model = IOTLBModel()
            model.atc = atc
            observe(&model, pages: 0..<4)
            observe(&model, pages: 4..<4)
            model.issue(Invalidation(.all))
            model.issue(Invalidation(.all, cache: .atc))
            model.complete()
            #expect(residue(of: model).staleInATC.byteCount == stale * 4096)
        }
    }

    @Test func anATCThatIsTurnedOffHoldsNothing() {
        var model = IOTLBModel()
        model.atc = .ordersNothing
        observe(&model, pages: 0..<4)
        observe(&model, pages: 4..<4)
        model.issue(Invalidation(.all))
        model.complete()
        model.atc = nil
        #expect(model.count == 0)
    }

    private func residue(of model: IOTLBModel) -> IOTLBResidue {
        model.residue(in: AddressRangeSet([window]))
    }

    @Test func completionReachesOnlyWhatWasIssuedBefore() {
        var model = model(pages: 0..<4)
        observe(&model, pages: 4..<4)
        model.issue(Invalidation(.range(pages(0..<2), leafSize: nil)))
        model.complete()
        model.issue(Invalidation(.range(pages(2..<3), leafSize: nil)))
        expect(model, stale: 3..<4, unsynced: 2..<3)
    }

    @Test func anInvalidationOnePageShortLeavesThatPage() {
        var model = model(pages: 0..<4)
        observe(&model, pages: 4..<4)
        model.issue(Invalidation(.range(pages(0..<3), leafSize: nil)))
        model.complete()
        expect(model, stale: 3..<4)
    }

    @Test func aWrongLeafSizeMisses() {
        var model = model(pages: 0..<4)
        observe(&model, pages: 4..<4)
        model.issue(Invalidation(.range(pages(0..<4), leafSize: 0x200000)))
        model.complete()
        expect(model, stale: 0..<4)
        model.issue(Invalidation(.range(pages(0..<4), leafSize: 0x1000)))
        model.complete()
        expect(model)
    }

    @Test func oneAddressOfABlockInvalidatesTheBlock() {
        var model = IOTLBModel()
        let block = leaf(0x20_0000, byteCount: 0x20_0000)
        let iovas = AddressRange(first: 0x20_0000, last: 0x3f_ffff)
        model.observe([block], in: iovas)
        model.observe([], in: iovas)
        model.issue(
            Invalidation(.range(AddressRange(first: 0x30_0000, last: 0x30_0fff), leafSize: nil)))
        model.complete()
        #expect(model == IOTLBModel())
    }

    @Test func aBlockThatBecameATableIsAnotherLeaf() {
        var model = IOTLBModel()
        let iovas = AddressRange(first: 0x10000, last: 0x11fff)
        model.observe([leaf(0x10000, byteCount: 0x2000)], in: iovas)
        model.observe([leaf(0x11000, byteCount: 0x1000, physical: 0x9000_1000)], in: iovas)
        let residue = model.residue(in: AddressRangeSet([iovas]))
        #expect(residue.mapped == set(pages(1..<2)))
        #expect(residue.stale == set(pages(0..<2)))
        #expect(model.mappedLeaves.map(\.byteCount) == [0x1000])
    }

    @Test func mappingTheSameAgainEndsTheDuty() {
        var model = model(pages: 0..<2)
        observe(&model, pages: 2..<2)
        model.issue(Invalidation(.all))
        observe(&model, pages: 0..<2)
        model.complete()
        expect(model, mapped: 0..<2)
    }

    @Test func mappingSomethingElseDoesNot() {
        var model = model(pages: 0..<1)
        model.observe([leaf(0x10000, byteCount: 0x1000, physical: 0xa000_0000)], in: window)
        model.observe([], in: window)
        model.issue(Invalidation(.range(pages(0..<1), leafSize: nil)))
        expect(model, unsynced: 0..<1)
        model.complete()
        expect(model)
    }

    @Test func whatLiesOutsideOfTheWindowIsLeftAlone() {
        var model = model(pages: 0..<4)
        model.observe([], in: pages(0..<2))
        expect(model, mapped: 2..<4, stale: 0..<2)
    }

    @Test func aReportedDefectIsForgotten() {
        var model = model(pages: 0..<4)
        observe(&model, pages: 3..<4)
        model.forget(set(pages(0..<1)))
        expect(model, mapped: 3..<4, stale: 1..<3)
        model.forget(set(pages(0..<4)))
        expect(model, mapped: 3..<4)
    }

    @Test func theLastAddressesAreAddressesToo() {
        var model = IOTLBModel()
        let last = AddressRange(first: .max - 0xfff, last: .max)
        model.observe([Leaf(iovas: last, physicalAddress: 0x8000_0000)], in: last)
        model.observe([], in: last)
        #expect(model.residue(in: set(last)).stale == set(last))
        model.issue(Invalidation(.range(last, leafSize: 0x1000)))
        model.complete()
        #expect(model == IOTLBModel())
    }

    private func model(pages numbers: Range<UInt64>) -> IOTLBModel {
        var model = IOTLBModel()
        observe(&model, pages: numbers)
        return model
    }

    private func observe(_ model: inout IOTLBModel, pages numbers: Range<UInt64>) {
        model.observe(
            numbers.map { leaf(0x10000 + $0 * 0x1000, byteCount: 0x1000) }, in: window)
    }

    private func expect(
        _ model: IOTLBModel, mapped: Range<UInt64> = 0..<0, stale: Range<UInt64> = 0..<0,
        unsynced: Range<UInt64> = 0..<0, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let residue = model.residue(in: set(window))
        #expect(residue.mapped == set(mapped), sourceLocation: sourceLocation)
        #expect(residue.stale == set(stale), sourceLocation: sourceLocation)
        #expect(residue.unsynced == set(unsynced), sourceLocation: sourceLocation)
    }

    private func leaf(
        _ first: UInt64, byteCount: UInt64, physical: UInt64? = nil
    ) -> Leaf {
        Leaf(
            iovas: AddressRange(first: first, last: first + (byteCount - 1)),
            physicalAddress: physical ?? 0x8000_0000 + first)
    }

    private func pages(_ numbers: Range<UInt64>) -> AddressRange {
        AddressRange(
            first: 0x10000 + numbers.lowerBound * 0x1000,
            last: 0x10000 + numbers.upperBound * 0x1000 - 1)
    }

    private func set(_ range: AddressRange) -> AddressRangeSet { AddressRangeSet([range]) }

    private func set(_ numbers: Range<UInt64>) -> AddressRangeSet {
        numbers.isEmpty ? AddressRangeSet() : set(pages(numbers))
    }
}
