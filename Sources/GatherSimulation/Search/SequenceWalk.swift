// SPDX-License-Identifier: GPL-2.0-only

/// Walks the tree of all sequences, each level deeper than the last, and sets both guests back to
/// where a branch began before it takes the next.
struct SequenceWalk {
    /// One guest and what is done on it.
    private struct Side {
        let guest: Guest
        var runner: ScenarioRunner

        /// How it ended; nil while it goes on.
        var ending: RunOutcome?
    }

    private let subject: BootedBench
    private let reference: BootedBench?
    private let actions: [ScenarioAction]
    private let alignment: UInt64
    private let watched: AddressRangeSet
    private let bounds: SearchBounds

    private var sequences = 0
    private var isCut = false
    private var counterexamples: [Counterexample] = []
    private var obstacle: RunOutcome?
    private var endings: [RunOutcome] = []
    private var known: Set<String> = []

    init(
        subject: BootedBench, reference: BootedBench?, actions: [ScenarioAction],
        alignment: UInt64, watched: AddressRangeSet, bounds: SearchBounds
    ) {
        self.subject = subject
        self.reference = reference
        self.actions = actions
        self.alignment = alignment
        self.watched = watched
        self.bounds = bounds
    }

    mutating func run(_ progress: (Int) -> Void) -> SearchResult {
        do throws(RunStop) {
            for length in 1...max(1, bounds.operations) {
                guard !isCut else { break }
                // What a shorter walk tried is not counted again.
                var sides = try [begin(subject, hasBegun: length > 1)]
                if let reference {
                    sides.append(try begin(reference, hasBegun: length > 1))
                }
                try extend([], sides, to: length, progress)
            }
        } catch {
            obstacle = RunOutcome(error)
        }
        return SearchResult(
            sequences: sequences, isComplete: !isCut && obstacle == nil && endings.isEmpty,
            endings: endings, counterexamples: counterexamples, obstacle: obstacle)
    }

    private func begin(_ bench: BootedBench, hasBegun: Bool) throws(RunStop) -> Side {
        try bench.reset()
        if !hasBegun { bench.guest.scenarioFuel = Int(clamping: bounds.instructions) }
        bench.guest.watch = Watch(iovas: watched, pageSize: bench.window.pageSize)
        try bench.guest.observe()
        return Side(guest: bench.guest, runner: ScenarioRunner(guest: bench.guest))
    }

    private mutating func extend(
        _ sequence: [ScenarioAction], _ sides: [Side], to length: Int, _ progress: (Int) -> Void
    ) throws(RunStop) {
        let states = sides.map { $0.guest.save() }
        for action in actions {
            guard !isCut else { return }
            for (side, state) in zip(sides, states) {
                try side.guest.restore(state)
            }
            let longer = sequence + [action]
            guard let planned = plan(longer)?.last, isAllowed(planned, sides[0]) else { continue }
            var sides = sides
            perform(planned, &sides)
            guard longer.count == length else {
                if sides.allSatisfy({ $0.ending == nil }), newFindings(sides, longer).isEmpty {
                    try extend(longer, sides, to: length, progress)
                }
                continue
            }
            sequences += 1
            if sequences.isMultiple(of: 100) { progress(sequences) }
            isCut =
                sequences >= bounds.sequences || sides.contains { $0.guest.scenarioFuel <= 0 }
            judge(longer, &sides)
        }
    }

    /// What callers may do here.
    private func isAllowed(_ planned: PlannedOperation, _ side: Side) -> Bool {
        let pending = side.runner.pending
        switch planned.operation.action {
        case .sync:
            return !pending.isEmpty
        case .map, .mapInPages:
            guard let iovas = planned.iovas else { return false }
            return !side.guest.tlb.mapped.overlaps(iovas) && !pending.overlaps(iovas)
        default:
            guard let iovas = planned.iovas else { return false }
            return side.guest.tlb.mapped.contains(iovas)
        }
    }

    private mutating func perform(_ planned: PlannedOperation, _ sides: inout [Side]) {
        for index in sides.indices where sides[index].ending == nil {
            do throws(RunStop) {
                _ = try sides[index].runner.perform(planned)
            } catch {
                let ending = RunOutcome(error)
                sides[index].ending = ending
                note(ending)
            }
        }
    }

    /// What is no defect keeps the search from what lies behind it.
    private mutating func note(_ ending: RunOutcome) {
        if ending != .crashed, !endings.contains(where: { $0.isAlike(ending) }) {
            endings.append(ending)
        }
    }

    /// A gather that is open is synced, as its caller has to.
    private mutating func judge(_ sequence: [ScenarioAction], _ sides: inout [Side]) {
        var sequence = sequence
        if sides.allSatisfy({ $0.ending == nil }), !sides[0].runner.pending.isEmpty,
            let sync = plan(sequence + [.sync])?.last
        {
            sequence.append(.sync)
            perform(sync, &sides)
        }
        let findings = newFindings(sides, sequence)
        let sorts = findings.map { $0.kind.sort }
        guard let run = run(sides[0], sequence), !known.isSuperset(of: sorts),
            counterexamples.count < bounds.counterexamples
        else { return }
        known.formUnion(sorts)
        counterexamples.append(
            Counterexample(scenario: scenario(sequence), run: run, findings: findings))
    }

    private func newFindings(_ sides: [Side], _ sequence: [ScenarioAction]) -> [Finding] {
        guard let run = run(sides[0], sequence), !run.findings.isEmpty else { return [] }
        guard sides.count > 1, let reference = self.run(sides[1], sequence) else {
            return run.findings
        }
        return RunComparison(of: run, with: reference).newFindings.map(\.finding)
    }

    private func run(_ side: Side, _ sequence: [ScenarioAction]) -> ScenarioRun? {
        let log = side.guest.log
        return ScenarioRun(
            scenario: name(sequence), outcome: side.ending ?? .completed, findings: log.findings,
            operations: log.operations, trace: log.trace, isTraceCut: log.isTraceCut, executed: [])
    }

    // MARK: Scenarios

    private func plan(_ sequence: [ScenarioAction]) -> [PlannedOperation]? {
        do throws(PlanError) {
            return try ScenarioPlan(
                scenario(sequence), in: subject.window, of: subject.aperture
            ).operations
        } catch {
            return nil
        }
    }

    private func name(_ sequence: [ScenarioAction]) -> String {
        "search-\(sequence.count)"
    }

    private func scenario(_ sequence: [ScenarioAction]) -> Scenario {
        Scenario(
            name: name(sequence), title: "the shortest sequence found by a search",
            alignment: alignment,
            operations: sequence.map { ScenarioOperation($0) })
    }
}

extension RunOutcome {
    /// Whether both are for the same reason; the places may differ.
    fileprivate func isAlike(_ other: RunOutcome) -> Bool {
        switch (self, other) {
        case (.notModelled(let mine, _), .notModelled(let theirs, _)),
            (.outOfBudget(let mine, _), .outOfBudget(let theirs, _)):
            mine == theirs
        default: self == other
        }
    }
}

extension FindingKind {
    /// Findings of one sort have the same word.
    fileprivate var sort: String {
        switch self {
        case .crash(let crash): "crash " + String("\(crash)".prefix { $0 != "(" })
        case .locking(let defect, _): "locking \(defect.rawValue)"
        default: String("\(self)".prefix { $0 != "(" })
        }
    }
}
