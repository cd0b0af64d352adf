// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import KernelBuild
internal import Reviews

/// One scenario run on one driver in one variant.
struct RunRecord: Codable, Hashable {
    /// The scenario's name.
    let scenario: String

    /// What it says.
    let verdict: VerdictRecord

    /// How far it came: `completed`, `crashed` (the last finding says how), `not-modelled`,
    /// `out-of-budget`, `simulator-fault`, `setup-failed`.
    let outcome: String

    /// What was not modelled, which limit was reached, or what failed.
    let outcomeDetail: String?

    /// Where it ended, innermost first, if it was not modelled or out of budget.
    let outcomeStack: [StackFrameRecord]

    /// The defects in the order in which they were seen.
    let findings: [FindingRecord]

    /// The operations that were begun, in order.
    let operations: [OperationRecord]

    /// What the operations cost together.
    let cost: CostRecord

    /// The comparison with the same run on the reference, and with that on the base.
    let againstReference: ComparisonRecord
    let againstBase: ComparisonRecord

    /// The index of its trace in `traces`, and whether that was cut off at a limit.
    let trace: Int?
    let isTraceCut: Bool

    init(_ run: RunReview, lines: SourceLines, trace: Int?) {
        scenario = run.run.scenario
        verdict = VerdictRecord(run.verdict)
        var detail: String?
        var stack: [UInt64] = []
        switch run.run.outcome {
        case .completed: outcome = "completed"
        case .crashed: outcome = "crashed"
        case .notModelled(let name, let pcs): (outcome, detail, stack) = ("not-modelled", name, pcs)
        case .outOfBudget(let what, let pcs):
            (outcome, detail, stack) = ("out-of-budget", what, pcs)
        case .simulatorFault(let what): (outcome, detail) = ("simulator-fault", what)
        case .setupFailed(let what): (outcome, detail) = ("setup-failed", what)
        }
        outcomeDetail = detail
        outcomeStack = StackFrameRecord.stack(stack, lines)
        // The comparison with the base leaves out what counts only if the base has it not.
        let shares = Dictionary(
            run.againstBase.findings.map { ($0.finding, $0.share) },
            uniquingKeysWith: { first, _ in first })
        findings = run.againstReference.findings.map { compared in
            FindingRecord(
                compared.finding, in: run.run, lines, reference: compared.share,
                base: shares[compared.finding] ?? .whole)
        }
        operations = run.run.operations.map(OperationRecord.init)
        cost = CostRecord(run.run.cost)
        againstReference = ComparisonRecord(run.againstReference)
        againstBase = ComparisonRecord(run.againstBase)
        self.trace = trace
        isTraceCut = run.run.isTraceCut
    }
}

/// One operation of a run.
struct OperationRecord: Codable, Hashable {
    /// What was asked of the driver, as a scenario has it: `unmap 4p 20p`.
    let action: String

    /// The IOVAs that it was about; absent for none.
    let iovas: RangeRecord?

    /// What the driver returned; absent if it did not return, and for a sync.
    let returned: String?

    /// The IOVAs it was asked to unmap and those which it says it did.
    let unmapped: RangeSetRecord

    /// The IOVAs which its invalidation commands name, but for those that name everything.
    let invalidated: RangeSetRecord

    /// The IOVAs which the device's walk found mapped when it was over.
    let mapped: RangeSetRecord

    /// What it cost.
    let cost: CostRecord

    init(_ operation: OperationRun) {
        action = "\(operation.operation.action)"
        iovas = operation.iovas.map(RangeRecord.init)
        returned = operation.returned.map(Wording.hex)
        unmapped = RangeSetRecord(operation.unmapped)
        invalidated = RangeSetRecord(operation.invalidated)
        mapped = RangeSetRecord(operation.mapped)
        cost = CostRecord(operation.cost)
    }
}

/// A run beside that of the same scenario on another variant.
struct ComparisonRecord: Codable, Hashable {
    /// Whether both came to the end; if not, the next two say nothing.
    let isComplete: Bool

    /// The IOVAs which it invalidates beyond what the other invalidates and either unmaps.
    let overInvalidated: RangeSetRecord

    /// Whether it invalidates everything in an operation in which the other does not.
    let invalidatesEverything: Bool

    /// The findings of the other of which it has nothing, though it came to the end.
    let repaired: [String]

    init(_ comparison: RunComparison) {
        isComplete = comparison.isComplete
        overInvalidated = RangeSetRecord(comparison.overInvalidated)
        invalidatesEverything = comparison.invalidatesEverything
        repaired = comparison.repaired.map { Wording.finding($0, in: comparison.reference) }
    }
}
