// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import GatherSimulation

@Suite(
    .enabled(
        if: Widget.canBuild, "skipped: clang and ld.lld with a RISC-V target are not on the PATH"))
struct ExhaustiveSearchTests {
    @Test func aDriverWithoutBugsHasNoCounterexample() throws {
        let result = try search(.NONE, operations: 3)
        #expect(result.counterexamples == [])
        #expect(result.isComplete)
        #expect(result.obstacle == nil)
        #expect(result.sequences > 20)
    }

    @Test(arguments: [
        (Gadget.Bug.NO_FLUSH, ["map 0 4K", "unmap 0 4K"]),
        (.NULL_GATHER, ["map 0 4K", "unmap 0 4K", "map 0 2M"]),
        (.SPLIT_LOSES_REST, ["map 0 2M", "unmap 0 4K"]),
        (.BLOCK_NOT_GATHERED, ["map 0 2M", "unmap 0 2M"]),
    ])
    func theSmallestSequenceIsFound(bug: Gadget.Bug, operations: [String]) throws {
        let result = try search(bug, operations: 3)
        let found = try #require(result.counterexamples.first)
        #expect(found.scenario.operations.map(\.action.description) == operations)
        // It is a scenario that shows the same again.
        let again = try Gadget(plant: bug).run(
            found.scenario.text.split(separator: "\n").dropFirst().joined(separator: "\n"))
        #expect(again.findings == found.run.findings)
    }

    @Test func whatTheReferenceShowsIsNoCounterexample() throws {
        let reference = try program(.SPLIT_LOSES_ADDRESS)
        let same = try search(.SPLIT_LOSES_ADDRESS, operations: 2, reference: reference)
        #expect(same.counterexamples == [])
        let worse = try search(.NO_FLUSH, operations: 2, reference: reference)
        #expect(
            worse.counterexamples.map { $0.scenario.operations.map(\.action.description) }
                == [["map 0 4K", "unmap 0 4K"]])
    }

    @Test func whatWasNotTriedToTheEndIsSaid() throws {
        var limits = SimulationLimits()
        limits.operationInstructions = 100_000
        var bounds = SearchBounds()
        bounds.operations = 2
        let program = try program(.ENDLESS)
        let result = ExhaustiveSearch(
            window: Gadget.window, leafSizes: [4096], bounds: bounds, limits: limits
        ).run(program)
        #expect(!result.isComplete)
        #expect(result.counterexamples == [])
        guard case .outOfBudget("100000 instructions in one unmap", _)? = result.endings.first
        else {
            Issue.record("\(result.endings)")
            return
        }
    }

    @Test func itTellsHowFarItIs() throws {
        var seen: [Int] = []
        let result = ExhaustiveSearch(window: Gadget.window, leafSizes: [4096, 0x20_0000])
            .run(try program(.NONE)) { seen.append($0) }
        #expect(seen == Array(stride(from: 100, through: result.sequences, by: 100)))
    }

    @Test func itIsBounded() throws {
        var bounds = SearchBounds()
        bounds.operations = 3
        bounds.sequences = 5
        let result = try search(.NONE, bounds: bounds)
        #expect(result.sequences == 5)
        #expect(!result.isComplete)
    }

    @Test func whatCannotBeSetUpIsSaid() {
        let result = ExhaustiveSearch(window: Gadget.window, leafSizes: [4096])
            .run(SearchProgram(image: [1, 2, 3], hostSymbols: [:]))
        #expect(result.sequences == 0)
        guard case .simulatorFault? = result.obstacle else {
            Issue.record("\(result)")
            return
        }
    }

    private func program(_ bug: Gadget.Bug) throws -> SearchProgram {
        let gadget = try Gadget(plant: bug)
        return SearchProgram(image: gadget.image, hostSymbols: gadget.symbols)
    }

    private func search(
        _ bug: Gadget.Bug, operations: Int, reference: SearchProgram? = nil
    ) throws -> SearchResult {
        var bounds = SearchBounds()
        bounds.operations = operations
        return try search(bug, bounds: bounds, reference: reference)
    }

    private func search(
        _ bug: Gadget.Bug, bounds: SearchBounds, reference: SearchProgram? = nil
    ) throws -> SearchResult {
        ExhaustiveSearch(window: Gadget.window, leafSizes: [4096, 0x20_0000], bounds: bounds)
            .run(try program(bug), reference: reference)
    }
}
