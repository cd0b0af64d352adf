// SPDX-License-Identifier: GPL-2.0-only

internal import Benches
internal import GatherSimulation
internal import HunkMatching
internal import KernelBuild
internal import UnifiedDiffs

/// A bench whose driver is mutated, and what the mutants are compared with.
struct MutatedBench {
    let bench: Bench
    private let executable: Executable
    private let scenarios: [Scenario]
    private let limits: SimulationLimits
    private let tree: TreeSnapshot
    private let builder: KernelBuilder
    private let prepared: PreparedTree

    /// The runs of the driver as it is, one for each scenario.
    let runs: [ScenarioRun]

    /// The lines that unmaps, syncs and flushes execute, of the driver and of its page-table
    /// format. The core is not the driver's.
    private let lines: [String: Set<Int>]

    /// Runs the driver as it is.
    init(
        bench: Bench, executable: Executable, scenarios: [Scenario], limits: SimulationLimits,
        tree: TreeSnapshot, builder: KernelBuilder, prepared: PreparedTree
    ) async throws(ReviewError) {
        self.bench = bench
        self.executable = executable
        self.scenarios = scenarios
        self.limits = limits
        self.tree = tree
        self.builder = builder
        self.prepared = prepared
        runs = Simulation.run(
            image: executable.elf, hostSymbols: executable.hostSymbols, bench: bench,
            scenarios: scenarios, limits: limits)
        let executed = Simulation.executedByUnmaps(
            image: executable.elf, hostSymbols: executable.hostSymbols, bench: bench,
            scenarios: scenarios, limits: limits)
        let paths = Set(
            [bench.driver]
                + bench.units.map(\.path).filter {
                    $0.hasPrefix("drivers/iommu/") && $0 != "drivers/iommu/iommu.c"
                })
        do {
            lines = try await builder.sourceLines(of: executed, in: executable).frames.values
                .joined().reduce(into: [:]) {
                    if paths.contains($1.path) { $0[$1.path, default: []].insert($1.line) }
                }
        } catch {
            throw .build(error)
        }
    }

    /// Draws mutants until so many were run, or there are no more.
    ///
    /// - Parameter benches: those that see a mutant, if this one does not.
    func test(
        _ wanted: Int, seed: UInt64, among benches: [MutatedBench]
    ) async throws(ReviewError) -> MutatedDriver {
        let mutants = try mutants()
        var draw = MutantDraw(mutants, seed: seed, name: bench.name)
        var trials: [MutantTrial] = []
        var built = 0
        while built < wanted, let mutant = draw.next() {
            let trial = try await trial(of: mutant, among: benches)
            trials.append(trial)
            if trial.result != .notBuilt, trial.result != .equivalent { built += 1 }
        }
        trials.sort {
            ($0.mutant.path, $0.mutant.span.lowerBound) < (
                $1.mutant.path, $1.mutant.span.lowerBound
            )
        }
        return MutatedDriver(
            driver: bench.name, obstacle: nil, candidates: mutants.count, trials: trials)
    }

    private func mutants() throws(ReviewError) -> [Mutant] {
        do {
            return try lines.sorted { $0.key < $1.key }.flatMap { path, lines in
                let place = try TreePath(validating: path)
                guard let bytes = try tree.contents(of: place) else { return [Mutant]() }
                return Mutant.all(of: bytes, path: path, lines: lines)
            }
        } catch let error as TreeError {
            throw .tree(error)
        } catch {
            // A path of the line table that is none of the tree has no source to change.
            return []
        }
    }

    /// What becomes of a mutant here, and, where that is nothing, at the other benches that
    /// execute its line: a proposal is run on all of them, too.
    private func trial(
        of mutant: Mutant, among benches: [MutatedBench]
    ) async throws(ReviewError) -> MutantTrial {
        var trial = MutantTrial(
            mutant: mutant, bench: bench.name, result: try await result(of: mutant))
        for other in benches
        where other.bench.name != bench.name
            && other.lines[mutant.path]?.contains(mutant.line) == true
        {
            guard trial.result.sort > .killed, trial.result != .notBuilt else { break }
            let result = try await other.result(of: mutant)
            if result.sort < trial.result.sort, result != .notBuilt {
                trial = MutantTrial(mutant: mutant, bench: other.bench.name, result: result)
            }
        }
        return trial
    }

    private func result(of mutant: Mutant) async throws(ReviewError) -> MutantTrial.Result {
        var changed = tree
        let outcome: BuildOutcome
        do {
            let place = try TreePath(validating: mutant.path)
            guard let bytes = try tree.contents(of: place) else { return .notBuilt }
            changed.setContents(mutant.applied(to: bytes), of: place)
            outcome = try await builder.build(bench, on: changed, prepared: prepared)
        } catch let error as KernelBuildError {
            throw .build(error)
        } catch let error as TreeError {
            throw .tree(error)
        } catch {
            return .notBuilt
        }
        guard let mutated = outcome.executable else { return .notBuilt }
        guard mutated.codeDigest != executable.codeDigest else { return .equivalent }
        let mutatedRuns = Simulation.run(
            image: mutated.elf, hostSymbols: mutated.hostSymbols, bench: bench,
            scenarios: scenarios, limits: limits)
        return Self.judge(mutatedRuns, against: runs)
    }

    /// The first scenario that shows a defect, or else the first that shows a cost.
    private static func judge(
        _ runs: [ScenarioRun], against originals: [ScenarioRun]
    ) -> MutantTrial.Result {
        var cost: MutantTrial.Result?
        var differs = false
        for (run, original) in zip(runs, originals) where original.outcome.isCompleted {
            let comparison = RunComparison(
                of: run.judged(beside: original), with: original.judged(beside: original))
            if let new = comparison.newFindings.first {
                return .killed(scenario: run.scenario, .finding(new.finding))
            }
            guard run.outcome.isCompleted else {
                return .killed(scenario: run.scenario, .ending(run.outcome))
            }
            if cost == nil {
                cost = comparison.addedCost.map { .killed(scenario: run.scenario, $0) }
            }
            differs = differs || run.cost != original.cost
        }
        return cost ?? .survived(costsDiffer: differs)
    }
}

extension RunComparison {
    /// What a report would name first of what the run costs more.
    fileprivate var addedCost: MutantTrial.Reason? {
        if !overInvalidated.isEmpty { return .over(overInvalidated.byteCount) }
        return extraCosts.first.map { .cost($0) }
    }
}
