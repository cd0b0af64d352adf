// SPDX-License-Identifier: GPL-2.0-only

/// What a run has seen so far.
struct RunLog {
    private(set) var findings: [Finding] = []
    private(set) var remarks: [Finding] = []
    private(set) var operations: [OperationRun] = []
    private(set) var trace: [TraceEvent] = []
    private(set) var isTraceCut = false

    /// What the operation in progress has cost so far, its instructions aside.
    var cost = Cost()

    /// The IOVAs named by the invalidations of the operation in progress.
    private var invalidated: [AddressRange] = []

    /// Whether wrong results and warnings are remarks.
    var judgesDifferences = false

    private let eventLimit: Int
    private let findingLimit: Int
    private var operationInProgress: Int?

    init(limits: SimulationLimits) {
        eventLimit = limits.traceEvents
        findingLimit = limits.findings
    }

    mutating func begin(_ operation: PlannedOperation) {
        operationInProgress = operations.count
        cost = Cost()
        invalidated = []
        record(.operationStarted(operation.operation.action, iovas: operation.iovas))
    }

    mutating func end(
        _ operation: PlannedOperation, returned: UInt64?, unmapped: AddressRangeSet,
        instructions: UInt64, mapped: AddressRangeSet
    ) {
        cost.instructions = instructions
        operations.append(
            OperationRun(
                operation: operation.operation, iovas: operation.iovas, returned: returned,
                unmapped: unmapped, invalidated: AddressRangeSet(invalidated), cost: cost,
                mapped: mapped))
        operationInProgress = nil
    }

    /// Whether there is a finding or remark beside those of an earlier time.
    func tells(more earlier: RunLog) -> Bool {
        findings.count + remarks.count > earlier.findings.count + earlier.remarks.count
    }

    /// The stack is looked up only where it is kept.
    mutating func record(_ kind: TraceEventKind, stack: @autoclosure () -> [UInt64] = []) {
        guard trace.count < eventLimit else {
            isTraceCut = true
            return
        }
        trace.append(TraceEvent(kind: kind, operation: operationInProgress, stack: stack()))
    }

    mutating func recordInvalidation(
        _ invalidation: Invalidation, refetchedLeaves: Int, stack: @autoclosure () -> [UInt64]
    ) {
        var commands = Cost()
        commands.invalidations = 1
        commands.refetchedLeaves = UInt64(refetchedLeaves)
        switch invalidation.scope {
        case .all:
            commands.invalidationsOfEverything = 1
        case .range(let range, _):
            commands.invalidatedBytes = range.byteCount
            commands.tableInvalidations = invalidation.reachesTables ? 1 : 0
            invalidated.append(range)
        }
        cost = cost + commands
        record(.invalidation(invalidation, refetchedLeaves: refetchedLeaves), stack: stack())
    }

    /// Keeps a finding unless the same was kept for this operation already. Between operations it
    /// is one of the last.
    ///
    /// - Throws: ``RunStop/outOfBudget(_:stack:)`` when there are too many.
    mutating func find(_ kind: FindingKind, stack: [UInt64] = []) throws(RunStop) {
        let finding = Finding(
            kind, operation: operationInProgress ?? operations.indices.last, stack: stack)
        guard !findings.contains(finding), !remarks.contains(finding) else { return }
        guard findings.count + remarks.count < findingLimit else {
            throw .outOfBudget("\(findingLimit) findings", stack: stack)
        }
        if kind.isComplaint || (judgesDifferences && kind.dependsOnCaller) {
            remarks.append(finding)
            return
        }
        record(.finding(findings.count), stack: stack)
        findings.append(finding)
    }
}

extension FindingKind {
    /// Whether it is never a defect by itself, but only where the reference has it not.
    fileprivate var isComplaint: Bool {
        if case .complaint = self { true } else { false }
    }

    /// Whether a kernel may do so when it is asked for what callers should not ask for.
    fileprivate var dependsOnCaller: Bool {
        switch self {
        case .wrongReturn, .warning: true
        default: false
        }
    }
}
