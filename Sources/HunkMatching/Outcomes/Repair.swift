// SPDX-License-Identifier: GPL-2.0-only

/// Damage in a hunk that was undone, because the hunk then matches.
public enum Repair: Hashable, Sendable {
    /// Blanks stand where the tree has tabs. Context was taken from the tree, and the indentation
    /// of added lines was turned to tabs by the same rule.
    case tabs(TabRule, contextLines: Int, addedLines: Int)
    /// Blanks at the ends of lines were lost or gained.
    case trailingBlanks(lines: Int)
    /// The file's lines end in CR LF, the hunk's in LF.
    case carriageReturnsLost
    /// The hunk's lines end in CR LF, the file's in LF.
    case carriageReturnsGained
    /// The hunk says that the file has no newline at its end, and it has.
    case newlineAtEnd
    /// The header's counts are not those of the lines below it.
    case headerCounts
}

/// How tabs were turned to blanks.
public enum TabRule: Hashable, Sendable {
    /// To the next multiple of eight columns; the hunk's mark (`+`, `-`, blank) is column 0.
    case columnsWithMark
    /// To the next multiple of eight columns; the column behind the mark is column 0.
    case columnsWithoutMark
    /// Each tab to this many blanks.
    case blanks(Int)
}
