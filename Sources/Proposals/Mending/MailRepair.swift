// SPDX-License-Identifier: GPL-2.0-only

/// Damage that a mailer did to a diff, and that was undone to read it.
public struct MailRepair: Hashable, Sendable {
    /// What was undone; the raw value is stable and appears in reports.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A hunk's header that was broken into two lines.
        case wrappedHeader = "wrapped-header"
        /// Lines of a hunk that were broken into two.
        case wrappedLine = "wrapped-line"
        /// Blanks that do not break (U+00A0) in place of blanks or tabs.
        case hardBlank = "hard-blank"
        /// Marks of context lines that a reader of the archive lost.
        case lostMark = "lost-mark"
        /// Quote marks, since the patch is only quoted.
        case quoteMarks = "quote-marks"
    }

    /// What was undone.
    public let kind: Kind

    /// The 1-based lines of the message's text.
    public let lines: ClosedRange<Int>

    /// Whether the counts of the hunk's header hold with the repair; if not it is a guess.
    public let isCounted: Bool

    /// One clause for people.
    public var detail: String {
        let what =
            switch kind {
            case .wrappedHeader: "a hunk's header was wrapped"
            case .wrappedLine: "lines of a hunk were wrapped"
            case .hardBlank: "blanks of a hunk were turned to U+00A0"
            case .lostMark: "blanks at the start of lines were lost"
            case .quoteMarks: "quote marks were taken off"
            }
        return isCounted ? what : "\(what); the hunk's counts do not prove the repair"
    }
}
