// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import HunkMatching

extension Wording {
    /// Where a hunk fits.
    static func hunk(_ verdict: HunkVerdict) -> String {
        switch verdict {
        case .exact: "exact"
        case .offset(let lines): "offset \(signed(lines))"
        case .fuzz(let lines, let ignored):
            (lines == 0 ? "fuzz " : "offset \(signed(lines)), fuzz ")
                + "\(max(ignored.leadingLines, ignored.trailingLines))"
        case .alreadyApplied(offset: 0): "already applied"
        case .alreadyApplied(let lines): "already applied, offset \(signed(lines))"
        case .conflict: "conflict"
        case .notTried: "not tried"
        }
    }

    /// Whether the file is the one the patch was made on.
    static func preimage(_ preimage: FileOutcome.Preimage) -> String {
        switch preimage {
        case .equal: "made on this very file"
        case .different: "made on another version"
        case .unstated: "made on an unstated version"
        case .absent: "no such file"
        }
    }

    /// What was undone to make a hunk fit.
    static func repair(_ repair: Repair) -> String {
        switch repair {
        case .tabs(_, let contextLines, let addedLines):
            "blanks turned back to tabs in \(count(contextLines + addedLines, "line"))"
        case .trailingBlanks(let lines): "blanks at the end of \(count(lines, "line")) ignored"
        case .carriageReturnsLost: "CR LF line ends restored"
        case .carriageReturnsGained: "CR LF line ends removed"
        case .newlineAtEnd: "newline at the end of the file restored"
        case .headerCounts: "line counts of the header corrected"
        }
    }

    /// Why a hunk does not fit at its best place.
    static func conflict(_ conflict: HunkConflict) -> String {
        let found = "\(conflict.matchingLines) of \(count(conflict.oldLines, "line")) match"
        switch conflict.reason {
        case .linesDiffer(let difference):
            return "\(found) at the best place; the first that does not is line "
                + "\(difference.treeLine) of the tree"
        case .whitespaceDiffers(let difference, let lines):
            return "its lines are there but for white space in \(count(lines, "line")), first in "
                + "line \(difference.treeLine) of the tree"
        case .appliedInPart(let changes, let all):
            return "\(changes) of its \(count(all, "change")) are in the tree, the others are not"
        case .notAtStart: return "its lines are there, but not at the start of the file"
        case .notAtEnd: return "its lines are there, but the file goes on behind them"
        case .overlapsEarlierHunk: return "an earlier hunk has changed its lines"
        case .brokenOff: return "it breaks off before its last line"
        case .notSearched: return "the file and its hunks are too large for a search"
        }
    }

    /// What a run costs.
    static func cost(_ cost: Cost) -> String {
        "\(cost.instructions) instructions, \(cost.invalidations) invalidations "
            + "(\(cost.invalidationsOfEverything) of everything, "
            + "\(cost.invalidatedBytes) bytes by the others), \(cost.completions) completions, "
            + "\(cost.registerAccesses) register accesses"
    }

    private static func signed(_ number: Int) -> String { number > 0 ? "+\(number)" : "\(number)" }
}
