// SPDX-License-Identifier: GPL-2.0-only

/// How patches are matched.
public struct MatchOptions: Hashable, Sendable {
    /// Whether the patch is taken out instead of applied, as `git apply --reverse`.
    public var isReverse: Bool
    /// Whether damaged white space is repaired where the hunk then matches.
    public var repairsWhitespace: Bool
    /// The least context before and after a change that has to match, as `git apply -C`; nil for
    /// all of it.
    ///
    /// Where a hunk has less context, all of it has to match.
    public var leastContext: Int?
    /// How much work is done.
    public var limits: MatchLimits

    /// Applies patches, with repairs and without fuzz, unless said otherwise.
    public init(
        isReverse: Bool = false, repairsWhitespace: Bool = true, leastContext: Int? = nil,
        limits: MatchLimits = .standard
    ) {
        self.isReverse = isReverse
        self.repairsWhitespace = repairsWhitespace
        self.leastContext = leastContext
        self.limits = limits
    }
}

/// How much work matching may do.
///
/// A hunk costs time in proportion to the lines of its file, however they repeat.
///
/// Files and hunks beyond a limit are not looked at, and their outcome says so.
public struct MatchLimits: Hashable, Sendable {
    /// The most lines of files that are gone through for all hunks of one patch together.
    ///
    /// A file counts once when it is read, and once for each of its hunks.
    public var searchedLines: Int
    /// The most places that are weighed to find the best place of one hunk in conflict.
    public var weighedPlaces: Int
    /// The most files that are read to find the file of one bare hunk.
    public var locatedFiles: Int
    /// The most places that are named for one hunk.
    public var candidates: Int
    /// The most bytes of a binary file that a patch makes, and of its recipe.
    public var binaryBytes: Int

    /// Two hundred hunks in a file of a million lines; twice the files of Linux.
    public static let standard = MatchLimits(
        searchedLines: 200_000_000, weighedPlaces: 20_000, locatedFiles: 200_000,
        candidates: 64, binaryBytes: 64 << 20)

    /// Sets every limit.
    public init(
        searchedLines: Int, weighedPlaces: Int, locatedFiles: Int, candidates: Int,
        binaryBytes: Int = 64 << 20
    ) {
        self.searchedLines = searchedLines
        self.weighedPlaces = weighedPlaces
        self.locatedFiles = locatedFiles
        self.candidates = candidates
        self.binaryBytes = binaryBytes
    }
}
