// SPDX-License-Identifier: GPL-2.0-only

public import HunkMatching
public import UnifiedDiffs

/// How a patch went on a tree, without the tree.
public struct AppliedPatch: Hashable, Sendable {
    /// The patch of each file, with the path that was found for a bare hunk.
    public let patches: [FilePatch]

    /// One outcome for each of them, in order.
    public let files: [FileOutcome]

    /// What they come to.
    public let status: PatchOutcome.Status

    /// The 1-based lines which it adds or changes, in each file of the result.
    public let addedLines: [TreePath: Set<Int>]

    /// How the file of each bare hunk was found, or why it was not.
    public let notes: [String]

    /// Whether all of its change is in the result.
    public var isInTree: Bool { status.isInTree }

    /// The hunks that found no place; a file that cannot be changed at all counts as one. What the
    /// tree has already, in part or in whole, is nothing to apply and counts as well.
    public var conflictCount: Int {
        guard status == .fails else {
            return status == .applies
                ? 0
                : max(files.reduce(0) { $0 + $1.hunks.count(where: \.verdict.isAlreadyApplied) }, 1)
        }
        return files.reduce(0) { sum, file in
            let hunks = file.hunks.count { !$0.verdict.isInTree }
            return sum + (file.problem == nil ? hunks : max(hunks, 1))
        }
    }
}
