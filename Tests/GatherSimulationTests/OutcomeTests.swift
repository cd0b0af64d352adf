// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import GatherSimulation

/// What was not modelled, ran out of a budget, or is our own fault, is no defect of the driver.
@Suite(
    .enabled(
        if: Widget.canBuild, "skipped: clang and ld.lld with a RISC-V target are not on the PATH"))
struct OutcomeTests {
    @Test(arguments: [
        ("UNKNOWN", "mystery()"),
        ("UNKNOWN_DATA", "mystery_data"),
        ("UNKNOWN_REGISTER", "widget register 0x40"),
        ("UNKNOWN_COMMAND", "widget command"),
        ("CHEAT", "device_invalidate_all() called by the code under test"),
        ("SETUP_UNKNOWN", "mystery()"),
    ])
    func whatIsNotModelledIsNamed(bug: String, name: String) throws {
        let run = try Widget(plant: bug).run("map 0 1p\nunmap 0 1p")
        guard case .notModelled(name, let stack) = run.outcome else {
            Issue.record("\(run.outcome)")
            return
        }
        #expect(!stack.isEmpty)
        #expect(run.findings == [])
    }

    @Test func anEndlessLoopIsOutOfBudget() throws {
        var limits = SimulationLimits()
        limits.operationInstructions = 10000
        limits.setupInstructions = 5000
        let run = try Widget(plant: "ENDLESS").run("map 0 1p\nunmap 0 1p", limits: limits)
        guard case .outOfBudget("10000 instructions in one unmap", let stack) = run.outcome else {
            Issue.record("\(run.outcome)")
            return
        }
        #expect(stack.count == 4)
        #expect(run.findings == [])
        // What the host did for it counts as well.
        let instructions = try #require(run.operations.last).cost.instructions
        #expect((5000...10000).contains(instructions))
        let setup = try Widget(plant: "SETUP_ENDLESS").run("sync", limits: limits)
        guard case .outOfBudget("5000 instructions to set up the bench", _) = setup.outcome else {
            Issue.record("\(setup.outcome)")
            return
        }
    }

    @Test func theDeviceWorksWhileTheDriverWaits() throws {
        let run = try Widget(plant: "POLLED").run("map 0 1p\nunmap 0 1p")
        guard case .completed = run.outcome else {
            Issue.record("\(run.outcome)")
            return
        }
        #expect(run.findings == [])
        #expect(run.operations.last?.cost.completions == 1)
    }

    @Test func aDriverThatWaitsForEverIsOutOfBudget() throws {
        var limits = SimulationLimits()
        limits.hostCalls = 1000
        let run = try Widget(plant: "NEVER_READY").run("map 0 1p\nunmap 0 1p", limits: limits)
        guard case .outOfBudget("1000 calls of host functions", let stack) = run.outcome else {
            Issue.record("\(run.outcome)")
            return
        }
        #expect(stack.count == 4)
        #expect(run.findings == [])
    }

    @Test func aLoopOverRegistersEndsLongBeforeItsInstructionsDo() throws {
        let run = try Widget(plant: "NEVER_READY").run("map 0 1p\nunmap 0 1p")
        guard case .outOfBudget("50000000 instructions in one unmap", _) = run.outcome else {
            Issue.record("\(run.outcome)")
            return
        }
        let cost = try #require(run.operations.last).cost
        #expect((1000...200_000).contains(cost.registerAccesses))
        #expect(cost.instructions < 5_000_000)
    }

    @Test func aScenarioHasABudgetForAllOfItsRuns() throws {
        var limits = SimulationLimits()
        limits.scenarioInstructions = 100_000
        let run = try Widget(plant: "ENDLESS").run("map 0 1p\nunmap 0 1p", limits: limits)
        guard case .outOfBudget("100000 instructions in one scenario", _) = run.outcome else {
            Issue.record("\(run.outcome)")
            return
        }
    }

    @Test func memoryAndWalksHaveABudget() throws {
        var limits = SimulationLimits()
        limits.heapBytes = 4000
        let run = try Widget.clean.get().run("map 0 1p", limits: limits)
        guard case .outOfBudget("4000 bytes of memory to allocate", _) = run.outcome else {
            Issue.record("\(run.outcome)")
            return
        }
        limits = SimulationLimits()
        limits.pagesPerWalk = 16
        let walk = try Widget.clean.get().run("map 0 20p", limits: limits)
        guard
            case .outOfBudget("the IOVAs of an operation have more than 16 pages", _) = walk.outcome
        else {
            Issue.record("\(walk.outcome)")
            return
        }
        limits = SimulationLimits()
        limits.deviceInstructions = 500
        let device = try Widget.clean.get().run("map 0 20p", limits: limits)
        guard case .outOfBudget("500 instructions of the device model", _) = device.outcome else {
            Issue.record("\(device.outcome)")
            return
        }
    }

    @Test func aBenchThatFailsIsNoDefect() throws {
        #expect(
            try Widget(plant: "SETUP").run("sync").outcome
                == .setupFailed("bench_setup() returned -22"))
        let crashed = try Widget(plant: "SETUP_NULL").run("sync")
        guard case .setupFailed(let reason) = crashed.outcome else {
            Issue.record("\(crashed.outcome)")
            return
        }
        #expect(reason.contains("bench_setup() ended in crash"))
        #expect(crashed.findings == [])
        for bug in ["MODEL", "WALK"] {
            let run = try Widget(plant: bug).run("map 0 1p\nunmap 0 1p")
            guard case .simulatorFault = run.outcome else {
                Issue.record("\(bug): \(run.outcome)")
                continue
            }
            #expect(run.findings == [])
        }
    }

    @Test func aScenarioThatDoesNotFitTheBenchIsNotRun() throws {
        let widget = try Widget.clean.get()
        #expect(
            try widget.run("map 1K 1p").outcome
                == .setupFailed("'map 1K 1p' is no multiple of the bench's pages of 4096 bytes"))
        #expect(
            try widget.run("map 0 4503599627370495p").outcome
                == .setupFailed("'map 0 4503599627370495p' goes beyond the last IOVA"))
    }

    @Test func anExecutableThatIsNoneIsOurFault() throws {
        let widget = try Widget.clean.get()
        let scenario = Scenario(name: "s", title: "t", operations: [ScenarioOperation(.sync)])
        for image in [[], Array("text".utf8), Array(widget.image.prefix(200))] {
            let run = Simulation.run(
                image: image, hostSymbols: widget.symbols, window: Widget.window,
                scenario: scenario)
            guard case .simulatorFault = run.outcome else {
                Issue.record("\(run.outcome)")
                continue
            }
        }
        let crowded = Simulation.run(
            image: widget.image, hostSymbols: ["a": 0x1_3000_0000, "b": 0x1_3000_0000],
            window: Widget.window, scenario: scenario)
        #expect(
            crowded.outcome
                == .simulatorFault("two undefined symbols share a page, or one does not start it"))
    }
}
