// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine

/// Runs one scenario on one guest, operation by operation, and judges what each leaves behind.
struct ScenarioRunner {
    private let guest: Guest
    private let window: ScenarioWindow

    /// The IOVAs unmapped by `unmap_fast` since the last sync; nil before the gather is made.
    private var gathered: AddressRangeSet?

    init(guest: Guest, window: ScenarioWindow) {
        self.guest = guest
        self.window = window
    }

    consuming func run(_ scenario: Scenario) -> ScenarioRun {
        let outcome = perform(scenario)
        let log = guest.log
        return ScenarioRun(
            scenario: scenario.name, outcome: outcome, findings: log.findings,
            operations: log.operations, trace: log.trace, isTraceCut: log.isTraceCut,
            executed: guest.machine.reachedAddresses)
    }

    private mutating func perform(_ scenario: Scenario) -> RunOutcome {
        let plan: ScenarioPlan
        do throws(PlanError) {
            plan = try ScenarioPlan(scenario, in: window)
        } catch {
            return .setupFailed(error.advice)
        }
        if let failure = setUp(plan) {
            return failure
        }
        do throws(RunStop) {
            for operation in plan.operations {
                try perform(operation)
            }
            return .completed
        } catch {
            return RunOutcome(error)
        }
    }

    /// Nil when the bench is ready. What goes wrong before is not blamed on the code under test,
    /// for it may as well be the bench's fault.
    private func setUp(_ plan: ScenarioPlan) -> RunOutcome? {
        do throws(RunStop) {
            let result = try guest.callDriver(
                guest.entries.setup, [], budget: guest.limits.setupInstructions,
                purpose: "to set up the bench")
            let status = Int32(truncatingIfNeeded: result)
            guard status == 0 else { return .setupFailed("bench_setup() returned \(status)") }
            try guest.runDeferredCalls()
            guest.watch = Watch(iovas: plan.watched, pageSize: window.pageSize)
            try guest.observe()
            return nil
        } catch {
            guard case .defect(let kind, let stack) = error else { return RunOutcome(error) }
            let place = stack.map { "0x" + String($0, radix: 16) }.joined(separator: " ")
            return .setupFailed("bench_setup() ended in \(kind) at \(place)")
        }
    }

    // MARK: Operations

    private mutating func perform(_ operation: PlannedOperation) throws(RunStop) {
        guest.log.begin(operation)
        let start = guest.driverInstructions
        var progress = Progress()
        var ending: RunStop?
        do throws(RunStop) {
            try call(operation, &progress, start)
            try guest.runDeferredCalls()
        } catch {
            ending = keep(error)
        }
        // An operation that did not end is a part of the run, too.
        guest.log.end(
            operation, returned: progress.returned, unmapped: progress.unmapped,
            instructions: progress.instructions ?? guest.driverInstructions - start)
        if let ending {
            throw ending
        }
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
        let before = guest.tlb.mappedLeaves
        switch operation.operation.action {
        case .map:
            let result = try callScenario(
                guest.entries.map, "map",
                [operation.iova, operation.physicalAddress, operation.byteCount])
            finish(result, &progress, start)
            try guest.observe()
            try judgeMap(operation, result, before)
        case .unmap:
            progress.unmapped = AddressRangeSet([operation.iovas].compactMap { $0 })
            let result = try callScenario(
                guest.entries.unmap, "unmap", [operation.iova, operation.byteCount])
            finish(result, &progress, start)
            progress.unmapped = claimed(operation, result)
            try guest.observe()
            try judgeUnmap(operation, result, before)
            try judgeResidue(of: progress.unmapped.subtracting(gathered ?? AddressRangeSet()))
        case .unmapFast:
            progress.unmapped = AddressRangeSet([operation.iovas].compactMap { $0 })
            try openGather()
            let result = try callScenario(
                guest.entries.unmapFast, "unmap_fast", [operation.iova, operation.byteCount])
            finish(result, &progress, start)
            progress.unmapped = claimed(operation, result)
            try recordGather()
            try guest.observe()
            try judgeUnmap(operation, result, before)
            gathered?.formUnion(progress.unmapped)
        case .sync:
            try openGather()
            _ = try callScenario(guest.entries.sync, "sync", [])
            finish(nil, &progress, start)
            try guest.observe()
            try judgeLoss(AddressRangeSet(), before)
            try judgeResidue(of: gathered ?? AddressRangeSet())
            gathered = nil
        }
    }

    private func finish(_ result: UInt64?, _ progress: inout Progress, _ start: UInt64) {
        progress.returned = result
        progress.instructions = guest.driverInstructions - start
        guest.log.record(.operationReturned(result))
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

    /// The IOVAs it was asked to unmap and those which it says it did.
    private func claimed(_ operation: PlannedOperation, _ result: UInt64) -> AddressRangeSet {
        AddressRangeSet(
            [operation.iovas, AddressRange(first: operation.iova, byteCount: result)]
                .compactMap { $0 })
    }

    // MARK: Judgement

    private func judgeMap(
        _ operation: PlannedOperation, _ result: UInt64, _ before: [Leaf]
    ) throws(RunStop) {
        let status = Int32(truncatingIfNeeded: result)
        try judgeLoss(AddressRangeSet(), before)
        guard status == 0 else {
            try guest.log.find(.mapFailed(errno: status == .min ? .max : abs(status)))
            return
        }
        guard let iovas = operation.iovas else { return }
        let wanted = AddressRangeSet([iovas])
        let right = guest.tlb.mappedLeaves.filter { leaf in
            leaf.physicalAddress &- leaf.iovas.first
                == operation.physicalAddress &- operation.iova
        }
        let found = guest.tlb.mapped
        let translated = AddressRangeSet(right.map(\.iovas))
        try find(wanted.subtracting(found)) { .notMapped($0) }
        try find(wanted.intersection(found).subtracting(translated)) { .wrongTranslation($0) }
        // Something that was mapped there before may be cached no longer, unless it waits for a
        // sync.
        try judgeResidue(
            of: wanted.subtracting(gathered ?? AddressRangeSet()), mayBeMapped: true)
    }

    private func judgeUnmap(
        _ operation: PlannedOperation, _ result: UInt64, _ before: [Leaf]
    ) throws(RunStop) {
        let allowed = UnmapResult.allowed(operation.iovas, mapped: before)
        if !allowed.contains(result) {
            try guest.log.find(.wrongReturn(returned: result, allowed: allowed))
        }
        let unmapped = AddressRangeSet(
            [AddressRange(first: operation.iova, byteCount: result)].compactMap { $0 })
        try find(unmapped.intersection(guest.tlb.mapped)) { .stillMapped($0) }
        try judgeLoss(claimed(operation, result), before)
    }

    /// Nothing but what the operation is about may leave the page table.
    private func judgeLoss(_ subject: AddressRangeSet, _ before: [Leaf]) throws(RunStop) {
        let lost = AddressRangeSet(before.map(\.iovas)).subtracting(guest.tlb.mapped)
            .subtracting(subject)
        try find(lost) { .lostMapping($0) }
    }

    /// Nothing of what the table lost may be cached. Behind an unmap, what is still mapped is that
    /// defect and no other; behind a map it is what was asked for.
    private func judgeResidue(
        of iovas: AddressRangeSet, mayBeMapped: Bool = false
    ) throws(RunStop) {
        let residue = guest.tlb.residue(in: iovas)
        let excused = mayBeMapped ? AddressRangeSet() : residue.mapped
        try find(residue.stale.subtracting(excused)) { .stale($0) }
        try find(residue.unsynced.subtracting(excused)) { .unsynced($0) }
        guest.tlb.forget(iovas)
    }

    private func find(
        _ iovas: AddressRangeSet, _ kind: (AddressRangeSet) -> FindingKind
    ) throws(RunStop) {
        if !iovas.isEmpty {
            try guest.log.find(kind(iovas))
        }
    }
}
