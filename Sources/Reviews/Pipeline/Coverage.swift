// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import HunkMatching
internal import UnifiedDiffs

/// Tells which of a variant's new lines hold code and which of these were run.
struct Coverage {
    let draft: VariantDraft

    /// The paths that are part of a program which was run.
    let simulatedPaths: Set<String>

    /// The lines of the tree that were run, by path.
    let executed: [String: Set<Int>]

    /// One entry for each changed C file.
    var files: [FileCoverage] {
        draft.addedLines.keys.sorted().compactMap { path in
            guard path.name.hasSuffix(".c") || path.name.hasSuffix(".h") else { return nil }
            let lines = codeLines(of: path)
            let ran = executed[path.string] ?? []
            return FileCoverage(
                path: path.string, lines: lines, executed: lines.filter(ran.contains),
                isSimulated: simulatedPaths.contains(path.string) || !ran.isEmpty)
        }
    }

    /// The new lines that hold more than blanks, braces, `else`, comments, directives, or the
    /// declaration of a variable without a value; a glance at each line, no parser.
    private func codeLines(of path: TreePath) -> [Int] {
        guard let contents = try? draft.tree?.contents(of: path) else { return [] }
        let text = ByteText(contents)
        return (draft.addedLines[path] ?? []).sorted().filter { number in
            guard let line = text.line(number) else { return false }
            let code = text[line].trimmingWhitespace()
            guard let first = code.first else { return false }
            if [UInt8(ascii: "*"), UInt8(ascii: "#")].contains(first) { return false }
            if code.hasPrefix("//") || code.hasPrefix("/*") { return false }
            let words = code.filter { !$0.isASCIIWhitespace && $0 != 0x7b && $0 != 0x7d }
            return !words.isEmpty && !words.elementsEqual("else".utf8)
        }
    }
}
