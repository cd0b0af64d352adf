// SPDX-License-Identifier: GPL-2.0-only

public import GatherSimulation
public import KernelBuild

/// One driver in one variant: a cell of the table.
public struct DriverReview: Hashable, Sendable {
    /// The bench's name.
    public let driver: String

    /// The runs, one a scenario, in the scenarios' order; empty if the bench could not be built.
    public let runs: [RunReview]

    /// Why there are no runs.
    public let obstacle: String?

    /// Whether a proposal leaves the driver's program, bench and core included, as it is on the
    /// base, byte for byte but for line numbers: it cannot affect it.
    public let isAsBase: Bool

    /// What a proposal changes in what the driver does; nil for the reference and the base, and
    /// where nothing ran.
    public internal(set) var change: DriverChange?

    /// Whether no proposal repairs anything that the reference has wrong in this driver: then the
    /// reference's own defects count for nobody.
    public internal(set) var isUncontested = false

    /// Where the program counters of the runs' findings and traces lie in the source.
    public let lines: SourceLines

    /// The scenarios that make no sense for this driver, with the reason.
    public let skipped: [String: String]

    /// The worst of what the runs say.
    public var verdict: Verdict {
        if let obstacle { return .notSimulated(obstacle) }
        return runs.map(\.verdict).max() ?? .notSimulated("no scenario fits this driver")
    }

    /// Whether a run does not come to an end that does on the base.
    public var hangs: Bool { runs.contains(where: \.hangs) }

    /// Whether it has a defect that the base has not, hangs where that does not, or invalidates
    /// IOVAs that neither the base invalidates nor the scenario unmaps.
    public var isWorseThanBase: Bool {
        hangs || !newDefects.isEmpty
            || runs.contains { !$0.againstBase.overInvalidated.isEmpty }
    }

    /// What the runs cost together.
    public var cost: Cost { runs.reduce(Cost()) { $0 + $1.run.cost } }
}

/// One run, beside that of the reference and that of the base.
public struct RunReview: Hashable, Sendable {
    /// The run, judged beside that of the reference.
    public let run: ScenarioRun

    /// The comparison with the reference.
    public let againstReference: RunComparison

    /// The comparison with the base.
    public let againstBase: RunComparison

    /// Judges a run, and compares it. All three runs are of the same scenario.
    init(_ run: ScenarioRun, reference: ScenarioRun, base: ScenarioRun) {
        self.run = run.judged(beside: reference)
        againstReference = RunComparison(of: self.run, with: reference)
        againstBase = RunComparison(of: self.run, with: base.judged(beside: reference))
    }

    /// Whether it has a defect that the base has as well; where the driver is uncontested, one that
    /// the reference has not.
    func hasOldDefect(isUncontested: Bool) -> Bool {
        // Both comparisons begin with the run's findings, in their order.
        zip(againstBase.findings, againstReference.findings).prefix(run.findings.count).contains {
            base, reference in
            base.share != .none && !(isUncontested && reference.share == .whole)
        }
    }

    /// Whether it runs into a limit, and that of the base comes to an end.
    var hangs: Bool {
        guard case .outOfBudget = run.outcome else { return false }
        switch againstBase.reference.outcome {
        case .completed, .crashed: return true
        case .notModelled, .outOfBudget, .simulatorFault, .setupFailed: return false
        }
    }

    /// What it says, for a table.
    public var verdict: Verdict { Verdict(run, overInvalidated: againstReference.overInvalidated) }
}
