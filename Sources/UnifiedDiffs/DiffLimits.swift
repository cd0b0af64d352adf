// SPDX-License-Identifier: GPL-2.0-only

/// How much of a text is read as diffs.
///
/// Reading takes one pass, so that these bound memory rather than time.
public struct DiffLimits: Hashable, Sendable {
    /// The most file patches in one text.
    public var filePatches: Int
    /// The most hunks in one text.
    public var hunks: Int
    /// The largest line number or count that a hunk's header may have.
    public var largestLineNumber: Int

    /// Limits that no real patch has been seen to reach.
    public static let standard = DiffLimits(
        filePatches: 100_000, hunks: 1_000_000, largestLineNumber: 1_000_000_000)

    /// Sets every limit.
    public init(filePatches: Int, hunks: Int, largestLineNumber: Int) {
        self.filePatches = filePatches
        self.hunks = hunks
        self.largestLineNumber = largestLineNumber
    }
}
