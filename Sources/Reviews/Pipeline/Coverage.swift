// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import GatherSimulation
internal import KernelBuild
internal import UnifiedDiffs

/// Tells which of a variant's new lines hold code and which of these were run: both by the
/// compiler's line tables.
struct Coverage {
    /// The lines that the proposals add or change, in each file of the tree.
    let addedLines: [TreePath: Set<Int>]

    private var simulatedPaths: Set<String> = []
    private var codeLines: [String: Set<Int>] = [:]
    /// By path and line the scenarios.
    private var executed: [String: [Int: Set<String>]] = [:]

    init(addedLines: [TreePath: Set<Int>]) {
        self.addedLines = addedLines
    }

    /// Adds a program that was run.
    ///
    /// - Parameter units: the paths of what was linked.
    mutating func add(_ map: ProgramMap, units: [String], runs: [ScenarioRun]) {
        simulatedPaths.formUnion(units)
        for (path, lines) in map.codeLines {
            simulatedPaths.insert(path)
            codeLines[path, default: []].formUnion(lines)
            for run in runs {
                for line in map.lines(of: path, holding: run.executed) {
                    executed[path, default: [:]][line, default: []].insert(run.scenario)
                }
            }
        }
    }

    /// One entry for each changed C file.
    var files: [FileCoverage] {
        addedLines.keys.sorted().compactMap { path in
            guard path.name.hasSuffix(".c") || path.name.hasSuffix(".h") else { return nil }
            let new = (addedLines[path] ?? []).sorted()
            let code = new.filter { codeLines[path.string]?.contains($0) ?? false }
            let ran = code.compactMap { line in
                executed[path.string]?[line].map { (line, $0.sorted()) }
            }
            return FileCoverage(
                path: path.string, newLines: new, codeLines: code, executed: ran.map(\.0),
                isSimulated: simulatedPaths.contains(path.string),
                scenarios: Dictionary(uniqueKeysWithValues: ran))
        }
    }
}
