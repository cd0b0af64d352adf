// SPDX-License-Identifier: GPL-2.0-only

/// A diff in a text: file patches that follow each other with at most blank lines between them.
public struct FoundDiff: Hashable, Sendable {
    /// The file patches in order, at least one.
    public let patches: [FilePatch]
    /// 1-based numbers of the lines from the first to the last of the diff.
    public let lines: ClosedRange<Int>
    /// 1-based numbers of the lines between the diff before (or the start of the text) and this
    /// one; empty if there is none.
    public let linesBefore: Range<Int>
    /// 1-based numbers of the lines between this diff and the next (or the end of the text).
    public let linesAfter: Range<Int>
    /// What `git format-patch` writes below a patch.
    public let trailer: PatchTrailer

    /// What is odd in any of the patches, in order of the lines.
    public var problems: [DiffProblem] { patches.flatMap(\.problems) }
}

/// What `git format-patch` writes below the last hunk.
public struct PatchTrailer: Hashable, Sendable {
    /// 1-based number of the line `-- ` that starts the signature, nil if none follows the diff.
    public let signatureLine: Int?
    /// The commit of a `base-commit:` line.
    public let baseCommit: AbbreviatedID?
    /// 1-based number of the `base-commit:` line.
    public let baseCommitLine: Int?
    /// The patch ids of `prerequisite-patch-id:` lines, in order.
    public let prerequisitePatchIDs: [AbbreviatedID]
}
