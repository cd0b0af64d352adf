// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import GatherSimulation
@testable import Reports
@testable import Reviews

struct RunPictureTests {
    private func pages(_ numbers: ClosedRange<UInt64>) -> AddressRange {
        AddressRange(first: numbers.lowerBound * 4096, last: numbers.upperBound * 4096 + 4095)
    }

    private func set(_ numbers: ClosedRange<UInt64>...) -> AddressRangeSet {
        AddressRangeSet(numbers.map(pages))
    }

    /// Pages 16 to 19 are mapped, 16 and 17 unmapped; one page of them is invalidated, and page 20.
    private var run: ScenarioRun {
        let unmap = ScenarioAction.unmap(iova: .bytes(0), length: .pages(2))
        let events: [TraceEventKind] = [
            .operationStarted(unmap, iovas: pages(16...17)),
            .gather(first: 16 * 4096, last: 18 * 4096 - 1, pageSize: 4096),
            .invalidation(Invalidation(.range(pages(17...17), leafSize: nil)), refetchedLeaves: 0),
            .invalidation(Invalidation(.range(pages(20...20), leafSize: nil)), refetchedLeaves: 0),
            .operationReturned(8192), .finding(0),
        ]
        let map = ScenarioAction.map(iova: .bytes(0), length: .pages(4))
        return ScenarioRun(
            scenario: "s", outcome: .completed,
            findings: [Finding(.stale(set(16...16)), operation: 1)],
            operations: [
                OperationRun(
                    operation: ScenarioOperation(map), iovas: pages(16...19), returned: 0,
                    unmapped: AddressRangeSet(), invalidated: AddressRangeSet(), cost: Cost(),
                    mapped: set(16...19)),
                OperationRun(
                    operation: ScenarioOperation(unmap), iovas: pages(16...17), returned: 8192,
                    unmapped: set(16...17), invalidated: set(17...17, 20...20), cost: Cost(),
                    mapped: set(18...19)),
            ],
            trace: events.map { TraceEvent(kind: $0, operation: 1, stack: []) },
            isTraceCut: false, executed: [])
    }

    @Test func showsWhatTheTraceSays() {
        let steps = RunPicture(run, over: set(20...20), shown: 0..<2).steps.map(\.step)
        #expect(steps.map(\.title) == ["1  map 0 4p, done", "2  unmap 0 2p, returned 8 KiB"])
        #expect(steps[0].lanes.map(\.kind) == [.mapped])
        let lanes = steps[1].lanes
        #expect(
            lanes.map(\.kind) == [
                .mapped, .unmapped, .gathered, .invalidated, .over, .defect(.stale),
            ])
        #expect(
            lanes.map(\.iovas) == [
                set(18...19), set(16...17), set(16...17), set(17...17, 20...20), set(20...20),
                set(16...16),
            ])
        #expect(lanes[3].remark == "2×, pending")
    }

    @Test func aLongRunIsShownAroundItsFirstFinding() {
        let many = ScenarioRun(
            scenario: "s", outcome: .completed,
            findings: [Finding(.stale(set(1...1)), operation: 30)],
            operations: Array(repeating: run.operations[0], count: 40), trace: [],
            isTraceCut: false, executed: [])
        #expect(RunPicture.shownSteps(of: [many]) == 24..<36)
        #expect(RunPicture.shownSteps(of: [run]) == 0..<2)
    }

    @Test func aPageIsSeenBesideABlock() throws {
        let scale = try #require(
            AddressScale(
                set(0...1023), others: [pages(0...1023), pages(1024...1024), pages(5...5)]))
        let page = scale.places(of: pages(5...5))
        #expect(page.end - page.start > 0.05)
        #expect(scale.place(of: 0) == 0)
        #expect(scale.place(of: .max) == 1)
        let places = stride(from: UInt64(0), through: 1024 * 4096, by: 512).map(scale.place)
        #expect(places == places.sorted())
    }

    @Test func theLastAddressHasAPlace() throws {
        let last = AddressRange(first: .max - 4095, last: .max)
        let scale = try #require(AddressScale(AddressRangeSet([last]), others: [.everything]))
        #expect(scale.places(of: last) == (0, 1))
        #expect(AddressScale(AddressRangeSet(), others: []) == nil)
    }
}
