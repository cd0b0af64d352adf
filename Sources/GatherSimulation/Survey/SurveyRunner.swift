// SPDX-License-Identifier: GPL-2.0-only

public import Benches
internal import RISCVMachine

extension Simulation {
    /// Asks a driver how it uses the gather.
    ///
    /// The result follows from the arguments alone, and no input traps, as for
    /// ``run(image:hostSymbols:bench:scenario:limits:)``.
    public static func survey(
        image: [UInt8], hostSymbols: [String: UInt64], bench: Bench,
        limits: SimulationLimits = SimulationLimits()
    ) -> DriverSurvey {
        do throws(BootFailure) {
            let bench = try BootedBench(
                image: image, symbols: hostSymbols, window: ScenarioWindow(bench), limits: limits)
            var runner = SurveyRunner(bench)
            return runner.run()
        } catch {
            return DriverSurvey(outcome: error.outcome)
        }
    }
}

/// Maps some pages, and calls the driver's `unmap_pages` and `iotlb_sync` for them.
struct SurveyRunner {
    private let bench: BootedBench
    private var guest: Guest { bench.guest }
    private var survey = DriverSurvey(outcome: .completed)

    init(_ bench: BootedBench) {
        self.bench = bench
    }

    mutating func run() -> DriverSurvey {
        do throws(RunStop) {
            try ask()
        } catch {
            survey.outcome = RunOutcome(error)
        }
        return survey
    }

    private mutating func ask() throws(RunStop) {
        guard let unmap = guest.entries.driverUnmap, let sync = guest.entries.driverSync else {
            throw .notModelled("the driver's own operations: the bench names none", stack: [])
        }
        let iovas = try mapPages()
        _ = try call(guest.entries.gatherInit, [])
        let before = guest.log.trace.count
        let writes = try watching { runner throws(RunStop) in
            _ = try runner.call(unmap, [iovas.first, iovas.byteCount])
        }
        survey.atUnmap = style(since: before)
        survey.filled = try fill(of: iovas, by: writes.first { $0.isStore })
        try guest.observe()
        let residue = guest.tlb.residue(in: AddressRangeSet([iovas]))
        guard residue.mapped.isEmpty else {
            throw .notModelled("unmap_pages() left pages mapped", stack: [])
        }
        survey.reliance =
            !residue.stale.isEmpty
            ? .invalidation
            : !residue.unsynced.isEmpty ? .completion : .nothing

        let middle = guest.log.trace.count
        var hasSync = false
        let reads = try watching { runner throws(RunStop) in
            hasSync = try runner.call(sync, []) & 0xff != 0
        }
        survey.hasSync = hasSync
        for read in reads where !read.isStore {
            guard !survey.fieldsRead.contains(where: { $0.field == read.field }) else { continue }
            survey.fieldsRead.append(GatherRead(field: read.field, stack: read.stack))
        }
        survey.inSync = style(since: middle)
        try guest.observe()
        let rest = guest.tlb.residue(in: AddressRangeSet([iovas]))
        survey.left = AddressRangeSet(rest.stale.ranges + rest.unsynced.ranges)
        if !hasSync {
            survey.reliance = .nothing
        }
    }

    /// Maps page by page, so that there is a leaf for each.
    private func mapPages() throws(RunStop) -> AddressRange {
        let page = bench.window.pageSize
        let scenario = Scenario(
            name: "survey", title: "Maps pages.",
            operations: [
                ScenarioOperation(
                    .mapInPages(
                        iova: .bytes(0), length: .pages(UInt64(DriverSurvey.pageCount)),
                        pageSize: .pages(1)))
            ])
        let plan: ScenarioPlan
        do throws(PlanError) {
            plan = try ScenarioPlan(scenario, in: bench.window, of: bench.aperture)
        } catch {
            throw .simulatorFault(error.advice)
        }
        try bench.reset()
        guest.watch = Watch(iovas: plan.watched, pageSize: page)
        try guest.observe()
        var runner = ScenarioRunner(guest: guest)
        for operation in plan.operations {
            _ = try runner.perform(operation)
        }
        guard guest.log.findings.isEmpty, let iovas = plan.operations.first?.iovas else {
            throw .notModelled("the pages could not be mapped", stack: [])
        }
        return iovas
    }

    private func call(_ entry: UInt64, _ arguments: [UInt64]) throws(RunStop) -> UInt64 {
        try guest.callDriver(
            entry, arguments, budget: guest.limits.operationInstructions, purpose: "in the survey")
    }

    /// The accesses of the gather while `body` runs.
    private func watching(
        _ body: (SurveyRunner) throws(RunStop) -> Void
    ) throws(RunStop) -> [GatherWatch.Access] {
        guard let place = guest.entries.gatherAddress, let size = guest.entries.gatherBytes,
            let queued = guest.entries.gatherQueuedOffset
        else {
            throw .notModelled("the gather: the bench does not say where it is", stack: [])
        }
        let address = try call(place, [])
        guard address % 8 == 0, size % 8 == 0, size <= 4096 else {
            throw .simulatorFault("the gather is at 0x\(String(address, radix: 16)), \(size) bytes")
        }
        guest.gatherWatch = GatherWatch(
            addresses: address..<address + size, queued: address + queued)
        defer { guest.gatherWatch = nil }
        try guest.setGatherAccess([])
        do throws(RunStop) {
            try body(self)
        } catch {
            try guest.setGatherAccess([.read, .write])
            throw error
        }
        try guest.setGatherAccess([.read, .write])
        return guest.gatherWatch?.accesses ?? []
    }

    private func fill(
        of iovas: AddressRange, by store: GatherWatch.Access?
    ) throws(RunStop) -> GatherFill? {
        let first = try guest.callDevice(guest.entries.gatherStart, [])
        let last = try guest.callDevice(guest.entries.gatherEnd, [])
        guard first <= last, let store else { return nil }
        let range = AddressRange(first: first, last: last)
        return GatherFill(
            iovas: range, isExact: range == iovas,
            pageSize: try guest.callDevice(guest.entries.gatherPageSize, []), stack: store.stack)
    }

    /// The invalidations among the events since `start`.
    private func style(since start: Int) -> InvalidationStyle {
        var style = InvalidationStyle()
        for event in guest.log.trace[start...] {
            guard case .invalidation(let invalidation, _) = event.kind else { continue }
            if style.commands == 0 {
                style.stack = event.stack
            }
            style.commands += 1
            if invalidation.scope == .all {
                style.scope = .all
            }
        }
        if style.scope == .nothing, style.commands > 0 {
            style.scope = style.commands < DriverSurvey.pageCount ? .range : .page
        }
        return style
    }
}
