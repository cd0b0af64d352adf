// SPDX-License-Identifier: GPL-2.0-only

internal import Benches
internal import GatherSimulation
internal import HunkMatching
internal import KernelBuild
internal import UnifiedDiffs

/// Puts builds and runs together into what a review says of each variant.
struct VariantAssembly {
    let builder: KernelBuilder
    let benches: [Bench]
    let runs: DriverRuns
    let results: [DriverRuns.Job: [ScenarioRun]]

    /// The variants, in order. The first two builds are those of the reference and the base.
    func variants(_ builds: [VariantBuild]) async throws(ReviewError) -> [VariantReview] {
        guard let reference = builds.first(where: { $0.draft.kind == .reference }),
            let base = builds.first(where: { $0.draft.kind == .base })
        else { return [] }
        let uncovered = base.draft.tree.map { tree in
            UncoveredDrivers(tree, covered: Set(benches.map(\.driver)))
        }
        let baseFunctions = Dictionary(
            uniqueKeysWithValues: benches.map { ($0.name, executedFunctions(of: $0, base)) })
        var reviews: [VariantReview] = []
        for build in builds {
            let code = changedCode(of: build, base: base)
            let paths = Set(code.functions.map(\.path))
                .union(build.draft.addedLines.keys.map(\.string))
            var drivers: [DriverReview] = []
            var coverage = Coverage(addedLines: build.draft.addedLines)
            let ran = try await (build.draft.tree == nil ? [] : benches)
                .mapInParallel(tasks: builder.jobs) { bench throws(ReviewError) in
                    try await driver(bench, build, reference: reference, base: base)
                }
            for (bench, var driver) in zip(benches, ran) {
                if build.draft.kind == .proposal, !driver.runs.isEmpty,
                    let executable = build.outcomes[bench.name]?.executable
                {
                    let map = ProgramMap(executable, linesOf: paths)
                    coverage.add(
                        map, units: executable.units.map(\.path) + [bench.driver],
                        runs: driver.runs.map(\.run))
                    driver.change = DriverChange(
                        driver, code: code, map: map,
                        baseFunctions: baseFunctions[bench.name] ?? [])
                }
                drivers.append(driver)
            }
            reviews.append(
                VariantReview(
                    build, drivers: drivers, code: code,
                    uncovered: uncovered?.paths(reachedBy: code) ?? [],
                    coverage: build.review.isSuccess ? coverage.files : []))
        }
        return reviews
    }

    /// What the drivers did on a rung of a ladder, without the places in the source.
    func drivers(
        on rung: VariantBuild, of builds: [VariantBuild]
    ) async throws(ReviewError) -> [DriverReview] {
        guard rung.draft.tree != nil,
            let reference = builds.first(where: { $0.draft.kind == .reference }),
            let base = builds.first(where: { $0.draft.kind == .base })
        else { return [] }
        var drivers: [DriverReview] = []
        for bench in benches {
            drivers.append(
                try await driver(
                    bench, rung, reference: reference, base: base, namesLines: false))
        }
        return drivers
    }

    private func changedCode(of build: VariantBuild, base: VariantBuild) -> ChangedCode {
        guard build.draft.kind == .proposal, let below = base.draft.tree,
            let tree = build.draft.tree
        else { return ChangedCode(functions: [], declarations: []) }
        return ChangedCode(from: below, to: tree, paths: tree.changedPaths)
    }

    /// The functions of the kernel tree that each scenario runs.
    private func executedFunctions(of bench: Bench, _ build: VariantBuild) -> [Set<String>] {
        guard let runs = runs(of: bench, build),
            let executable = build.outcomes[bench.name]?.executable
        else { return [] }
        let map = ProgramMap(executable, linesOf: [])
        return runs.map { map.functions(holding: $0.executed) }
    }

    private func runs(of bench: Bench, _ build: VariantBuild) -> [ScenarioRun]? {
        build.outcomes[bench.name]?.executable.flatMap {
            results[DriverRuns.Job(bench: bench.name, codeDigest: $0.codeDigest)]
        }
    }

    private func driver(
        _ bench: Bench, _ build: VariantBuild, reference: VariantBuild, base: VariantBuild,
        namesLines: Bool = true
    ) async throws(ReviewError) -> DriverReview {
        let own = runs(of: bench, build)
        let obstacle = own == nil ? build.obstacle(to: bench) : nil
        guard let own, let executable = build.outcomes[bench.name]?.executable else {
            return DriverReview(
                driver: bench.name, runs: [], obstacle: obstacle, isAsBase: false,
                lines: SourceLines(frames: [:]), skipped: bench.skippedScenarios)
        }
        let ofReference = runs(of: bench, reference) ?? own
        let ofBase = runs(of: bench, base) ?? own
        let isAsBase =
            build.draft.kind == .proposal
            && executable.codeDigest == base.outcomes[bench.name]?.executable?.codeDigest
        let lines: SourceLines
        do {
            lines = try await builder.sourceLines(
                of: namesLines ? addresses(in: own) : [], in: executable)
        } catch {
            throw .build(error)
        }
        return DriverReview(
            driver: bench.name,
            runs: own.indices.map { index in
                RunReview(own[index], reference: ofReference[index], base: ofBase[index])
            },
            obstacle: nil, isAsBase: isAsBase, lines: lines, skipped: bench.skippedScenarios)
    }

    /// Every program counter that a report may have to name.
    private func addresses(in runs: [ScenarioRun]) -> [UInt64] {
        runs.flatMap { run in
            (run.findings + run.remarks).flatMap(\.stack) + run.trace.flatMap(\.stack)
                + run.outcome.stack
        }
    }
}

extension VariantBuild {
    /// Why a bench gave no program, in words.
    func obstacle(to bench: Bench) -> String {
        switch outcomes[bench.name] {
        case nil: "there is no patched tree"
        case .built: "it was not run"
        case .notLinked(let lines, _): "does not link: \(lines.first ?? "no message")"
        case .refused(_, let detail, _): "may not be run: \(detail)"
        case .linkCutOff(let cutOff, _): "its program \(cutOff.words)"
        case .unitsFailed(let units):
            outcomes[bench.name]?.misfit.map { "its bench does not fit: \($0.text)" }
                ?? units.first { $0.verdict != .compiled }.map { "\($0.path) \($0.verdict.words)" }
                ?? "does not compile"
        }
    }
}

extension RunOutcome {
    /// Where the run ended, if it ended early.
    var stack: [UInt64] {
        switch self {
        case .notModelled(_, let stack), .outOfBudget(_, let stack): stack
        case .completed, .crashed, .simulatorFault, .setupFailed: []
        }
    }
}

extension UnitVerdict {
    /// What became of the unit, behind its name.
    var words: String {
        switch self {
        case .compiled: "compiles"
        case .failed(let messages): "does not compile: \(messages.first?.text ?? "no message")"
        case .refused(_, let detail): "may not be run: \(detail)"
        case .cutOff(let cutOff): cutOff.words
        case .compilerBroke(let how): "broke the compiler: \(how)"
        case .absent: "is not in the tree"
        }
    }
}

extension VariantReview {
    /// What a build comes to.
    init(
        _ build: VariantBuild, drivers: [DriverReview] = [],
        code: ChangedCode = ChangedCode(functions: [], declarations: []),
        uncovered: [String] = [], coverage: [FileCoverage] = [], review: BuildReview? = nil
    ) {
        let draft = build.draft
        self.init(
            name: draft.name, kind: draft.kind, proposals: draft.labels,
            patches: draft.patches, fixIts: draft.fixIts, build: review ?? build.review,
            drivers: drivers, changedCode: code, uncoveredDrivers: uncovered, coverage: coverage)
    }
}
