// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import Reviews

/// What stands behind a row of the table: the variants on which a driver does the same are told of
/// once.
struct DriverEvidence {
    /// Variants on which the driver does the same.
    struct Group {
        /// Their indices in the comparison, ascending.
        var variants: [Int]
        let review: DriverReview

        /// The run that shows best what there is to see; nil where all is clean and as on the base.
        let shown: RunReview?
    }

    /// The index of the driver among those of the comparison.
    let driver: Int
    let name: String
    let groups: [Group]

    private struct Deed: Hashable {
        let scenario: String
        let verdict: Verdict
        let events: [TraceEventKind]
    }

    /// Finds the groups; nil for a driver that was not run.
    init?(_ driver: Int, in comparison: TreeComparison) {
        let name = comparison.drivers[driver].driver
        var groups: [Group] = []
        var deeds: [[Deed]] = []
        for (index, variant) in comparison.variants.enumerated() {
            guard let review = variant.driver(name), !review.runs.isEmpty else { continue }
            let done = review.runs.map { run in
                Deed(
                    scenario: run.run.scenario, verdict: run.verdict,
                    events: run.run.trace.map(\.kind).filter(\.isSeenByDevice))
            }
            if let same = deeds.firstIndex(of: done) {
                groups[same].variants.append(index)
            } else {
                deeds.append(done)
                groups.append(
                    Group(variants: [index], review: review, shown: Self.telling(review)))
            }
        }
        guard !groups.isEmpty else { return nil }
        self.driver = driver
        self.name = name
        self.groups = groups
    }

    func anchor(of group: Int) -> PageAnchor { .evidence(driver: driver, group: group) }

    /// The group of a variant.
    func group(of variant: Int) -> Int? {
        groups.firstIndex { $0.variants.contains(variant) }
    }

    /// The run to show: the worst with a new defect, else the worst of all, else one in which the
    /// base has a defect, else one that does otherwise than the base. Of several that are alike the
    /// shortest.
    private static func telling(_ review: DriverReview) -> RunReview? {
        let changed = Set((review.change?.runs ?? []).map(\.scenario))
        func rank(_ run: RunReview) -> (Int, Verdict) {
            if !run.againstBase.newFindings.isEmpty { return (4, run.verdict) }
            if run.verdict != .clean { return (3, run.verdict) }
            if !run.againstBase.repaired.isEmpty {
                return (2, Verdict(run.againstBase.reference))
            }
            return (changed.contains(run.run.scenario) ? 1 : 0, .clean)
        }
        var best: (run: RunReview, rank: (Int, Verdict))?
        for run in review.runs {
            let own = rank(run)
            guard own.0 > 0 else { continue }
            if let known = best, known.rank > own { continue }
            if let known = best, known.rank == own,
                known.run.run.trace.count <= run.run.trace.count
            {
                continue
            }
            best = (run, own)
        }
        return best?.run
    }
}

extension TraceEventKind {
    /// Whether it concerns what the device may do; which registers a driver reads for it, and where
    /// it keeps its memory, does not.
    fileprivate var isSeenByDevice: Bool {
        switch self {
        case .registerRead, .registerWrite: false
        default: true
        }
    }
}
