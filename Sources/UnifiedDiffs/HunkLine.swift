// SPDX-License-Identifier: GPL-2.0-only

/// One line of a hunk.
public struct HunkLine: Hashable, Sendable {
    /// Which sides of the change a line is on.
    public enum Origin: Hashable, Sendable {
        /// On both sides; written with a leading blank.
        case context
        /// On the old side alone; written with a leading `-`.
        case deleted
        /// On the new side alone; written with a leading `+`.
        case added

        /// The byte that a line of this origin begins with.
        public var mark: UInt8 {
            switch self {
            case .context: Ascii.space
            case .deleted: Ascii.minus
            case .added: Ascii.plus
            }
        }

        /// Whether such lines are in the old file.
        public var isOld: Bool { self != .added }

        /// Whether such lines are in the new file.
        public var isNew: Bool { self != .deleted }
    }

    /// Which sides the line is on.
    public var origin: Origin
    /// The file's line, without the leading mark and without LF. A CR before the LF is part of it.
    public var content: [UInt8]
    /// 1-based number of the line in the text that the diff was found in.
    public var lineNumber: Int
    /// The line that says `\ No newline at end of file` below this one, without LF; nil if none.
    public var noNewlineMarker: [UInt8]?
    /// Whether the mark is missing: an empty context line whose leading blank was stripped.
    public var isMarkStripped: Bool

    /// Makes a line.
    public init(
        origin: Origin, content: [UInt8], lineNumber: Int, noNewlineMarker: [UInt8]? = nil,
        isMarkStripped: Bool = false
    ) {
        self.origin = origin
        self.content = content
        self.lineNumber = lineNumber
        self.noNewlineMarker = noNewlineMarker
        self.isMarkStripped = isMarkStripped
    }

    /// Whether the file's line ends in LF: false for a last line without one.
    public var hasNewline: Bool { noNewlineMarker == nil }

    /// The line as it is in the file: the content, and LF if it has one.
    public var fileBytes: [UInt8] { hasNewline ? content + [Ascii.lineFeed] : content }
}
