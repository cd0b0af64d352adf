// SPDX-License-Identifier: GPL-2.0-only

/// The change of one file: a header and its hunks.
public struct FilePatch: Hashable, Sendable {
    /// What happens to the file.
    public enum Kind: String, Hashable, Sendable {
        /// The text changes; the mode may too.
        case modify
        /// The file is new.
        case create
        /// The file is removed.
        case delete
        /// The file gets a new path; the text may change too.
        case rename
        /// The file is copied to a new path; the text of the copy may change.
        case copy
        /// Only the mode changes.
        case modeChange = "mode-change"
    }

    /// What happens to the file.
    public var kind: Kind
    /// Path in the old tree; nil for a new file, a bare hunk, and a path that is refused.
    public var oldPath: TreePath?
    /// Path in the new tree; nil for a removed file, a bare hunk, and a path that is refused.
    public var newPath: TreePath?
    /// The names that the patch gives but that are no paths inside a tree.
    public var refusedPaths: [RefusedPath]
    /// Number of leading components that were taken off the names: 1 for `a/` and `b/`.
    public var strippedComponents: Int
    /// Mode in the old tree, nil where the header says none.
    public var oldMode: FileMode?
    /// Mode in the new tree, nil where the header says none.
    public var newMode: FileMode?
    /// Blob id of the old file from the `index` line.
    public var preimageID: AbbreviatedID?
    /// Blob id of the new file from the `index` line.
    public var postimageID: AbbreviatedID?
    /// The per cent of `similarity index` or `dissimilarity index`.
    public var similarity: Int?
    /// Whether the change is of bytes, not lines: `GIT binary patch`, `Binary files ... differ`.
    public var isBinary: Bool
    /// Whether the patch is hunks alone, without a header that says which file they are for.
    public var isBareHunk: Bool
    /// Whether the header is git's (`diff --git`), which states creation and deletion.
    public var isGitDiff: Bool
    /// The lines before the first hunk as they were read, without LF; of a binary patch all lines.
    public var headerLines: [[UInt8]]
    /// The hunks in order.
    public var hunks: [Hunk]
    /// Bytes from the start of the text, from the first header line to the end of the last hunk.
    public var span: Range<Int>
    /// 1-based number of the first line in the text that the diff was found in.
    public var firstLineNumber: Int
    /// 1-based number of the last line in the text that the diff was found in.
    public var lastLineNumber: Int
    /// Whether the last line ends in LF: false if the text ends right behind it.
    public var endsInNewline: Bool
    /// What is odd, in order of the lines.
    public var problems: [DiffProblem]

    /// The path that a reader calls the file by: the new one, for a removed file the old one.
    public var path: TreePath? { newPath ?? oldPath }

    /// The old path and the new one, as far as there are any; the same one twice for a change in
    /// place.
    public var paths: [TreePath] { [oldPath, newPath].compactMap(\.self) }

    /// Number of added lines in all hunks.
    public var addedCount: Int { hunks.reduce(0) { $0 + $1.addedCount } }

    /// Number of deleted lines in all hunks.
    public var deletedCount: Int { hunks.reduce(0) { $0 + $1.deletedCount } }

    /// The same hunks as a change of the file at `path`, for a bare hunk whose file was found.
    public func assigned(to path: TreePath) -> FilePatch {
        var patch = self
        patch.oldPath = path
        patch.newPath = path
        return patch
    }
}

/// A name in a patch that is no path inside a tree.
public struct RefusedPath: Hashable, Sendable {
    /// The name as the patch has it, unquoted, before any component was taken off.
    public let written: [UInt8]
    /// Why it is refused.
    public let reason: PathProblem

    /// A refused name and the reason.
    public init(written: [UInt8], reason: PathProblem) {
        self.written = written
        self.reason = reason
    }
}
