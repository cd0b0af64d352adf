// SPDX-License-Identifier: GPL-2.0-only

internal import HunkMatching
public import UnifiedDiffs

extension VariantReview {
    /// Where a line that one of the variant's patches gave to a file is after those behind it.
    ///
    /// - Parameters:
    ///   - line: 1-based, in the file as that patch left it.
    ///   - index: the place of that patch in ``patches``.
    /// - Returns: nil for a line that a later patch deletes.
    public func finalLine(of line: Int, in path: TreePath, afterPatch index: Int) -> Int? {
        var found: Int? = line
        for patch in patches.dropFirst(index + 1) {
            for (file, outcome) in zip(patch.outcome.patches, patch.outcome.files)
            where outcome.sourcePath == path {
                found = found.flatMap { LineMap(file, outcome).newLine(of: $0) }
            }
        }
        return found
    }
}
