// SPDX-License-Identifier: GPL-2.0-only

internal import HunkMatching

/// How one hunk went.
struct HunkOutcomeRecord: Codable, Hashable {
    /// Its number in the patch of the file.
    let number: Int

    /// The line of its header in the text that holds the patch.
    let bodyLine: Int

    /// `exact`, `offset`, `fuzz`, `already-applied`, `conflict`, or `not-tried` because the file as a
    /// whole has a problem.
    let verdict: String

    /// Lines further down than the hunk says, or up where it is negative; 0 for `exact`, absent
    /// for `conflict` and `not-tried`.
    let offset: Int?

    /// The line of the tree's file, before the patch, where it matched or matches best.
    let treeLine: Int?

    /// The line of the patched file where its first new line is.
    let resultLine: Int?

    /// What had to be repaired for it to match.
    let repairs: [RepairRecord]

    /// Of `fuzz`: the lines of context at its start and end that were left out of account.
    let ignoredContext: [Int]?

    /// The other lines of the tree's file where it matches as well, the nearest first.
    let otherPlaces: [Int]?

    /// Why it does not match.
    let conflict: ConflictRecord?

    init(_ hunk: HunkOutcome) {
        number = hunk.number
        bodyLine = hunk.hunkLineNumber
        treeLine = hunk.treeLine
        resultLine = hunk.resultLine
        repairs = hunk.repairs.map(RepairRecord.init)
        var offset: Int?
        var conflict: ConflictRecord?
        var ignored: [Int]?
        switch hunk.verdict {
        case .exact: (verdict, offset) = ("exact", 0)
        case .offset(let lines): (verdict, offset) = ("offset", lines)
        case .fuzz(let lines, let context):
            (verdict, offset) = ("fuzz", lines)
            ignored = [context.leadingLines, context.trailingLines]
        case .alreadyApplied(let lines): (verdict, offset) = ("already-applied", lines)
        case .conflict(let why): (verdict, conflict) = ("conflict", ConflictRecord(why))
        case .notTried: verdict = "not-tried"
        }
        ignoredContext = ignored
        otherPlaces = hunk.otherPlaces.isEmpty ? nil : hunk.otherPlaces
        self.offset = offset
        self.conflict = conflict
    }
}

/// Damage in a hunk that was undone.
struct RepairRecord: Codable, Hashable {
    /// `tabs`, `trailing-blanks`, `carriage-returns-lost`, `carriage-returns-gained`,
    /// `newline-at-end`, `header-counts`.
    let kind: String

    /// The same in words.
    let text: String

    /// Of `tabs`: how tabs were turned to blanks. `columns-with-mark` and `columns-without-mark`:
    /// to multiples of eight columns, the hunk's mark counted or not; `blanks`: each to so many.
    let tabRule: String?

    /// Of the rule `blanks`: how many.
    let blanksPerTab: Int?

    /// Of `tabs` and `trailing-blanks`: the number of lines.
    let lines: Int?

    init(_ repair: Repair) {
        text = Wording.repair(repair)
        var rule: String?
        var blanks: Int?
        var lines: Int?
        switch repair {
        case .tabs(let how, let contextLines, let addedLines):
            kind = "tabs"
            lines = contextLines + addedLines
            switch how {
            case .columnsWithMark: rule = "columns-with-mark"
            case .columnsWithoutMark: rule = "columns-without-mark"
            case .blanks(let count): (rule, blanks) = ("blanks", count)
            }
        case .trailingBlanks(let count): (kind, lines) = ("trailing-blanks", count)
        case .carriageReturnsLost: kind = "carriage-returns-lost"
        case .carriageReturnsGained: kind = "carriage-returns-gained"
        case .newlineAtEnd: kind = "newline-at-end"
        case .headerCounts: kind = "header-counts"
        }
        tabRule = rule
        blanksPerTab = blanks
        self.lines = lines
    }
}

/// Why a hunk does not match, at the place where most of its old lines are.
struct ConflictRecord: Codable, Hashable {
    /// `lines-differ`, `whitespace-differs`, `applied-in-part`, `not-at-start`, `not-at-end`, `overlaps-earlier-hunk`, `broken-off`,
    /// `not-searched`.
    let reason: String

    /// The same in words.
    let text: String

    /// Old lines of the hunk, and how many of them match.
    let oldLines: Int
    let matchingLines: Int

    /// Of `lines-differ` and `whitespace-differs`: the first line that does, in the patch and in the tree, and what each
    /// has; `found` is absent where the tree's file ends.
    let bodyLine: Int?
    let treeLine: Int?
    let expected: TextRecord?
    let found: TextRecord?

    init(_ conflict: HunkConflict) {
        text = Wording.conflict(conflict)
        oldLines = conflict.oldLines
        matchingLines = conflict.matchingLines
        var difference: LineDifference?
        switch conflict.reason {
        case .linesDiffer(let lines): (reason, difference) = ("lines-differ", lines)
        case .whitespaceDiffers(let first, _): (reason, difference) = ("whitespace-differs", first)
        case .appliedInPart: reason = "applied-in-part"
        case .notAtStart: reason = "not-at-start"
        case .notAtEnd: reason = "not-at-end"
        case .overlapsEarlierHunk: reason = "overlaps-earlier-hunk"
        case .brokenOff: reason = "broken-off"
        case .notSearched: reason = "not-searched"
        }
        bodyLine = difference?.patchLineNumber
        treeLine = difference?.treeLine
        expected = difference.map { TextRecord($0.expected) }
        found = difference?.found.map { TextRecord($0) }
    }
}
