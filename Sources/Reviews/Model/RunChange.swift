// SPDX-License-Identifier: GPL-2.0-only

public import GatherSimulation

/// What a run does otherwise than the run of the same scenario on the base: the difference of their
/// traces, defects aside.
public struct RunChange: Hashable, Sendable {
    /// The scenario.
    public let scenario: String

    /// What the run costs on the base.
    public let base: Cost

    /// What it costs here.
    public let cost: Cost

    /// The IOVAs that invalidation commands name here and not on the base.
    public let alsoInvalidated: AddressRangeSet

    /// The IOVAs that invalidation commands name on the base and not here.
    public let noLongerInvalidated: AddressRangeSet

    /// The functions that run here and not on the base, by name.
    public let alsoRuns: [String]

    /// The functions that run on the base and not here, by name.
    public let noLongerRuns: [String]

    /// Whether both runs came to the end: if not, what one of them did not come to is no change.
    public let isComplete: Bool
}

extension RunChange {
    /// Compares two runs of one scenario; nil if they do the same. Functions are compared by their
    /// names.
    init?(
        _ run: RunReview, functions: Set<String> = [], onBase baseFunctions: Set<String> = []
    ) {
        let own = run.run
        let base = run.againstBase.reference
        let (here, there) = (own.invalidated, base.invalidated)
        scenario = own.scenario
        cost = own.cost
        self.base = base.cost
        alsoInvalidated = here.subtracting(there)
        noLongerInvalidated = there.subtracting(here)
        alsoRuns = functions.subtracting(baseFunctions).sorted()
        noLongerRuns = baseFunctions.subtracting(functions).sorted()
        isComplete = run.againstBase.isComplete
        guard
            cost != self.base || !alsoInvalidated.isEmpty || !noLongerInvalidated.isEmpty
                || !alsoRuns.isEmpty || !noLongerRuns.isEmpty
                || !own.outcome.isSameEnd(as: base.outcome)
        else { return nil }
    }
}

extension RunOutcome {
    /// Whether two runs ended alike, wherever that was.
    fileprivate func isSameEnd(as other: RunOutcome) -> Bool {
        switch (self, other) {
        case (.notModelled(let name, _), .notModelled(let otherName, _)): name == otherName
        case (.outOfBudget(let what, _), .outOfBudget(let otherWhat, _)): what == otherWhat
        default: self == other
        }
    }
}
