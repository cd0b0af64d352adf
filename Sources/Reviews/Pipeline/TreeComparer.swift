// SPDX-License-Identifier: GPL-2.0-only

internal import Benches
internal import GatherSimulation
internal import HunkMatching
internal import KernelBuild
internal import UnifiedDiffs

/// Applies, builds and runs proposals on a tree.
struct TreeComparer {
    let request: TreeRequest
    /// Whether the reference and the base are of interest without any candidate.
    var runsTreeAlone = false
    let progress: @Sendable (ReviewProgress) -> Void

    func compare(
        _ plans: [VariantPlan]
    ) async throws(ReviewError) -> TreeComparison {
        let layered = try LayeredTree(
            request.tree, reverts: request.reverts, unders: request.unders)
        var comparison = TreeComparison()
        var drafts = [VariantDraft.reference(layered), .base(layered)]
        drafts += plans.map { .candidates($0, on: layered.base) }
        comparison.tree = try layered.review()
        comparison.drivers = try request.availability(on: layered.reference)
        let benches = request.benches(comparison.drivers)
        comparison.notSimulated = obstacle(benches)
        guard case .ready(let builder) = request.builder, !plans.isEmpty || runsTreeAlone else {
            comparison.variants = drafts.map { draft in
                var variant = assemble(VariantBuild(draft: draft))
                variant.ladder = SeriesLadder(of: draft, untried: comparisonReason).rungs
                return variant
            }
            return ranked(comparison, drafts)
        }
        let builds = try await build(
            drafts,
            with: DriverBuilds(
                builder: builder, benches: benches, tree: layered.reference, progress: progress))
        let runs = DriverRuns(
            benches: benches, scenarios: request.scenarios, limits: request.limits,
            tasks: builder.jobs, progress: progress)
        let assembly = VariantAssembly(
            builder: builder, benches: benches, runs: runs,
            results: await runs.runs(of: builds + builds.flatMap(\.rungs)))
        comparison.variants = try await assembly.variants(builds)
        let contested = excuseTree(in: &comparison.variants)
        for (index, build) in builds.enumerated() where !build.rungs.isEmpty {
            comparison.variants[index].ladder = try await SeriesLadder(
                of: build, among: builds, variants: comparison.variants, assembly: assembly,
                contested: contested
            ).rungs
        }
        return ranked(comparison, builds.map(\.draft))
    }

    /// The variants in order, those with corrections right behind the ones they correct.
    private func build(
        _ drafts: [VariantDraft], with drivers: DriverBuilds
    ) async throws(ReviewError) -> [VariantBuild] {
        var builds: [VariantBuild] = []
        for draft in drafts {
            let base = draft.kind == .proposal ? builds.first { $0.draft.kind == .base } : nil
            let build = try await drivers.build(draft, base: base)
            let trust = ProgramTrust(reference: builds.first ?? build)
            var checked = trust.checked(build)
            for rung in draft.rungs.prefix(LadderLimits.mostRungs) {
                checked.rungs.append(trust.checked(try await drivers.build(rung, base: base)))
            }
            builds.append(checked)
            if let repair = build.offeredRepair {
                builds.append(
                    trust.checked(try await drivers.build(draft.repaired(repair), base: base)))
            }
        }
        return builds
    }

    private func ranked(
        _ comparison: TreeComparison, _ drafts: [VariantDraft]
    ) -> TreeComparison {
        var comparison = comparison
        let base = comparison.variants.first { $0.kind == .base }
        comparison.ranking = RankedVariant.ranking(
            zip(comparison.variants, drafts).filter { $0.0.kind == .proposal }.map {
                variant, draft in
                (
                    variant,
                    Standing(of: variant, base: base, changedLines: draft.changedLines),
                    VariantReasons(variant: variant, base: base).statements
                )
            }, by: comparison.notSimulated == nil ? Measure.allCases : Measure.withoutRuns)
        return comparison
    }

    /// Marks the drivers in which the reference has defects that no proposal repairs.
    ///
    /// - Returns: the names of the others.
    private func excuseTree(in variants: inout [VariantReview]) -> Set<String> {
        let contested = Set(
            variants.filter { $0.kind == .proposal }.flatMap(\.drivers).filter { driver in
                driver.runs.contains { !$0.againstReference.repaired.isEmpty }
            }.map(\.driver))
        for variant in variants.indices {
            for driver in variants[variant].drivers.indices {
                let name = variants[variant].drivers[driver].driver
                variants[variant].drivers[driver].isUncontested = !contested.contains(name)
            }
        }
        return contested
    }

    /// A variant that was not built.
    private func assemble(_ build: VariantBuild) -> VariantReview {
        VariantReview(build, review: .notTried(comparisonReason))
    }

    private var comparisonReason: String {
        switch request.builder {
        case .ready: "there is no proposal"
        case .missing(let why): why
        case .notWanted: "--no-simulate was given"
        }
    }

    private func obstacle(_ benches: [Bench]) -> String? {
        switch request.builder {
        case .missing(let why): why
        case .notWanted: "--no-simulate was given"
        case .ready:
            benches.isEmpty
                ? "the tree has none of the drivers that have a bench; is it a Linux kernel?" : nil
        }
    }
}
