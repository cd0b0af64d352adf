// SPDX-License-Identifier: GPL-2.0-only

internal import Benches
public import GatherSimulation
internal import HunkMatching
internal import KernelBuild
internal import UnifiedDiffs

/// Searches all short sequences of operations for one that shows a defect: of a tree alone, or of
/// patches on it for a defect that the tree does not have without them.
public struct TreeSearcher: Sendable {
    private let request: TreeRequest
    private let bounds: SearchBounds
    private let progress: @Sendable (ReviewProgress) -> Void

    /// Sets up; `progress` is called from time to time, possibly from several threads.
    public init(
        _ request: TreeRequest, bounds: SearchBounds,
        progress: @escaping @Sendable (ReviewProgress) -> Void = { _ in }
    ) {
        self.request = request
        self.bounds = bounds
        self.progress = progress
    }

    /// Builds the tree, with the patches on top of each other if there are any, and searches each
    /// driver that has a bench.
    ///
    /// - Throws: ``ReviewError``; what is wrong with the patches is each driver's obstacle instead.
    public func search(_ patches: [LayerFile.Patch]) async throws(ReviewError) -> TreeSearch {
        let layered = try LayeredTree(
            request.tree, reverts: request.reverts, unders: request.unders)
        var benches: [Bench] = []
        for bench in request.catalogue.benches {
            let isWanted = request.drivers?.contains(bench.name) ?? true
            if isWanted, try isThere(bench.driver, in: layered.reference) { benches.append(bench) }
        }
        guard case .ready(let builder) = request.builder else {
            return TreeSearch(
                tree: try layered.review(), bounds: bounds,
                drivers: benches.map { failed($0, noBuilder) })
        }
        let builds = try DriverBuilds(
            builder: builder, benches: benches, tree: layered.reference, progress: progress)
        let base = try await builds.build(.base(layered), base: nil)
        guard !patches.isEmpty else {
            return TreeSearch(
                tree: try layered.review(), bounds: bounds,
                drivers: try await search(benches, base, beside: nil, builder))
        }
        let plan = VariantPlan(candidates: [Candidate(label: "patched", patches)])
        let draft = VariantDraft.candidates(plan, on: layered.base)
        let patched = ProgramTrust(reference: base).checked(
            try await builds.build(draft, base: base))
        return TreeSearch(
            tree: try layered.review(), bounds: bounds,
            drivers: try await search(benches, patched, beside: base, builder))
    }

    private func search(
        _ benches: [Bench], _ build: VariantBuild, beside base: VariantBuild?,
        _ builder: KernelBuilder
    ) async throws(ReviewError) -> [DriverSearch] {
        try await benches.mapInParallel(tasks: builder.jobs) {
            [self, build] bench throws(ReviewError) in
            let other = base?.outcomes[bench.name]?.executable
            var result: SearchResult?
            if let program = build.outcomes[bench.name]?.executable,
                program.codeDigest != other?.codeDigest
            {
                let search = ExhaustiveSearch(
                    bench: bench, bounds: bounds, limits: request.limits)
                result = search.run(program.forSearch, reference: other?.forSearch) {
                    progress(.searching(driver: bench.name, sequences: $0))
                }
            }
            return try await driver(bench, build, beside: base, result, builder)
        }
    }

    private func driver(
        _ bench: Bench, _ build: VariantBuild, beside base: VariantBuild?,
        _ result: SearchResult?, _ builder: KernelBuilder
    ) async throws(ReviewError) -> DriverSearch {
        guard let program = build.outcomes[bench.name]?.executable else {
            return failed(bench, build.obstacle(to: bench))
        }
        guard let result else {
            return DriverSearch(
                driver: bench.name, result: nil,
                obstacle: "the patches do not change its program",
                lines: SourceLines(frames: [:]), isComplete: true)
        }
        let stacks = result.counterexamples.flatMap { $0.findings.flatMap(\.stack) }
        do {
            let lines = try await builder.sourceLines(
                of: stacks + (result.obstacle?.stack ?? []), in: program)
            return DriverSearch(
                driver: bench.name, result: result, obstacle: nil, lines: lines,
                isComplete: result.isComplete)
        } catch {
            throw .build(error)
        }
    }

    private func failed(_ bench: Bench, _ why: String) -> DriverSearch {
        DriverSearch(
            driver: bench.name, result: nil, obstacle: why, lines: SourceLines(frames: [:]),
            isComplete: false)
    }

    private func isThere(
        _ driver: String, in tree: TreeSnapshot
    ) throws(ReviewError) -> Bool {
        guard let path = try? TreePath(validating: driver) else { return false }
        do {
            return try tree.kind(of: path) != nil
        } catch {
            throw .tree(error)
        }
    }

    private var noBuilder: String {
        switch request.builder {
        case .ready: "it was not built"
        case .missing(let why): why
        case .notWanted: "--no-simulate was given"
        }
    }
}

extension Executable {
    fileprivate var forSearch: SearchProgram {
        SearchProgram(image: elf, hostSymbols: hostSymbols)
    }
}
