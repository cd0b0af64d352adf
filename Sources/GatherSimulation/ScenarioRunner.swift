// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine

/// Runs one scenario on one guest, operation by operation; ``OperationJudge`` judges what each
/// leaves behind.
struct ScenarioRunner {
    private let guest: Guest
    private var judge: OperationJudge

    /// The IOVAs unmapped by `unmap_fast` since the last sync; nil before the gather is made.
    private var gathered: AddressRangeSet?

    /// The IOVAs unmapped by `unmap_queued` since the last flush of everything.
    private var queued = AddressRangeSet()

    /// What the last unmap returned.
    private var lastUnmap: UInt64?

    init(guest: Guest) {
        self.guest = guest
        judge = OperationJudge(guest: guest)
    }

    /// Sets the bench back and runs a scenario on it.
    static func run(_ scenario: Scenario, on bench: BootedBench) -> ScenarioRun {
        bench.guest.scenarioFuel = Int(clamping: bench.guest.limits.scenarioInstructions)
        let plan: ScenarioPlan
        do throws(PlanError) {
            plan = try ScenarioPlan(scenario, in: bench.window, of: bench.aperture)
        } catch {
            return BootFailure(
                outcome: .setupFailed(error.advice), trace: [], isTraceCut: false
            ).run(of: scenario)
        }
        return scenario.failsAllocations
            ? runWithFailures(scenario, plan, on: bench)
            : run(scenario, plan, on: bench, failing: nil)
    }

    private static func run(
        _ scenario: Scenario, _ plan: ScenarioPlan, on bench: BootedBench, failing: Int?
    ) -> ScenarioRun {
        let guest = bench.guest
        let outcome: RunOutcome
        do throws(RunStop) {
            try bench.reset()
            guest.log.judgesDifferences = scenario.judgesDifferences
            guest.injection.failing = failing
            guest.watch = Watch(iovas: plan.watched, pageSize: bench.window.pageSize)
            try guest.observe()
            for round in 1...scenario.repetitions {
                let before = guest.log
                var runner = ScenarioRunner(guest: guest)
                try runner.performAll(plan)
                guard round < scenario.repetitions, !guest.log.tells(more: before) else { break }
                guest.log = before
            }
            outcome = .completed
        } catch {
            outcome = RunOutcome(error)
        }
        let log = guest.log
        return ScenarioRun(
            scenario: scenario.name, outcome: outcome, findings: log.findings,
            operations: log.operations, trace: log.trace, isTraceCut: log.isTraceCut,
            executed: guest.machine.reachedAddresses, remarks: log.remarks)
    }

    /// As many runs as the scenario makes allocations, and the one in which none fails: as if they
    /// were one.
    private static func runWithFailures(
        _ scenario: Scenario, _ plan: ScenarioPlan, on bench: BootedBench
    ) -> ScenarioRun {
        let limits = bench.guest.limits
        var all = run(scenario, plan, on: bench, failing: nil)
        let allocations = bench.guest.injection.count
        for number in 1..<max(1, min(allocations, limits.failedAllocations) + 1) {
            guard all.outcome == .completed else { return all }
            all.append(
                run(scenario, plan, on: bench, failing: number), traceLimit: limits.traceEvents)
        }
        guard all.outcome == .completed, allocations > limits.failedAllocations else { return all }
        return all.ending(
            .outOfBudget(what: "\(limits.failedAllocations) allocations to fail", stack: []))
    }

    // MARK: Operations

    private mutating func performAll(_ plan: ScenarioPlan) throws(RunStop) {
        for operation in plan.operations {
            switch operation.operation.action {
            case .expectMapped, .expectUnmapped, .expectReturned:
                try judge.expect(operation, lastUnmap: lastUnmap)
            default:
                try performUntilDone(operation)
            }
        }
    }

    /// What could not be done for lack of memory is tried again: then there is enough.
    private mutating func performUntilDone(_ operation: PlannedOperation) throws(RunStop) {
        let hadFailed = guest.injection.hasFailed
        let result = try perform(operation)
        guard !hadFailed, guest.injection.hasFailed, let result else { return }
        switch operation.operation.action {
        case .map, .mapInPages:
            if Int32(truncatingIfNeeded: result) != 0 {
                _ = try perform(operation)
            }
        case .unmap, .unmapFast, .unmapQueued:
            if result < operation.byteCount {
                _ = try perform(operation.rest(after: result))
            }
        default:
            break
        }
    }

    /// Performs and judges one operation; the result is what the driver returned.
    mutating func perform(_ operation: PlannedOperation) throws(RunStop) -> UInt64? {
        guest.log.begin(operation)
        guest.clock.beginOperation()
        let start = guest.driverInstructions
        var progress = Progress()
        var ending: RunStop?
        do throws(RunStop) {
            try call(operation, &progress, start)
            beginCoverage(of: operation)
            try guest.runDeferredCalls()
            guest.unmapCoverage?.end(guest.machine)
            try judge.judgeLocks(operation)
        } catch {
            ending = keep(error)
        }
        // An operation that did not end is a part of the run, too.
        guest.log.end(
            operation, returned: progress.returned, unmapped: progress.unmapped,
            instructions: progress.instructions ?? guest.driverInstructions - start,
            mapped: guest.tlb.mapped)
        if let ending {
            throw ending
        }
        return progress.returned
    }

    /// A defect that ends the run is its last finding.
    private func keep(_ stop: RunStop) -> RunStop {
        guard case .defect(let kind, let stack) = stop else { return stop }
        do throws(RunStop) {
            try guest.log.find(kind, stack: stack)
            return stop
        } catch {
            return error
        }
    }

    /// How far an operation came.
    private struct Progress {
        var returned: UInt64?
        var unmapped = AddressRangeSet()
        var instructions: UInt64?
    }

    private mutating func call(
        _ operation: PlannedOperation, _ progress: inout Progress, _ start: UInt64
    ) throws(RunStop) {
        judge.begin(pending: pending)
        beginCoverage(of: operation)
        switch operation.operation.action {
        case .map, .mapInPages:
            let result = try callScenario(
                guest.entries.map, "map",
                [operation.iova, operation.physicalAddress, operation.byteCount])
            finish(result, &progress, start)
            try guest.observe()
            try judge.judgeMap(operation, result)
        case .unmap:
            try unmap(operation, guest.entries.unmap, "unmap", &progress, start)
            try judge.judgeResidue(of: progress.unmapped.subtracting(pending))
        case .unmapFast:
            try openGather()
            try unmap(operation, guest.entries.unmapFast, "unmap_fast", &progress, start)
            gathered?.formUnion(progress.unmapped)
        case .unmapQueued:
            let entry = try entry(guest.entries.unmapQueued, "unmap_queued")
            try unmap(operation, entry, "unmap_queued", &progress, start)
            queued.formUnion(progress.unmapped)
        case .sync:
            try openGather()
            _ = try callScenario(guest.entries.sync, "sync", [])
            finish(nil, &progress, start)
            try guest.observe()
            try judge.judgeSurvivors(of: AddressRangeSet())
            try judge.judgeResidue(of: (gathered ?? AddressRangeSet()).subtracting(queued))
            gathered = nil
        case .flushAll:
            _ = try callScenario(try entry(guest.entries.flushAll, "flush_all"), "flush_all", [])
            finish(nil, &progress, start)
            try guest.observe()
            try judge.judgeSurvivors(of: AddressRangeSet())
            try judge.judgeResidue(of: queued)
            queued = AddressRangeSet()
        case .expectMapped, .expectUnmapped, .expectReturned:
            break
        }
    }

    private mutating func unmap(
        _ operation: PlannedOperation, _ entry: UInt64, _ name: String,
        _ progress: inout Progress, _ start: UInt64
    ) throws(RunStop) {
        progress.unmapped = AddressRangeSet([operation.iovas].compactMap { $0 })
        let result = try callScenario(entry, name, [operation.iova, operation.byteCount])
        finish(result, &progress, start)
        lastUnmap = result
        progress.unmapped = operation.claimed(result)
        if name == "unmap_fast" {
            try recordGather()
        }
        try guest.observe()
        try judge.judgeUnmap(operation, result)
    }

    /// What may be cached until the next sync or flush.
    var pending: AddressRangeSet {
        var pending = queued
        if let gathered {
            pending.formUnion(gathered)
        }
        return pending
    }

    /// What a map executes is not asked for.
    private func beginCoverage(of operation: PlannedOperation) {
        switch operation.operation.action {
        case .unmap, .unmapFast, .unmapQueued, .sync, .flushAll:
            guest.unmapCoverage?.begin(guest.machine)
        case .map, .mapInPages, .expectMapped, .expectUnmapped, .expectReturned: break
        }
    }

    private func finish(_ result: UInt64?, _ progress: inout Progress, _ start: UInt64) {
        progress.returned = result
        progress.instructions = guest.driverInstructions - start
        guest.unmapCoverage?.end(guest.machine)
        guest.log.record(.operationReturned(result))
    }

    private func entry(_ entry: UInt64?, _ name: String) throws(RunStop) -> UInt64 {
        guard let entry else {
            throw .notModelled("\(name): the bench has no scenario_\(name)()", stack: [])
        }
        return entry
    }

    private func callScenario(
        _ entry: UInt64, _ name: String, _ arguments: [UInt64]
    ) throws(RunStop) -> UInt64 {
        try guest.callDriver(
            entry, arguments, budget: guest.limits.operationInstructions,
            purpose: "in one \(name)")
    }

    private mutating func openGather() throws(RunStop) {
        guard gathered == nil else { return }
        _ = try callScenario(guest.entries.gatherInit, "gather_init", [])
        gathered = AddressRangeSet()
    }

    /// What the gather holds; to look at it costs the driver nothing.
    private func recordGather() throws(RunStop) {
        guest.log.record(
            .gather(
                first: try guest.callDevice(guest.entries.gatherStart, []),
                last: try guest.callDevice(guest.entries.gatherEnd, []),
                pageSize: try guest.callDevice(guest.entries.gatherPageSize, [])))
    }
}

extension PlannedOperation {
    /// The IOVAs it was asked to unmap and those which it says it did.
    func claimed(_ result: UInt64) -> AddressRangeSet {
        AddressRangeSet(
            [iovas, AddressRange(first: iova, byteCount: result)].compactMap { $0 })
    }
}
