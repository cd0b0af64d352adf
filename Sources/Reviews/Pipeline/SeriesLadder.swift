// SPDX-License-Identifier: GPL-2.0-only

internal import HunkMatching
internal import KernelBuild

/// How long a series may be.
enum LadderLimits {
    /// The patches of a series that are built and run one by one; of those behind them, but for the
    /// last, it is only told whether they apply.
    static let mostRungs = 24
}

/// What each patch of a series does on top of those before it.
struct SeriesLadder {
    let rungs: [LadderRung]

    /// A ladder of which nothing is built.
    ///
    /// - Parameter reason: why not.
    init(of draft: VariantDraft, untried reason: String) {
        guard !draft.rungs.isEmpty else {
            rungs = []
            return
        }
        rungs = (draft.rungs + [draft]).enumerated().map { index, step in
            Self.rung(index, draft, build: Self.untried(step, reason))
        }
    }

    /// The ladder of a variant that was built.
    ///
    /// - Parameters:
    ///   - builds: those of all variants, which stand in the same order as `variants`.
    ///   - contested: the drivers whose defects on the reference count.
    init(
        of build: VariantBuild, among builds: [VariantBuild], variants: [VariantReview],
        assembly: VariantAssembly, contested: Set<String>
    ) async throws(ReviewError) {
        let base = variants.first { $0.kind == .base }
        let ground = Array(build.draft.labels.dropLast())
        let below = builds.firstIndex {
            $0.draft.labels == ground && $0.draft.kind != .reference && $0.draft.fixIts.isEmpty
        }
        var rungs: [LadderRung] = []
        var programs = below.map { builds[$0] }
        var known = below.map { variants[$0].drivers }
        for (index, step) in (build.draft.rungs + [build.draft]).enumerated() {
            let isTop = index == build.draft.rungs.count
            guard isTop || index < build.rungs.count, step.tree != nil else {
                let why = "a series is built patch by patch up to its \(LadderLimits.mostRungs)th"
                rungs.append(Self.rung(index, build.draft, build: Self.untried(step, why)))
                continue
            }
            let built = isTop ? build : build.rungs[index]
            var drivers = try await assembly.drivers(on: built, of: builds)
            for driver in drivers.indices {
                drivers[driver].isUncontested = !contested.contains(drivers[driver].driver)
            }
            let review = VariantReview(built, drivers: drivers)
            let isBuilt = !built.review.isFailure
            rungs.append(
                Self.rung(
                    index, build.draft, build: built.review,
                    reached: programs.map { Self.reached(from: $0, to: built) } ?? [],
                    changes: isBuilt ? Self.changes(from: known ?? [], to: drivers) : [],
                    worse: isBuilt ? drivers.filter(\.isWorseThanBase).map(\.driver) : [],
                    standing: Standing(
                        of: review, base: base, changedLines: step.changedLines)))
            guard isBuilt else { continue }
            (programs, known) = (built, drivers)
        }
        self.rungs = rungs
    }

    private static func untried(_ step: VariantDraft, _ reason: String) -> BuildReview {
        .notTried(step.tree == nil ? "there is no patched tree" : reason)
    }

    private static func rung(
        _ index: Int, _ draft: VariantDraft, build: BuildReview, reached: [String] = [],
        changes: [LadderRung.Change] = [], worse: [String] = [], standing: Standing? = nil
    ) -> LadderRung {
        let patch = draft.patches.first {
            $0.proposal == draft.labels.last && $0.index == index
        }
        return LadderRung(
            index: index, title: draft.titles.indices.contains(index) ? draft.titles[index] : "",
            status: patch?.outcome.status ?? .fails, build: build, reached: reached,
            changes: changes, worse: worse, standing: standing)
    }

    /// The drivers that are built otherwise, by name.
    private static func reached(from below: VariantBuild, to build: VariantBuild) -> [String] {
        build.outcomes.keys.filter { bench in
            below.outcomes[bench]?.executable?.codeDigest
                != build.outcomes[bench]?.executable?.codeDigest
        }.sorted()
    }

    private static func changes(
        from below: [DriverReview], to drivers: [DriverReview]
    ) -> [LadderRung.Change] {
        drivers.compactMap { driver in
            guard let before = below.first(where: { $0.driver == driver.driver })?.verdict,
                before != driver.verdict
            else { return nil }
            return LadderRung.Change(
                driver: driver.driver, before: before, after: driver.verdict)
        }
    }
}
