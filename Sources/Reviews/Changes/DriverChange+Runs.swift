// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import KernelBuild

extension DriverChange {
    /// Compares what a driver does with what it does on the base.
    ///
    /// - Parameters:
    ///   - driver: its runs, which are not empty.
    ///   - code: what the variant changes.
    ///   - map: the program that was run, with the lines of the changed files.
    ///   - baseFunctions: the functions that each scenario runs on the base; empty if nothing ran
    ///     there.
    init(
        _ driver: DriverReview, code: ChangedCode, map: ProgramMap, baseFunctions: [Set<String>]
    ) {
        functions = code.functions.compactMap { function in
            guard function.change != .removed,
                map.holdsCode(of: function.path, lines: function.lines)
            else { return nil }
            let scenarios = driver.runs.filter { run in
                map.lines(of: function.path, holding: run.run.executed)
                    .contains(where: function.lines.contains)
            }
            return Function(
                path: function.path, name: function.name,
                scenarios: scenarios.map(\.run.scenario))
        }
        scenarioCount = driver.runs.count
        guard !driver.isAsBase, baseFunctions.count == driver.runs.count else {
            runs = []
            return
        }
        runs = zip(driver.runs, baseFunctions).compactMap { run, ofBase in
            RunChange(
                run, functions: map.functions(holding: run.run.executed), onBase: ofBase)
        }
    }
}
