// SPDX-License-Identifier: GPL-2.0-only

/// What happened when one scenario was run on one build of one bench.
public struct ScenarioRun: Hashable, Sendable {
    /// The scenario's name.
    public let scenario: String

    /// How far the run came.
    public let outcome: RunOutcome

    /// The defects seen, in the order in which they were seen.
    public let findings: [Finding]

    /// The operations that were begun, in order, with what they returned and cost.
    public let operations: [OperationRun]

    /// Everything that happened, in order.
    public let trace: [TraceEvent]

    /// Whether there was more to trace than ``SimulationLimits/traceEvents`` allows.
    public let isTraceCut: Bool

    /// The program counters of the code under test that were executed by the operations, in
    /// ascending order; those of setting up the bench are not among them.
    public let executed: [UInt64]

    /// What counts only where it differs from the reference's: messages of errors, and more in a
    /// scenario that says so (``Scenario/judgesDifferences``).
    public internal(set) var remarks: [Finding] = []

    /// What the operations cost together.
    public var cost: Cost { operations.reduce(Cost()) { $0 + $1.cost } }

    /// The IOVAs that operations unmapped: those they were asked to unmap and those which they
    /// say they did.
    public var unmapped: AddressRangeSet {
        AddressRangeSet(operations.flatMap(\.unmapped.ranges))
    }

    /// The IOVAs named by invalidation commands, but for commands that name everything.
    public var invalidated: AddressRangeSet {
        AddressRangeSet(operations.flatMap(\.invalidated.ranges))
    }
}

extension ScenarioRun {
    /// Appends another run of the same scenario, as if it were the rest of this one.
    mutating func append(_ next: ScenarioRun, traceLimit: Int) {
        let firstOperation = operations.count
        let firstFinding = findings.count
        let shifted = next.trace.map { event in
            var kind = event.kind
            if case .finding(let index) = kind {
                kind = .finding(firstFinding + index)
            }
            return TraceEvent(
                kind: kind, operation: event.operation.map { $0 + firstOperation },
                stack: event.stack)
        }
        let room = max(0, traceLimit - trace.count)
        self = ScenarioRun(
            scenario: scenario, outcome: next.outcome,
            findings: findings + next.findings.map { $0.shifted(by: firstOperation) },
            operations: operations + next.operations,
            trace: trace + shifted.prefix(room),
            isTraceCut: isTraceCut || next.isTraceCut || shifted.count > room,
            executed: Set(executed).union(next.executed).sorted(),
            remarks: remarks + next.remarks.map { $0.shifted(by: firstOperation) })
    }

    /// The same with another outcome.
    func ending(_ outcome: RunOutcome) -> ScenarioRun {
        ScenarioRun(
            scenario: scenario, outcome: outcome, findings: findings, operations: operations,
            trace: trace, isTraceCut: isTraceCut, executed: executed, remarks: remarks)
    }
}

extension ScenarioRun {
    /// The run as it is judged: its remarks of which the reference's run has nothing are findings,
    /// behind the others; the rest of the remarks is gone, for it counts for nothing.
    ///
    /// Every verdict about a run, and every comparison, starts from this.
    public func judged(beside reference: ScenarioRun) -> ScenarioRun {
        let known = reference.remarks + reference.findings
        let counting = remarks.filter { ComparedFinding($0, reference: known).share == .none }
        return ScenarioRun(
            scenario: scenario, outcome: outcome, findings: findings + counting,
            operations: operations, trace: trace, isTraceCut: isTraceCut, executed: executed)
    }
}

extension Finding {
    fileprivate func shifted(by operations: Int) -> Finding {
        Finding(kind, operation: operation.map { $0 + operations }, stack: stack)
    }
}

/// How far a run came. Four different things never pass for each other: a defect of the code under
/// test, something that is not modelled, a budget that ran out, and a bug of ours.
public enum RunOutcome: Hashable, Sendable {
    /// To the end of the scenario; the findings are all there is to say.
    case completed

    /// To a defect after which nothing can go on; the last finding is that defect.
    case crashed

    /// To something that the simulation does not know: the rest is unknown, too. The name is that
    /// of a kernel function, of kernel data, or what a device model says it met; the stack is that
    /// of the use, innermost first.
    case notModelled(name: String, stack: [UInt64])

    /// To a limit, which is named; the stack is that of the moment. Code under test that loops
    /// for ever ends like this, but so does code that is only slow.
    case outOfBudget(what: String, stack: [UInt64])

    /// To a defect of the simulation or of the bench.
    case simulatorFault(String)

    /// The bench could not be set up, so that nothing was tried.
    case setupFailed(String)

    /// Whether the whole scenario was run.
    public var isCompleted: Bool { self == .completed }
}

/// One operation of a run.
public struct OperationRun: Hashable, Sendable {
    /// What was asked of the driver.
    public let operation: ScenarioOperation

    /// The IOVAs that it was about, or nil for none (a length of zero, and a sync).
    public let iovas: AddressRange?

    /// What the driver returned; nil if it did not return, and for a sync.
    public let returned: UInt64?

    /// The IOVAs it was asked to unmap and those which it says it did.
    public let unmapped: AddressRangeSet

    /// The IOVAs named by its invalidation commands, but for commands that name everything.
    public let invalidated: AddressRangeSet

    /// What it cost.
    public let cost: Cost

    /// The IOVAs which the device's walk found mapped when it was over.
    public internal(set) var mapped = AddressRangeSet()
}
