// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import KernelBuild
internal import UnifiedDiffs

/// Tells which of a variant's new lines hold code and which of these were run: both by the
/// compiler's line tables.
struct Coverage {
    /// The lines that the proposals add or change, in each file of the tree.
    let addedLines: [TreePath: Set<Int>]

    private var simulatedPaths: Set<String> = []
    private var codeLines: [String: Set<Int>] = [:]
    private var executed: [String: Set<Int>] = [:]

    init(addedLines: [TreePath: Set<Int>]) {
        self.addedLines = addedLines
    }

    /// Adds a program that was run.
    ///
    /// - Parameters:
    ///   - units: the paths of what was linked.
    ///   - executed: the addresses that were executed, ascending.
    mutating func add(_ map: ProgramMap, units: [String], executed addresses: [UInt64]) {
        simulatedPaths.formUnion(units)
        for (path, lines) in map.codeLines {
            simulatedPaths.insert(path)
            codeLines[path, default: []].formUnion(lines)
            executed[path, default: []].formUnion(map.lines(of: path, holding: addresses))
        }
    }

    /// One entry for each changed C file.
    var files: [FileCoverage] {
        addedLines.keys.sorted().compactMap { path in
            guard path.name.hasSuffix(".c") || path.name.hasSuffix(".h") else { return nil }
            let new = (addedLines[path] ?? []).sorted()
            let code = new.filter { codeLines[path.string]?.contains($0) ?? false }
            let ran = executed[path.string] ?? []
            return FileCoverage(
                path: path.string, newLines: new, codeLines: code,
                executed: code.filter(ran.contains),
                isSimulated: simulatedPaths.contains(path.string))
        }
    }
}
