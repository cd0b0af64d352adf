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
        return await withTaskGroup(of: (Job, [ScenarioRun]).self) { group in
            for (job, executable) in programs {
                guard let bench = benches.first(where: { $0.name == job.bench }) else { continue }
                let scenarios = scenarios(for: bench)
                group.addTask { [limits] in
                    (
                        job,
                        Simulation.run(
                            image: executable.elf, hostSymbols: executable.hostSymbols,
                            bench: bench, scenarios: scenarios, limits: limits)
                    )
                }
            }
            var runs: [Job: [ScenarioRun]] = [:]
            for await (job, result) in group {
                runs[job] = result
                progress(.simulating(done: runs.count, total: programs.count))
            }
            return runs
        }
    }
}
