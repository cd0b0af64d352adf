// SPDX-License-Identifier: GPL-2.0-only

internal import Benches
internal import GatherSimulation
internal import KernelBuild

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
        var reviews: [VariantReview] = []
        for build in builds {
            var drivers: [DriverReview] = []
            var executed: [String: Set<Int>] = [:]
            var simulated: Set<String> = []
            for bench in benches where build.draft.tree != nil {
                let driver = try await driver(bench, build, reference: reference, base: base)
                drivers.append(driver)
                for (path, lines) in driver.executedLines {
                    executed[path, default: []].formUnion(lines)
                }
                if !driver.runs.isEmpty {
                    simulated.formUnion(build.outcomes[bench.name]?.units.map(\.path) ?? [])
                    simulated.insert(bench.driver)
                }
            }
            let coverage = Coverage(
                draft: build.draft, simulatedPaths: simulated, executed: executed)
            reviews.append(
                VariantReview(
                    build, drivers: drivers, coverage: build.review.isSuccess ? coverage.files : [],
                    review: build.review))
        }
        return reviews
    }

    private func runs(of bench: Bench, _ build: VariantBuild) -> [ScenarioRun]? {
        build.outcomes[bench.name]?.executable.flatMap {
            results[DriverRuns.Job(bench: bench.name, codeDigest: $0.codeDigest)]
        }
    }

    private func driver(
        _ bench: Bench, _ build: VariantBuild, reference: VariantBuild, base: VariantBuild
    ) async throws(ReviewError) -> DriverReview {
        let own = runs(of: bench, build)
        let obstacle = own == nil ? self.obstacle(build.outcomes[bench.name]) : nil
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
            lines = try await builder.sourceLines(of: addresses(in: own), in: executable)
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
            run.executed + run.findings.flatMap(\.stack) + run.trace.flatMap(\.stack)
                + run.outcome.stack
        }
    }

    /// Why a bench gave no program, in words.
    private func obstacle(_ outcome: BuildOutcome?) -> String {
        switch outcome {
        case nil: "there is no patched tree"
        case .built: "it was not run"
        case .notLinked(let lines, _): "does not link: \(lines.first ?? "no message")"
        case .refused(_, let detail, _): "may not be run: \(detail)"
        case .linkCutOff(let cutOff, _): "the linker was cut off: \(cutOff)"
        case .unitsFailed(let units):
            units.first { $0.verdict != .compiled }.map { "\($0.path) \($0.verdict.words)" }
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
        case .cutOff(let cutOff): "was cut off: \(cutOff)"
        case .compilerBroke(let how): "broke the compiler: \(how)"
        case .absent: "is not in the tree"
        }
    }
}

extension DriverReview {
    /// The lines of the tree that the runs executed, by path.
    var executedLines: [String: Set<Int>] {
        let executed = Set(runs.flatMap(\.run.executed))
        return SourceLines(frames: lines.frames.filter { executed.contains($0.key) }).treeLines
    }
}

extension VariantReview {
    /// What a build comes to.
    init(
        _ build: VariantBuild, drivers: [DriverReview], coverage: [FileCoverage],
        review: BuildReview
    ) {
        let draft = build.draft
        self.init(
            name: draft.name, kind: draft.kind, proposals: draft.labels,
            patches: draft.patches, fixIts: draft.fixIts, build: review, drivers: drivers,
            coverage: coverage)
    }
}
