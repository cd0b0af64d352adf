// SPDX-License-Identifier: GPL-2.0-only

/// How one hunk fared.
public struct HunkOutcome: Hashable, Sendable {
    /// 1-based number of the hunk in its file patch.
    public let number: Int
    /// 1-based number of the hunk's header line in the text that the diff was found in.
    public let hunkLineNumber: Int
    /// What was found.
    public let verdict: HunkVerdict
    /// 1-based line of the tree's file, before the patch, where the hunk's first old line is, or
    /// its best place for a conflict. Where the hunk only adds: the line that it adds before.
    public let treeLine: Int?
    /// 1-based line of the patched file where the hunk's first new line is: the line that
    /// `git apply -v` prints. Nil if the hunk was not applied.
    public let resultLine: Int?
    /// What had to be repaired for the hunk to match; empty if it matched as it was written.
    public let repairs: [Repair]
    /// 1-based lines of the tree's file where the hunk matches as well, the nearest first; at most
    /// ``MatchLimits/candidates``.
    ///
    /// Empty where the hunk is at its own line, which settles it.
    public let otherPlaces: [Int]

    /// Makes an outcome from its parts.
    public init(
        number: Int, hunkLineNumber: Int, verdict: HunkVerdict, treeLine: Int?, resultLine: Int?,
        repairs: [Repair], otherPlaces: [Int] = []
    ) {
        self.number = number
        self.hunkLineNumber = hunkLineNumber
        self.verdict = verdict
        self.treeLine = treeLine
        self.resultLine = resultLine
        self.repairs = repairs
        self.otherPlaces = otherPlaces
    }
}

/// Whether and where a hunk matches.
public enum HunkVerdict: Hashable, Sendable {
    /// At the line that the hunk says.
    case exact
    /// That many lines further down, or up for a negative number, than the hunk says.
    ///
    /// The number that `git apply -v` prints; with the patch taken out git turns its sign.
    case offset(Int)
    /// That many lines further down, after some context was left out of account: on request only.
    case fuzz(offset: Int, ContextReduction)
    /// Not applicable, but its new lines are there, that many lines further down than it says.
    case alreadyApplied(offset: Int)
    /// Neither its old nor its new lines are there.
    case conflict(HunkConflict)
    /// Not looked for, because the file patch has a ``FileOutcome/problem``.
    case notTried

    /// Whether the hunk applied.
    public var isApplied: Bool {
        switch self {
        case .exact, .offset, .fuzz: true
        case .alreadyApplied, .conflict, .notTried: false
        }
    }

    /// Whether the change was in the tree already.
    public var isAlreadyApplied: Bool {
        if case .alreadyApplied = self { true } else { false }
    }

    /// Whether the change is in the tree: just applied or before.
    public var isInTree: Bool { isApplied || isAlreadyApplied }
}

/// The context of a hunk that was left out of account to make it match.
public struct ContextReduction: Hashable, Sendable {
    /// Number of lines at the start of the hunk.
    public let leadingLines: Int
    /// Number of lines at the end of the hunk.
    public let trailingLines: Int
    /// Whether a hunk for the start or the end of the file was applied elsewhere.
    public let isUnanchored: Bool

    /// Makes a reduction from its parts.
    public init(leadingLines: Int, trailingLines: Int, isUnanchored: Bool) {
        self.leadingLines = leadingLines
        self.trailingLines = trailingLines
        self.isUnanchored = isUnanchored
    }
}

/// Why a hunk does not match, at the place where most of its old lines are.
public struct HunkConflict: Hashable, Sendable {
    /// Why the hunk does not match there.
    public enum Reason: Hashable, Sendable {
        /// A line differs; this is the first one.
        case linesDiffer(LineDifference)
        /// All lines are there but for white space, in that many of them; this is the first one.
        case whitespaceDiffers(LineDifference, lines: Int)
        /// So many of the hunk's added and deleted lines are applied in the tree, the others not.
        case appliedInPart(changes: Int, of: Int)
        /// The lines are there, but the hunk says that it is at the start of the file.
        case notAtStart
        /// The lines are there, but the hunk has no context at its end, and the file goes on.
        case notAtEnd
        /// The lines are there, but an earlier hunk of the patch has changed them.
        case overlapsEarlierHunk
        /// The hunk breaks off without the lines that its header counts.
        case brokenOff
        /// The file and its hunks are too large for a search.
        case notSearched
    }

    /// Why the hunk does not match there.
    public let reason: Reason
    /// The first line that differs, for the reasons that tell one.
    public var difference: LineDifference? {
        switch reason {
        case .linesDiffer(let first), .whitespaceDiffers(let first, _): first
        case .appliedInPart, .notAtStart, .notAtEnd, .overlapsEarlierHunk, .brokenOff,
            .notSearched:
            nil
        }
    }
    /// Number of old lines that are equal at the best place.
    public let matchingLines: Int
    /// Number of old lines of the hunk.
    public let oldLines: Int

    /// Makes a conflict from its parts.
    public init(
        reason: Reason, matchingLines: Int, oldLines: Int
    ) {
        self.reason = reason
        self.matchingLines = matchingLines
        self.oldLines = oldLines
    }
}

/// A line of the tree that is not what a hunk expects.
public struct LineDifference: Hashable, Sendable {
    /// 1-based number of the expected line in the text that the diff was found in.
    public let patchLineNumber: Int
    /// What the hunk expects, without LF.
    public let expected: [UInt8]
    /// What the tree has, without LF; nil if its file ends before that line.
    public let found: [UInt8]?
    /// 1-based line of the tree's file, before the patch; one behind the last if the file ends.
    public let treeLine: Int

    /// Makes a difference from its parts.
    public init(
        patchLineNumber: Int, expected: [UInt8], found: [UInt8]?, treeLine: Int
    ) {
        self.patchLineNumber = patchLineNumber
        self.expected = expected
        self.found = found
        self.treeLine = treeLine
    }
}
