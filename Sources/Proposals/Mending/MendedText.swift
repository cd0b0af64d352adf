// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import UnifiedDiffs

/// A text whose hunks are put together again where a mailer took them apart.
///
/// Line breaks are taken out: behind a hunk's header, where a line without a mark follows and then
/// one of a hunk; and within a hunk, where lines without marks follow marked ones and the header's
/// counts hold once these are joined, and do not hold otherwise. U+00A0 becomes a blank within
/// hunks. Where lines have lost their leading blanks, as in the text of an archive's page, lines
/// without marks are context as far as the counts go. Everything else is left alone.
struct MendedText {
    /// The text with its repairs; the text itself where there are none.
    let text: ByteText
    private(set) var repairs: [MailRepair] = []
    /// The first line, in the text that was read, of each line of the mended one.
    private var firstLines: [Int] = []

    init(_ source: ByteText, hasLostMarks: Bool = false) {
        guard source.bytes.firstRange(of: Array("@@ -".utf8), in: source.bytes.indices) != nil
        else {
            text = source
            return
        }
        var mender = Mender(source: source, hasLostMarks: hasLostMarks)
        mender.run()
        guard !mender.repairs.isEmpty else {
            text = source
            return
        }
        text = ByteText(mender.bytes)
        repairs = mender.repairs
        firstLines = mender.firstLines
    }

    /// The line of the text that was read on which this line begins.
    func sourceLine(_ number: Int) -> Int {
        firstLines.indices.contains(number - 1) ? firstLines[number - 1] : number
    }

    /// The last line of the text that was read that went into this line.
    func lastSourceLine(_ number: Int) -> Int {
        firstLines.indices.contains(number) ? firstLines[number] - 1 : sourceLine(number)
    }

    /// A run of lines, as lines of the text that was read.
    func sourceLines(_ lines: ClosedRange<Int>) -> ClosedRange<Int> {
        let first = sourceLine(lines.lowerBound)
        return first...max(first, lastSourceLine(lines.upperBound))
    }

    /// The patch with the line numbers of the text that was read.
    func renumbered(_ patch: FilePatch) -> FilePatch {
        guard !firstLines.isEmpty else { return patch }
        return patch.renumbered(sourceLine, last: lastSourceLine)
    }

    /// The repairs within these lines of the text that was read.
    func repairs(within lines: ClosedRange<Int>) -> [MailRepair] {
        repairs.filter { lines.overlaps($0.lines) }
    }
}

/// Walks over a text once and writes the mended one.
private struct Mender {
    let source: ByteText
    let hasLostMarks: Bool
    var bytes: [UInt8] = []
    var firstLines: [Int] = []
    var repairs: [MailRepair] = []
    private var index = 0

    init(source: ByteText, hasLostMarks: Bool) {
        self.source = source
        self.hasLostMarks = hasLostMarks
    }

    mutating func run() {
        while index < source.lines.count {
            if line(index).hasPrefix("@@ -"), mendHunk() { continue }
            put(line(index), from: index)
            index += 1
        }
    }

    private func line(_ index: Int) -> ArraySlice<UInt8> {
        index < source.lines.count ? source[source.lines[index]] : []
    }

    private mutating func put(_ line: some Collection<UInt8>, from index: Int) {
        bytes += line
        bytes.append(0x0a)
        firstLines.append(index + 1)
    }

    /// Writes the hunk whose header stands here, mended; false if there is nothing to mend.
    private mutating func mendHunk() -> Bool {
        let start = index
        var header = Array(line(start))
        var body = start + 1
        let isComplete = hasLostMarks && HunkCounts(header[...]) != nil
        if !isComplete, !Mender.isMarked(line(body)), !line(body).isEmpty,
            Mender.isMarked(line(body + 1))
        {
            let next = Array(line(body).drop { $0.isASCIIBlank })
            // Where the counts are on the first line the second one is the heading's rest.
            if HunkCounts(header[...]) != nil || HunkCounts((header + next)[...]) != nil
                || HunkCounts((header + [0x20] + next)[...]) != nil
            {
                header = Mender.joined(header, next)
                body += 1
            }
        }
        guard let counts = HunkCounts(header[...]) else { return false }
        guard let lines = Lines(of: source, from: body, counts, hasLostMarks: hasLostMarks)
        else {
            guard body > start + 1 else { return false }
            note(.wrappedHeader, start...start + 1, isCounted: false)
            put(header, from: start)
            index = body
            return true
        }
        guard body > start + 1 || !lines.kinds.isEmpty else { return false }
        if body > start + 1 { note(.wrappedHeader, start...start + 1, isCounted: true) }
        put(header, from: start)
        for (first, content) in lines.lines { put(content, from: first) }
        for kind in lines.kinds.sorted(by: { $0.rawValue < $1.rawValue }) {
            note(kind, body...max(body, lines.end - 1), isCounted: lines.isCounted)
        }
        index = lines.end
        return true
    }

    private mutating func note(
        _ kind: MailRepair.Kind, _ lines: ClosedRange<Int>, isCounted: Bool
    ) {
        repairs.append(
            MailRepair(
                kind: kind, lines: (lines.lowerBound + 1)...(lines.upperBound + 1),
                isCounted: isCounted))
    }

    static func joined(_ first: [UInt8], _ second: [UInt8]) -> [UInt8] {
        first.last == 0x20 ? first + second : first + [0x20] + second
    }

    static func isMarked(_ line: ArraySlice<UInt8>) -> Bool {
        switch line.first {
        case UInt8(ascii: " "), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "\\"),
            UInt8(ascii: "@"):
            true
        default: line.hasPrefix("\t") || line.hasPrefix("\u{a0}")
        }
    }

    /// The lines of one hunk, put together until the header's counts are reached.
    struct Lines {
        private(set) var lines: [(first: Int, content: [UInt8])] = []
        private(set) var kinds: Set<MailRepair.Kind> = []
        /// Index of the first line behind the hunk.
        private(set) var end: Int
        private(set) var isCounted = false

        /// Nil where no line has to be mended, or none can be.
        init?(of source: ByteText, from start: Int, _ counts: HunkCounts, hasLostMarks: Bool) {
            var old = counts.old
            var new = counts.new
            end = start
            while old > 0 || new > 0 {
                guard end < source.lines.count else { break }
                var line = Array(source[source.lines[end]])
                if Mender.isEnd(line[...], of: source, at: end) { break }
                if line.firstRange(of: [0xc2, 0xa0], in: 0..<line.count) != nil {
                    line = Mender.softened(line)
                    kinds.insert(.hardBlank)
                }
                switch line.first {
                case UInt8(ascii: "+"): new -= 1
                case UInt8(ascii: "-"): old -= 1
                case UInt8(ascii: " "), nil:
                    old -= 1
                    new -= 1
                case UInt8(ascii: "\\"): break
                default:
                    if hasLostMarks {
                        kinds.insert(.lostMark)
                        line.insert(0x20, at: 0)
                        old -= 1
                        new -= 1
                    } else if let last = lines.indices.last, lines[last].content.count > 1 {
                        lines[last].content = Mender.joined(lines[last].content, line)
                        kinds.insert(.wrappedLine)
                        end += 1
                        continue
                    } else {
                        return nil
                    }
                }
                guard old >= 0, new >= 0 else { break }
                lines.append((end, line))
                end += 1
            }
            // The rest of a last line that was wrapped.
            while kinds.contains(.wrappedLine) || hasLostMarks, end < source.lines.count,
                let last = lines.indices.last, lines[last].content.last == 0x20, !hasLostMarks,
                case let line = source[source.lines[end]], !line.isEmpty,
                !Mender.isMarked(line)
            {
                lines[last].content = Mender.joined(lines[last].content, Array(line))
                end += 1
            }
            isCounted = old == 0 && new == 0
            guard !kinds.isEmpty || isCounted else { return nil }
            if kinds.contains(.wrappedLine), !isCounted { return nil }
            guard lines.contains(where: { $0.content.first != 0x20 && !$0.content.isEmpty })
            else { return nil }
        }
    }

    static func isEnd(_ line: ArraySlice<UInt8>, of source: ByteText, at index: Int) -> Bool {
        line.hasPrefix("@@ -") || line.hasPrefix("diff --git ") || line.elementsEqual("-- ".utf8)
            || line.hasPrefix("base-commit:")
            || line.hasPrefix("--- ") && index + 1 < source.lines.count
                && source[source.lines[index + 1]].hasPrefix("+++ ")
    }

    /// With a blank for each U+00A0.
    static func softened(_ line: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var index = 0
        while index < line.count {
            if line[index] == 0xc2, index + 1 < line.count, line[index + 1] == 0xa0 {
                output.append(0x20)
                index += 2
            } else {
                output.append(line[index])
                index += 1
            }
        }
        return output
    }
}

/// The numbers of old and new lines in `@@ -1,7 +1,9 @@`.
struct HunkCounts {
    let old: Int
    let new: Int

    /// Nil unless the line begins with such a header, each count at most 1,000,000.
    init?(_ line: ArraySlice<UInt8>) {
        guard line.hasPrefix("@@ -") else { return nil }
        let words = line.dropFirst(3).split(separator: 0x20, maxSplits: 2)
        guard words.count == 3, words[0].first == UInt8(ascii: "-"),
            words[1].first == UInt8(ascii: "+"), words[2].hasPrefix("@@"),
            let old = HunkCounts.count(words[0].dropFirst()),
            let new = HunkCounts.count(words[1].dropFirst())
        else { return nil }
        self.old = old
        self.new = new
    }

    private static func count(_ range: ArraySlice<UInt8>) -> Int? {
        let parts = range.parts(separatedBy: UInt8(ascii: ","))
        guard (1...2).contains(parts.count), parts[0].decimalValue != nil else { return nil }
        guard parts.count == 2 else { return 1 }
        return parts[1].decimalValue.flatMap { $0 <= 1_000_000 ? $0 : nil }
    }
}
