// SPDX-License-Identifier: GPL-2.0-only

import Benches
import Testing

@testable import GatherSimulation

@Suite(
    .enabled(
        if: Widget.canBuild, "skipped: clang and ld.lld with a RISC-V target are not on the PATH"))
struct BootedBenchTests {
    /// Every scenario behind all others, and alone.
    @Test(arguments: [Gadget.Bug.NO_FLUSH, .NULL_GATHER])
    func aRunDoesNotDependOnThoseBeforeIt(bug: Gadget.Bug) throws {
        let gadget = try Gadget(plant: bug)
        let names = try BenchCatalogue().scenarios.map(\.name)
        let together = try gadget.run(scenarios: names + names.reversed())
        let alone = try names.flatMap { try gadget.run(scenarios: [$0]) }
        #expect(together.count == 2 * names.count)
        for (index, run) in alone.enumerated() {
            #expect(together[index] == run, "\(run.scenario)")
            #expect(together[2 * names.count - 1 - index] == run, "\(run.scenario)")
        }
    }

    @Test func whatTheDriverAllocatesInTheScenarioFailsOnceEach() throws {
        let run = try Gadget().run("align: 2M\nfail: allocations\nmap 2M-4p 8p\nunmap 2M-4p 8p")
        #expect(run.outcome == .completed)
        #expect(run.findings == [])
        // Two tables; a run without a failure, and one for each of them.
        #expect(
            run.trace.count { if case .allocationFailed = $0.kind { true } else { false } } == 2)
        #expect(
            run.operations.map(\.operation.action.description) == [
                "map 2M-4p 8p", "unmap 2M-4p 8p", "map 2M-4p 8p", "map 2M-4p 8p",
                "unmap 2M-4p 8p", "map 2M-4p 8p", "map 2M-4p 8p", "unmap 2M-4p 8p",
            ])
        var limits = SimulationLimits()
        limits.failedAllocations = 1
        let cut = try Gadget().run("fail: allocations\nmap 2M-4p 8p", limits: limits)
        #expect(cut.outcome == .outOfBudget(what: "1 allocations to fail", stack: []))
    }
}
