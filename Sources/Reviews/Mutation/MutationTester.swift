// SPDX-License-Identifier: GPL-2.0-only

internal import Benches
internal import GatherSimulation
internal import HunkMatching
internal import KernelBuild
internal import UnifiedDiffs

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

    /// What a driver's mutants are compared with.
    private struct Original {
        let bench: Bench
        let executable: Executable
        let runs: [ScenarioRun]
    }

    /// Builds the tree as it is, and then each mutant.
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
        var drivers: [MutatedDriver] = []
        for bench in benches {
            guard let executable = base.outcomes[bench.name]?.executable else {
                drivers.append(none(bench, base.obstacle(to: bench)))
                continue
            }
            let runs = run(executable, bench)
            guard runs.contains(where: \.outcome.isCompleted) else {
                drivers.append(none(bench, "no scenario comes to its end"))
                continue
            }
            drivers.append(
                try await test(
                    Original(bench: bench, executable: executable, runs: runs), on: tree,
                    builder, builds.prepared))
            progress(.simulating(done: drivers.count, total: benches.count))
        }
        return MutationReview(tree: try layered.review(), seed: seed, drivers: drivers)
    }

    private func none(_ bench: Bench, _ why: String) -> MutatedDriver {
        MutatedDriver(driver: bench.name, obstacle: why, candidates: 0, trials: [])
    }

    private func run(_ executable: Executable, _ bench: Bench) -> [ScenarioRun] {
        Simulation.run(
            image: executable.elf, hostSymbols: executable.hostSymbols, bench: bench,
            scenarios: request.scenarios.filter { bench.skippedScenarios[$0.name] == nil },
            limits: request.limits)
    }

    private func test(
        _ original: Original, on tree: TreeSnapshot, _ builder: KernelBuilder,
        _ prepared: PreparedTree
    ) async throws(ReviewError) -> MutatedDriver {
        let mutants = try await mutants(of: original, on: tree, builder)
        var draw = MutantDraw(mutants, seed: seed, name: original.bench.name)
        var trials: [MutantTrial] = []
        var built = 0
        while built < perDriver, let mutant = draw.next() {
            let result = try await trial(of: mutant, original, on: tree, builder, prepared)
            trials.append(MutantTrial(mutant: mutant, result: result))
            if result != .notBuilt, result != .equivalent { built += 1 }
        }
        trials.sort {
            ($0.mutant.path, $0.mutant.span.lowerBound) < (
                $1.mutant.path, $1.mutant.span.lowerBound
            )
        }
        return MutatedDriver(
            driver: original.bench.name, obstacle: nil, candidates: mutants.count, trials: trials)
    }

    /// The mutants of the driver and of its page-table format: of the lines that a scenario
    /// executes, in functions that unmapping and syncing executes, as the survey finds. The core is
    /// not the driver's.
    private func mutants(
        of original: Original, on tree: TreeSnapshot, _ builder: KernelBuilder
    ) async throws(ReviewError) -> [Mutant] {
        let bench = original.bench
        let survey = Simulation.survey(
            image: original.executable.elf, hostSymbols: original.executable.hostSymbols,
            bench: bench, limits: request.limits)
        let paths = Set(
            [bench.driver]
                + bench.units.map(\.path).filter {
                    $0.hasPrefix("drivers/iommu/") && $0 != "drivers/iommu/iommu.c"
                })
        do {
            let lines = try await builder.sourceLines(
                of: survey.executed, in: original.executable)
            let executed = try await builder.sourceLines(
                of: original.runs.flatMap(\.executed), in: original.executable
            ).frames.values.joined().reduce(into: [String: Set<Int>]()) {
                $0[$1.path, default: []].insert($1.line)
            }
            var functions: [String: Set<String>] = [:]
            for frame in lines.frames.values.joined() where paths.contains(frame.path) {
                functions[frame.path, default: []].insert(frame.function)
            }
            var mutants: [Mutant] = []
            for (path, names) in functions.sorted(by: { $0.key < $1.key }) {
                let place = try TreePath(validating: path)
                guard let bytes = try tree.contents(of: place) else { continue }
                mutants += Mutant.all(
                    of: bytes, path: path, functions: names, lines: executed[path] ?? [])
            }
            return mutants
        } catch let error as KernelBuildError {
            throw .build(error)
        } catch let error as TreeError {
            throw .tree(error)
        } catch {
            // A path of the line table that is none of the tree has no source to change.
            return []
        }
    }

    private func trial(
        of mutant: Mutant, _ original: Original, on tree: TreeSnapshot, _ builder: KernelBuilder,
        _ prepared: PreparedTree
    ) async throws(ReviewError) -> MutantTrial.Result {
        var changed = tree
        let outcome: BuildOutcome
        do {
            let place = try TreePath(validating: mutant.path)
            guard let bytes = try tree.contents(of: place) else { return .notBuilt }
            changed.setContents(mutant.applied(to: bytes), of: place)
            outcome = try await builder.build(original.bench, on: changed, prepared: prepared)
        } catch let error as KernelBuildError {
            throw .build(error)
        } catch let error as TreeError {
            throw .tree(error)
        } catch {
            return .notBuilt
        }
        guard let executable = outcome.executable else { return .notBuilt }
        guard executable.codeDigest != original.executable.codeDigest else { return .equivalent }
        return Self.judge(run(executable, original.bench), against: original.runs)
    }

    /// The first scenario that shows a difference.
    private static func judge(
        _ runs: [ScenarioRun], against originals: [ScenarioRun]
    ) -> MutantTrial.Result {
        var costsDiffer = false
        for (run, original) in zip(runs, originals) where original.outcome.isCompleted {
            let comparison = RunComparison(of: run, with: original)
            if let new = comparison.newFindings.first {
                return .killed(scenario: run.scenario, .finding(new.finding))
            }
            guard run.outcome.isCompleted else {
                return .killed(scenario: run.scenario, .ending(run.outcome))
            }
            if !comparison.overInvalidated.isEmpty {
                return .killed(
                    scenario: run.scenario, .over(comparison.overInvalidated.byteCount))
            }
            if comparison.invalidatesEverything {
                return .killed(scenario: run.scenario, .everything)
            }
            costsDiffer = costsDiffer || run.cost != original.cost
        }
        return .survived(costsDiffer: costsDiffer)
    }
}
