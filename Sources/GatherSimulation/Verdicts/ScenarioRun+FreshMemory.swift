// SPDX-License-Identifier: GPL-2.0-only

// What a driver does must not hang on memory that it allocated and never wrote. A run is compared
// with one in which that memory holds other bytes: by what can be seen from outside, so that bytes
// which are copied around, or looked at and ignored, are no defect.

extension ScenarioRun {
    /// The run, with a finding if it does something else than the other one, which differs only in
    /// what fresh memory holds. One such finding is enough.
    func comparedWithOtherMemory(_ other: ScenarioRun) -> ScenarioRun {
        let isKnown = findings.contains { finding in
            if case .uninitialised = finding.kind { true } else { false }
        }
        guard !isKnown, let difference = difference(to: other) else { return self }
        return adding(difference)
    }

    private func difference(to other: ScenarioRun) -> Finding? {
        for (mine, theirs) in zip(trace, other.trace)
        where mine.kind != theirs.kind || mine.operation != theirs.operation {
            return Finding(
                .uninitialised(Self.words(theirs.kind, of: other)),
                operation: mine.operation ?? theirs.operation,
                stack: theirs.stack.isEmpty ? mine.stack : theirs.stack)
        }
        if trace.count != other.trace.count {
            let rest = trace.count < other.trace.count ? other : self
            let event = rest.trace[min(trace.count, other.trace.count)]
            return Finding(
                .uninitialised(rest == self ? "does less" : Self.words(event.kind, of: other)),
                operation: event.operation, stack: event.stack)
        }
        for (index, pair) in zip(operations, other.operations).enumerated()
        where !pair.0.looks(like: pair.1) {
            return Finding(.uninitialised("does other work"), operation: index)
        }
        guard outcome.ending == other.outcome.ending else {
            return Finding(
                .uninitialised("ends otherwise: \(other.outcome.ending)"),
                operation: other.operations.indices.last, stack: other.outcome.place)
        }
        return nil
    }

    private static func words(_ kind: TraceEventKind, of run: ScenarioRun) -> String {
        switch kind {
        case .operationStarted: "ends the operation otherwise"
        case .operationReturned(let value?): "returns \(value)"
        case .operationReturned(nil): "returns"
        case .gather: "gathers something else"
        case .invalidation: "invalidates something else"
        case .completion: "waits"
        case .registerWrite(let address, let value, _):
            "writes 0x\(String(value, radix: 16)) to register 0x\(String(address, radix: 16))"
        case .registerRead(let address, _, _): "reads register 0x\(String(address, radix: 16))"
        case .message(let line): "prints '\(line)'"
        case .allocationFailed: "asks for other memory"
        case .finding(let index):
            run.findings.indices.contains(index)
                ? "shows '\(String("\(run.findings[index].kind)".prefix { $0 != "(" }))'"
                : "shows another defect"
        }
    }

    private func adding(_ finding: Finding) -> ScenarioRun {
        var run = ScenarioRun(
            scenario: scenario, outcome: outcome, findings: findings + [finding],
            operations: operations,
            trace: trace + [
                TraceEvent(
                    kind: .finding(findings.count), operation: finding.operation,
                    stack: finding.stack)
            ], isTraceCut: isTraceCut, executed: executed)
        run.remarks = remarks
        return run
    }
}

extension OperationRun {
    /// Whether both did the same, as far as it is seen from outside; they may take other ways.
    fileprivate func looks(like other: OperationRun) -> Bool {
        var (mine, theirs) = (cost, other.cost)
        (mine.instructions, theirs.instructions) = (0, 0)
        return returned == other.returned && unmapped == other.unmapped
            && invalidated == other.invalidated && mine == theirs
    }
}

extension RunOutcome {
    /// The sort of ending; what it names may hold addresses.
    fileprivate var ending: String {
        String("\(self)".prefix { $0 != "(" })
    }

    /// Where it ended early.
    fileprivate var place: [UInt64] {
        switch self {
        case .notModelled(_, let stack), .outOfBudget(_, let stack): stack
        case .completed, .crashed, .simulatorFault, .setupFailed: []
        }
    }
}
