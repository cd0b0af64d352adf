// SPDX-License-Identifier: GPL-2.0-only

/// How much of a text is read as diffs.
///
/// Reading takes one pass and looks ahead by no more than a header, so that time is linear.
public struct DiffLimits: Hashable, Sendable {
    /// The most file patches in one text.
    public var filePatches: Int
    /// The most hunks in one text.
    public var hunks: Int
    /// The most lines that a header may have before its hunks.
    public var headerLines: Int
    /// The largest line number or count that a hunk's header may have.
    public var largestLineNumber: Int

    /// Limits that no real patch has been seen to reach.
    public static let standard = DiffLimits(
        filePatches: 100_000, hunks: 1_000_000, headerLines: 16,
        largestLineNumber: 1_000_000_000)

    /// Sets every limit.
    public init(filePatches: Int, hunks: Int, headerLines: Int, largestLineNumber: Int) {
        self.filePatches = filePatches
        self.hunks = hunks
        self.headerLines = headerLines
        self.largestLineNumber = largestLineNumber
    }
}
