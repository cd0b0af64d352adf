// SPDX-License-Identifier: GPL-2.0-only

internal import Benches
internal import GatherSimulation
internal import HunkMatching
internal import KernelBuild

/// Measures how long each bench takes, one after the other.
public struct BenchTimer: Sendable {
    private let request: TreeRequest
    private let now: @Sendable () -> Duration
    private let progress: @Sendable (ReviewProgress) -> Void

    /// Sets up.
    ///
    /// - Parameters:
    ///   - now: the time, from a beginning that does not matter.
    ///   - progress: called from time to time, possibly from several threads.
    public init(
        _ request: TreeRequest, now: @escaping @Sendable () -> Duration,
        progress: @escaping @Sendable (ReviewProgress) -> Void = { _ in }
    ) {
        self.request = request
        self.now = now
        self.progress = progress
    }

    /// Builds each bench in a cache of its own, builds it again, and runs it.
    ///
    /// - Throws: ``ReviewError``
    public func measure() async throws(ReviewError) -> [BenchTime] {
        let layered = try LayeredTree(
            request.tree, reverts: request.reverts, unders: request.unders)
        let draft = VariantDraft.base(layered)
        guard let tree = draft.tree else { throw .noSimulation("the patches do not apply") }
        guard case .ready(let builder) = request.builder else {
            throw .noSimulation("times need a compiler")
        }
        var times: [BenchTime] = []
        for bench in request.benches(try request.availability(on: tree)) {
            do {
                times.append(try await measure(bench, on: tree, builder))
            } catch {
                throw .build(error)
            }
        }
        return times
    }

    private func measure(
        _ bench: Bench, on tree: TreeSnapshot, _ like: KernelBuilder
    ) async throws(KernelBuildError) -> BenchTime {
        let builder = try KernelBuilder(
            toolchain: like.toolchain, catalogue: request.catalogue, cacheFolder: nil,
            limits: like.limits, jobs: like.jobs)
        let start = now()
        _ = try await builder.build(bench, on: tree) { [progress] step in
            progress(.building(variant: .base, step))
        }
        let built = now()
        let outcome = try await builder.build(bench, on: tree)
        let found = now()
        guard let executable = outcome.executable else {
            return BenchTime(
                driver: bench.name, obstacle: "it does not build", units: outcome.units.count,
                scenarios: 0, coldBuild: built - start, warmBuild: found - built, run: .zero)
        }
        let scenarios = bench.fitting(request.scenarios)
        _ = Simulation.run(
            image: executable.elf, hostSymbols: executable.hostSymbols, bench: bench,
            scenarios: scenarios, limits: request.limits)
        return BenchTime(
            driver: bench.name, obstacle: nil, units: outcome.units.count,
            scenarios: scenarios.count, coldBuild: built - start, warmBuild: found - built,
            run: now() - found)
    }
}
