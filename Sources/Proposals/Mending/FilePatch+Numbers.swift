// SPDX-License-Identifier: GPL-2.0-only

internal import UnifiedDiffs

extension FilePatch {
    /// With the line numbers of the text that was read, in place of those of a text made of it.
    ///
    /// - Parameters:
    ///   - number: the line of the text that was read, for a line of the other.
    ///   - last: the same for the last line of the patch.
    func renumbered(_ number: (Int) -> Int, last: (Int) -> Int) -> FilePatch {
        var patch = self
        patch.firstLineNumber = number(firstLineNumber)
        patch.lastLineNumber = last(lastLineNumber)
        patch.problems = problems.map {
            DiffProblem(kind: $0.kind, lineNumber: number($0.lineNumber), span: $0.span)
        }
        for hunk in patch.hunks.indices {
            patch.hunks[hunk].firstLineNumber = number(patch.hunks[hunk].firstLineNumber)
            for line in patch.hunks[hunk].lines.indices {
                let old = patch.hunks[hunk].lines[line].lineNumber
                patch.hunks[hunk].lines[line].lineNumber = number(old)
            }
        }
        return patch
    }
}
