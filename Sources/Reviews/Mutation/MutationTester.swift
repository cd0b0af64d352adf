// SPDX-License-Identifier: GPL-2.0-only

internal import Benches
internal import GatherSimulation
internal import HunkMatching
internal import KernelBuild

/// Plants slips in the unmap and sync paths of each driver, and runs every scenario on each.
public struct MutationTester: Sendable {
    private let request: TreeRequest
    private let perDriver: Int
    private let seed: UInt64
    private let progress: @Sendable (ReviewProgress) -> Void

    /// Sets up.
    ///
    /// - Parameters:
    ///   - perDriver: how many mutants that build each driver gets; fewer where there are no more.
    ///   - seed: the same number draws the same mutants of the same source.
    ///   - progress: called from time to time, possibly from several threads.
    public init(
        _ request: TreeRequest, perDriver: Int, seed: UInt64,
        progress: @escaping @Sendable (ReviewProgress) -> Void = { _ in }
    ) {
        self.request = request
        self.perDriver = perDriver
        self.seed = seed
        self.progress = progress
    }

    /// Builds the tree as it is, and then each mutant, of as many drivers at a time as the builder
    /// compiles units.
    ///
    /// - Throws: ``ReviewError``
    public func test() async throws(ReviewError) -> MutationReview {
        let layered = try LayeredTree(
            request.tree, reverts: request.reverts, unders: request.unders)
        guard let tree = VariantDraft.base(layered).tree else {
            throw .noSimulation("the patches do not apply")
        }
        let available = try request.availability(on: tree)
        let benches = request.benches(available)
        guard case .ready(let builder) = request.builder else {
            throw .noSimulation("mutants need a compiler")
        }
        let builds = try DriverBuilds(
            builder: builder, benches: benches, tree: layered.reference, progress: progress)
        let base = try await builds.build(.base(layered), base: nil)
        let tested = benches.compactMap { bench in
            base.outcomes[bench.name]?.executable.map { (bench, $0) }
        }
        let originals = try await tested.mapInParallel(tasks: builder.jobs) {
            [request] bench, executable throws(ReviewError) in
            return try await MutatedBench(
                bench: bench, executable: executable, scenarios: bench.fitting(request.scenarios),
                limits: request.limits, tree: tree, builder: builder, prepared: builds.prepared)
        }
        let usable = originals.filter { $0.runs.contains(where: \.outcome.isCompleted) }
        let drivers = try await benches.mapInParallel(
            tasks: builder.jobs,
            progress: { [progress] done in
                progress(.simulating(done: done, total: benches.count))
            },
            { [perDriver, seed] bench throws(ReviewError) in
                guard let own = usable.first(where: { $0.bench.name == bench.name }) else {
                    return Self.none(
                        bench,
                        base.outcomes[bench.name]?.executable == nil
                            ? base.obstacle(to: bench) : "no scenario comes to its end")
                }
                return try await own.test(perDriver, seed: seed, among: usable)
            })
        return MutationReview(tree: try layered.review(), seed: seed, drivers: drivers)
    }

    private static func none(_ bench: Bench, _ why: String) -> MutatedDriver {
        MutatedDriver(driver: bench.name, obstacle: why, candidates: 0, trials: [])
    }
}
