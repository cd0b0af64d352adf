// SPDX-License-Identifier: GPL-2.0-only

internal import HunkMatching
internal import UnifiedDiffs

/// Where the lines of a file are after a patch that applied.
struct LineMap {
    /// The hunks with the 1-based line of the file before the patch where each begins.
    private let hunks: [(start: Int, hunk: Hunk)]

    /// Follows the hunks of a file patch.
    init(_ patch: FilePatch, _ outcome: FileOutcome) {
        hunks = zip(patch.hunks, outcome.hunks).compactMap { hunk, result in
            result.verdict.isApplied ? result.treeLine.map { ($0, hunk) } : nil
        }.sorted { $0.start < $1.start }
    }

    /// The 1-based line of the patched file which holds this 1-based line of the file before; nil
    /// for a line that the patch deletes.
    func newLine(of line: Int) -> Int? {
        var shift = 0
        for (start, hunk) in hunks where start <= line {
            guard line < start + hunk.oldLineCount else {
                shift += hunk.newLineCount - hunk.oldLineCount
                continue
            }
            var old = start
            for hunkLine in hunk.lines {
                if hunkLine.origin.isOld, old == line {
                    return hunkLine.origin.isNew ? line + shift : nil
                }
                if hunkLine.origin.isOld { old += 1 }
                if !hunkLine.origin.isNew { shift -= 1 }
                if !hunkLine.origin.isOld { shift += 1 }
            }
        }
        return line + shift
    }
}
