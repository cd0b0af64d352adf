// SPDX-License-Identifier: GPL-2.0-only

/// One `@@ -oldStart,oldCount +newStart,newCount @@ sectionHeading` and the lines below it.
public struct Hunk: Hashable, Sendable {
    /// First line of the old side as the header says: 1-based, 0 if the old side is empty.
    public var oldStart: Int
    /// Number of lines of the old side as the header says.
    public var oldCount: Int
    /// First line of the new side as the header says: 1-based, 0 if the new side is empty.
    public var newStart: Int
    /// Number of lines of the new side as the header says.
    public var newCount: Int
    /// What stands after the second `@@` and one blank: mostly the start of the function.
    public var sectionHeading: [UInt8]
    /// The header line as it was read, without LF.
    public var header: [UInt8]
    /// The lines in order; their numbers on each side may differ from the counts of the header.
    public var lines: [HunkLine]
    /// Bytes from the start of the text, from the header to the end of the last line.
    public var span: Range<Int>
    /// 1-based number of the header line in the text that the diff was found in.
    public var firstLineNumber: Int

    /// Makes a hunk from its parts.
    public init(
        oldStart: Int, oldCount: Int, newStart: Int, newCount: Int, sectionHeading: [UInt8],
        header: [UInt8], lines: [HunkLine], span: Range<Int>, firstLineNumber: Int
    ) {
        self.oldStart = oldStart
        self.oldCount = oldCount
        self.newStart = newStart
        self.newCount = newCount
        self.sectionHeading = sectionHeading
        self.header = header
        self.lines = lines
        self.span = span
        self.firstLineNumber = firstLineNumber
    }

    /// Number of lines of the old side that are there.
    public var oldLineCount: Int { lines.count { $0.origin.isOld } }

    /// Number of lines of the new side that are there.
    public var newLineCount: Int { lines.count { $0.origin.isNew } }

    /// Number of added lines.
    public var addedCount: Int { lines.count { $0.origin == .added } }

    /// Number of deleted lines.
    public var deletedCount: Int { lines.count { $0.origin == .deleted } }

    /// Whether the header counts the lines that are there.
    public var areCountsTrue: Bool { oldCount == oldLineCount && newCount == newLineCount }

    /// Number of context lines before the first change.
    public var leadingContext: Int { lines.prefix { $0.origin == .context }.count }

    /// Number of context lines after the last change.
    public var trailingContext: Int { lines.reversed().prefix { $0.origin == .context }.count }

    /// 1-based number of the last line in the text that the diff was found in.
    public var lastLineNumber: Int {
        guard let last = lines.last else { return firstLineNumber }
        return last.lineNumber + (last.hasNewline ? 0 : 1)
    }

    /// The hunk with only the lines that its header counts, as git reads it; nil if it has no more.
    public var counted: Hunk? {
        var oldLeft = oldCount
        var newLeft = newCount
        for (index, line) in lines.enumerated() {
            if oldLeft <= 0, newLeft <= 0 {
                var hunk = self
                hunk.lines.removeSubrange(index...)
                return hunk
            }
            if line.origin.isOld { oldLeft -= 1 }
            if line.origin.isNew { newLeft -= 1 }
        }
        return nil
    }
}
