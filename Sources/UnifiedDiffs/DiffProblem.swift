// SPDX-License-Identifier: GPL-2.0-only

/// Something odd in a diff, with the place where it was seen.
public struct DiffProblem: Hashable, Sendable {
    /// What is odd. The raw values are stable and appear in reports.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The path of the old side is not accepted; see the patch's refused paths.
        case oldPathRefused = "old-path-refused"
        /// The path of the new side is not accepted; see the patch's refused paths.
        case newPathRefused = "new-path-refused"
        /// Both sides of a git diff have names, they differ, and no line says `rename` or `copy`.
        case namesDisagree = "names-disagree"
        /// A header says two of create, delete, rename and copy at once.
        case headerContradictsItself = "header-contradicts-itself"
        /// The hunk ends before it has the lines that its header counts.
        case hunkEndsEarly = "hunk-ends-early"
        /// The hunk goes on after it has the lines that its header counts.
        case hunkGoesOn = "hunk-goes-on"
        /// A header has no hunk, no binary data and no change of mode or name.
        case noHunks = "no-hunks"
        /// A hunk has neither an added nor a deleted line.
        case hunkWithoutChange = "hunk-without-change"
        /// A hunk of a file that is created has old lines.
        case createdFileHasOldLines = "created-file-has-old-lines"
        /// A hunk of a file that is deleted has new lines.
        case deletedFileHasNewLines = "deleted-file-has-new-lines"
        /// "No newline at end of file" stands below a line that is not the last of its side.
        case newlineMissingInside = "newline-missing-inside"
        /// A number in the hunk's header is larger than the limits allow.
        case numberTooLarge = "number-too-large"
        /// A limit was reached; the rest of the text was not read as a diff.
        case limitReached = "limit-reached"
    }

    /// What is odd.
    public let kind: Kind
    /// 1-based number of the line in the text that was read.
    public let lineNumber: Int
    /// Bytes of that line from the start of the text, without its terminator.
    public let span: Range<Int>

    /// A problem at a place.
    public init(kind: Kind, lineNumber: Int, span: Range<Int>) {
        self.kind = kind
        self.lineNumber = lineNumber
        self.span = span
    }
}
