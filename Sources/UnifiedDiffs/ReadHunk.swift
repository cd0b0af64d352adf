// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// A hunk as it was read from a text, and what was odd in it.
///
/// A hunk has the lines that its header counts, as for git. Two repairs: where its body ends before
/// the counts are reached the hunk ends there, and where changed lines follow right behind it they
/// are taken too. Both leave a problem.
struct ReadHunk {
    private(set) var hunk: Hunk
    private(set) var problems: [DiffProblem] = []
    /// Index of the first line behind the hunk.
    private(set) var end: Int

    private let reader: DiffReader
    private let start: Int

    /// Nil unless a hunk header stands at `start` with at least one line of a hunk below.
    init?(in reader: DiffReader, at start: Int) {
        guard start + 1 < reader.text.lines.count,
            let header = HunkHeader(reader.line(start), limit: reader.limits.largestLineNumber)
        else { return nil }
        self.reader = reader
        self.start = start
        end = start + 1
        let lowerBound = reader.text.lines[start].span.lowerBound
        hunk = Hunk(
            oldStart: header.oldStart, oldCount: header.oldCount, newStart: header.newStart,
            newCount: header.newCount, sectionHeading: header.sectionHeading,
            header: reader.wholeLine(start), lines: [], span: lowerBound..<lowerBound,
            firstLineNumber: start + 1)
        if header.isClamped { problems.append(reader.problem(.numberTooLarge, at: start)) }
        takeCountedLines()
        takeLinesBeyondCounts()
        guard !hunk.lines.isEmpty else { return nil }
        let upperBound = reader.text.lines[end - 1].spanWithTerminator.upperBound
        hunk.span = lowerBound..<upperBound
        check()
    }

    private mutating func takeCountedLines() {
        var oldLeft = hunk.oldCount
        var newLeft = hunk.newCount
        while oldLeft > 0 || newLeft > 0 {
            guard let line = hunkLine(at: end, oldLeft: oldLeft, newLeft: newLeft) else { break }
            hunk.lines.append(line)
            end += 1
            takeMarker()
            if line.origin.isOld { oldLeft -= 1 }
            if line.origin.isNew { newLeft -= 1 }
        }
        guard oldLeft > 0 || newLeft > 0 else { return }
        // Blank lines at the place where a hunk breaks off belong to the text below it.
        while let last = hunk.lines.last, last.isMarkStripped, last.hasNewline {
            hunk.lines.removeLast()
            end -= 1
        }
    }

    /// Takes the run of marked lines right below a hunk whose counts are reached, if it has changes.
    private mutating func takeLinesBeyondCounts() {
        guard hunk.oldLineCount >= hunk.oldCount, hunk.newLineCount >= hunk.newCount else { return }
        var run: [HunkLine] = []
        var index = end
        while index < reader.text.lines.count {
            let line = reader.line(index)
            if line.hasPrefix("--") || line.hasPrefix("+++ ") { break }
            guard let origin = origin(of: line) else { break }
            run.append(marked(origin, at: index))
            index += 1
        }
        guard run.contains(where: { $0.origin != .context }) else { return }
        hunk.lines += run
        end = index
        takeMarker()
    }

    /// Takes the line `\ No newline at end of file`, in any language, below the last line.
    private mutating func takeMarker() {
        // Git asks for 12 bytes with LF: no translation is shorter.
        guard reader.firstByte(end) == Ascii.backslash, let last = hunk.lines.indices.last,
            hunk.lines[last].hasNewline, reader.line(end).hasPrefix("\\ "),
            reader.line(end).count >= 11
        else { return }
        hunk.lines[last].noNewlineMarker = reader.wholeLine(end)
        end += 1
    }

    private func hunkLine(at index: Int, oldLeft: Int, newLeft: Int) -> HunkLine? {
        guard index < reader.text.lines.count else { return nil }
        guard let first = reader.firstByte(index) else {
            guard oldLeft > 0, newLeft > 0 else { return nil }
            return HunkLine(
                origin: .context, content: reader.wholeLine(index), lineNumber: index + 1,
                isMarkStripped: true)
        }
        guard let origin = origin(ofMark: first) else { return nil }
        if origin == .deleted {
            if startsNextFile(at: index), !(oldLeft == 1 && newLeft == 1) { return nil }
            if startsSignature(at: index), !(oldLeft == 1 && newLeft == 0) { return nil }
        }
        return marked(origin, at: index)
    }

    private func marked(_ origin: HunkLine.Origin, at index: Int) -> HunkLine {
        HunkLine(
            origin: origin, content: reader.wholeLine(index, droppingFirst: 1),
            lineNumber: index + 1)
    }

    private func origin(of line: ArraySlice<UInt8>) -> HunkLine.Origin? {
        line.first.flatMap(origin(ofMark:))
    }

    private func origin(ofMark byte: UInt8) -> HunkLine.Origin? {
        switch byte {
        case Ascii.space: .context
        case Ascii.minus: .deleted
        case Ascii.plus: .added
        default: nil
        }
    }

    private func startsNextFile(at index: Int) -> Bool {
        reader.line(index).hasPrefix("--- ") && reader.line(index + 1).hasPrefix("+++ ")
            && reader.line(index + 2).hasPrefix("@@ -")
    }

    private func startsSignature(at index: Int) -> Bool {
        guard reader.line(index).elementsEqual("-- ".utf8) else { return false }
        let next = reader.line(index + 1)
        return origin(of: next) == nil && !next.hasPrefix("@@ -") && !next.hasPrefix("\\ ")
    }

    private mutating func check() {
        if hunk.addedCount + hunk.deletedCount == 0 {
            problems.append(reader.problem(.hunkWithoutChange, at: start))
        }
        let oldCount = hunk.oldLineCount
        let newCount = hunk.newLineCount
        if oldCount < hunk.oldCount || newCount < hunk.newCount {
            problems.append(reader.problem(.hunkEndsEarly, at: end - 1))
        }
        if oldCount > hunk.oldCount || newCount > hunk.newCount {
            problems.append(reader.problem(.hunkGoesOn, at: end - 1))
        }
        let lastOld = hunk.lines.last { $0.origin.isOld }
        let lastNew = hunk.lines.last { $0.origin.isNew }
        for line in hunk.lines where !line.hasNewline {
            let isLastOld = !line.origin.isOld || line.lineNumber == lastOld?.lineNumber
            let isLastNew = !line.origin.isNew || line.lineNumber == lastNew?.lineNumber
            if !isLastOld || !isLastNew {
                problems.append(
                    reader.problem(.newlineMissingInside, at: line.lineNumber - 1))
            }
        }
    }
}
