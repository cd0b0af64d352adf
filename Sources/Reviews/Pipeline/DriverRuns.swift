// SPDX-License-Identifier: GPL-2.0-only

internal import Benches
internal import GatherSimulation
internal import KernelBuild

/// Runs the scenarios on everything that was built; what is built alike is run once.
struct DriverRuns {
    /// One program to run; line tables aside, since they do not change what it does.
    struct Job: Hashable {
        let bench: String
        let codeDigest: String
    }

    let benches: [Bench]
    let scenarios: [Scenario]
    let limits: SimulationLimits

    /// Programs that run at a time.
    let tasks: Int

    let progress: @Sendable (ReviewProgress) -> Void

    /// The scenarios that fit a bench.
    func scenarios(for bench: Bench) -> [Scenario] {
        bench.fitting(scenarios)
    }

    /// The runs of each program, in the scenarios' order.
    func runs(of builds: [VariantBuild]) async -> [Job: [ScenarioRun]] {
        var programs: [Job: Executable] = [:]
        for build in builds {
            for (bench, outcome) in build.outcomes {
                guard let executable = outcome.executable else { continue }
                programs[Job(bench: bench, codeDigest: executable.codeDigest)] = executable
            }
        }
        let jobs = programs.keys.sorted { ($0.bench, $0.codeDigest) < ($1.bench, $1.codeDigest) }
        let all = await jobs.mapInParallel(
            tasks: tasks, progress: { progress(.simulating(done: $0, total: jobs.count)) },
            { [self, programs] job -> [ScenarioRun] in
                guard let bench = benches.first(where: { $0.name == job.bench }),
                    let executable = programs[job]
                else { return [] }
                return Simulation.run(
                    image: executable.elf, hostSymbols: executable.hostSymbols, bench: bench,
                    scenarios: scenarios(for: bench), limits: limits)
            })
        return Dictionary(uniqueKeysWithValues: zip(jobs, all))
    }
}
