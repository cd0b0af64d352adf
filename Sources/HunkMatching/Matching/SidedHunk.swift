// SPDX-License-Identifier: GPL-2.0-only

internal import UnifiedDiffs

/// A hunk seen in the direction in which it is applied: what must be there, and what will be.
struct SidedHunk {
    /// One line, with what it does in this direction.
    struct Line {
        let origin: HunkLine.Origin
        /// The bytes without LF.
        let content: [UInt8]
        let hasNewline: Bool
        let lineNumber: Int

        /// The bytes with LF, if the line has one.
        var fileBytes: [UInt8] { hasNewline ? content + [0x0a] : content }

        /// Whether a line of a file is this one.
        func isEqual(to line: ArraySlice<UInt8>) -> Bool {
            guard hasNewline else { return line.elementsEqual(content) }
            return line.last == 0x0a && line.dropLast().elementsEqual(content)
        }
    }

    private(set) var lines: [Line]
    private(set) var old: [Line]
    private(set) var new: [Line]
    /// First line of the old and of the new side as the header says, 1-based.
    let oldStart: Int
    let newStart: Int
    private(set) var leadingContext: Int
    private(set) var trailingContext: Int
    let areCountsTrue: Bool
    /// Whether lines are missing that the header counts.
    let isShort: Bool

    init(_ hunk: Hunk, isReverse: Bool) {
        lines = hunk.lines.map { line in
            let origin: HunkLine.Origin =
                switch line.origin {
                case .context: .context
                case .deleted: isReverse ? .added : .deleted
                case .added: isReverse ? .deleted : .added
                }
            return Line(
                origin: origin, content: line.content, hasNewline: line.hasNewline,
                lineNumber: line.lineNumber)
        }
        old = lines.filter(\.origin.isOld)
        new = lines.filter(\.origin.isNew)
        oldStart = isReverse ? hunk.newStart : hunk.oldStart
        newStart = isReverse ? hunk.oldStart : hunk.newStart
        leadingContext = hunk.leadingContext
        trailingContext = hunk.trailingContext
        areCountsTrue = hunk.areCountsTrue
        isShort = hunk.oldLineCount < hunk.oldCount || hunk.newLineCount < hunk.newCount
    }

    /// 0-based line where git looks first: the new side's start, because the hunks above have been
    /// applied already.
    var expectedPosition: Int { max(newStart - 1, 0) }

    /// The hunk without so many lines of its context at each end.
    func withoutContext(leading: Int, trailing: Int) -> SidedHunk {
        var hunk = self
        hunk.lines = Array(lines.dropFirst(leading).dropLast(trailing))
        hunk.old = Array(old.dropFirst(leading).dropLast(trailing))
        hunk.new = Array(new.dropFirst(leading).dropLast(trailing))
        hunk.leadingContext -= leading
        hunk.trailingContext -= trailing
        return hunk
    }

    /// Where the old side may match.
    var oldAnchors: Anchors {
        // A hunk of the first line must match there, and one without context behind must match at
        // the end: rules of git apply without --unidiff-zero.
        Anchors(atStart: oldStart <= 1, atEnd: trailingContext == 0)
    }

    /// Where the new side may match, if the hunk is in the file already.
    var newAnchors: Anchors { Anchors(atStart: newStart <= 1, atEnd: trailingContext == 0) }
}

/// Ends of the file that a hunk must touch.
struct Anchors {
    let atStart: Bool
    let atEnd: Bool
}
