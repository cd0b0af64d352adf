// SPDX-License-Identifier: GPL-2.0-only

/// One run beside another of the same scenario.
///
/// A defect that the other has as well is not blamed on a proposal, and over-invalidation is
/// only ever measured against what the other invalidates. What counts as a finding at all is
/// decided before, by ``ScenarioRun/judged(beside:)``.
public struct RunComparison: Hashable, Sendable {
    /// The run.
    public let run: ScenarioRun

    /// The same scenario on the reference.
    public let reference: ScenarioRun

    /// The run's findings, each with how much of it is the reference's as well.
    public let findings: [ComparedFinding]

    /// The reference's findings of which the run has nothing, though it came far enough.
    public let repaired: [Finding]

    /// The IOVAs which the run invalidates beyond what the reference invalidates and what the
    /// scenario unmaps. Empty unless both runs are complete.
    public let overInvalidated: AddressRangeSet

    /// Whether the run invalidates everything in an operation in which the reference does not: a
    /// cost, not a defect. False unless both runs are complete.
    public let invalidatesEverything: Bool

    /// Whether both runs came to the end, so that costs and over-invalidation compare.
    public let isComplete: Bool

    /// Compares a run with the reference's; both have to be runs of the same scenario.
    public init(of run: ScenarioRun, with reference: ScenarioRun) {
        self.run = run
        self.reference = reference
        findings = run.findings.map { ComparedFinding($0, reference: reference.findings) }
        isComplete = run.outcome.isCompleted && reference.outcome.isCompleted
        repaired =
            run.outcome.isCompleted
            ? reference.findings.filter { old in
                run.findings.allSatisfy { !$0.kind.isOfSameSort(as: old.kind, in: $0, old) }
            } : []
        overInvalidated = isComplete ? Self.overInvalidated(run, reference) : AddressRangeSet()
        invalidatesEverything =
            isComplete
            && zip(run.operations, reference.operations).contains { mine, theirs in
                mine.cost.invalidationsOfEverything > 0
                    && theirs.cost.invalidationsOfEverything == 0
            }
    }

    /// In an operation in which the reference invalidates everything nothing goes beyond that.
    private static func overInvalidated(
        _ run: ScenarioRun, _ reference: ScenarioRun
    ) -> AddressRangeSet {
        var over = AddressRangeSet()
        for (mine, theirs) in zip(run.operations, reference.operations)
        where theirs.cost.invalidationsOfEverything == 0 {
            over.formUnion(mine.invalidated)
        }
        return over.subtracting(reference.invalidated).subtracting(run.unmapped)
            .subtracting(reference.unmapped)
    }

    /// The findings which the reference has not, or not in full.
    public var newFindings: [ComparedFinding] {
        findings.filter { $0.share != .whole }
    }

    /// Instructions of the run for each one of the reference; nil where the runs do not compare.
    public var instructionRatio: Double? {
        guard isComplete, reference.cost.instructions > 0 else { return nil }
        return Double(run.cost.instructions) / Double(reference.cost.instructions)
    }
}

/// A finding, and how much of it the reference has as well.
public struct ComparedFinding: Hashable, Sendable {
    /// How much of a finding is the reference's.
    public enum Share: Hashable, Sendable {
        /// The reference has nothing of it.
        case none
        /// The reference has the defect, but not for these IOVAs.
        case part(new: AddressRangeSet)
        /// The reference has all of it.
        case whole
    }

    /// The finding.
    public let finding: Finding

    /// How much of it the reference has as well.
    public let share: Share

    /// Compares a finding with those of the reference. Program counters and heap addresses differ
    /// from build to build and are not compared.
    public init(_ finding: Finding, reference: [Finding]) {
        self.finding = finding
        let same = reference.filter { $0.kind.isOfSameSort(as: finding.kind, in: $0, finding) }
        guard let iovas = finding.kind.iovas else {
            share = same.isEmpty ? .none : .whole
            return
        }
        let new = iovas.subtracting(AddressRangeSet(same.flatMap { $0.kind.iovas?.ranges ?? [] }))
        share = new.isEmpty ? .whole : new == iovas ? .none : .part(new: new)
    }
}

extension FindingKind {
    /// The IOVAs of a finding that is about IOVAs.
    public var iovas: AddressRangeSet? {
        switch self {
        case .stale(let iovas), .staleInATC(let iovas), .unsynced(let iovas),
            .stillMapped(let iovas),
            .notMapped(let iovas), .wrongTranslation(let iovas), .lostMapping(let iovas),
            .leftBehind(let iovas), .disagreement(let iovas):
            iovas
        case .mapFailed, .wrongReturn, .warning, .complaint, .crash, .wildDeviceAccess,
            .freedTooEarly,
            .badFree, .locking, .unmetExpectation, .uninitialised:
            nil
        }
    }

    /// Tells whether two findings are the same defect, IOVAs and addresses aside.
    fileprivate func isOfSameSort(
        as other: FindingKind, in mine: Finding, _ theirs: Finding
    ) -> Bool {
        guard mine.operation == theirs.operation else { return false }
        return switch (self, other) {
        case (.stale, .stale), (.staleInATC, .staleInATC), (.unsynced, .unsynced),
            (.stillMapped, .stillMapped),
            (.notMapped, .notMapped), (.wrongTranslation, .wrongTranslation),
            (.lostMapping, .lostMapping), (.leftBehind, .leftBehind),
            (.disagreement, .disagreement), (.uninitialised, .uninitialised),
            (.wildDeviceAccess, .wildDeviceAccess),
            (.freedTooEarly, .freedTooEarly):
            true
        case (.mapFailed, .mapFailed), (.wrongReturn, .wrongReturn), (.locking, .locking),
            (.unmetExpectation, .unmetExpectation), (.complaint, .complaint):
            self == other
        case (.warning(let file, _, let message), .warning(let otherFile, _, let otherMessage)):
            file == otherFile && message == otherMessage
        case (.crash(let crash), .crash(let otherCrash)):
            crash.isOfSameSort(as: otherCrash)
        case (.badFree(_, let reason), .badFree(_, let otherReason)):
            reason == otherReason
        default:
            false
        }
    }
}

extension Crash {
    /// Tells whether two crashes are alike but for addresses that differ from build to build.
    fileprivate func isOfSameSort(as other: Crash) -> Bool {
        switch (self, other) {
        case (.useAfterFree(let access, _), .useAfterFree(let otherAccess, _)),
            (.outOfBounds(let access, _), .outOfBounds(let otherAccess, _)),
            (.wildAccess(let access, _), .wildAccess(let otherAccess, _)):
            access == otherAccess
        default:
            self == other
        }
    }
}
