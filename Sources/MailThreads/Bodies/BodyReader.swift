// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail

/// Cuts a message's text into blocks.
struct BodyReader {
    private let id: MessageID
    private let text: ByteText
    private let lines: [QuotedLine]
    private let hunkLines: LineSet

    init(_ message: Message) {
        id = message.id
        let text = message.text.text
        self.text = text
        let marked = text.lines.map {
            QuotedLine(number: $0.number, span: $0.span, in: text.bytes)
        }
        let quote = UnmarkedQuote(of: marked, in: text)
        lines = marked.map { quote?.contains($0) ?? false ? $0.deeper : $0 }
        let found = HunkLines.find(in: text)
        if quote == nil {
            hunkLines = found
        } else {
            let quoted = Set(lines.filter { $0.depth > 0 }.map(\.number))
            hunkLines = found.filter { !quoted.contains($0) }
        }
    }

    /// Cuts into blocks; `attributing` finds whose text a run of quoted lines is.
    func read(
        attributing: ([ArraySlice<UInt8>], Attribution?) -> MessageID?
    ) -> MessageBody {
        var blocks: [BodyBlock] = []
        var attributions: [Int: (Attribution, first: Int)] = [:]
        for index in lines.indices {
            if let found = attribution(endingAt: index) { attributions[index] = found }
        }
        let attributionStarts = Dictionary(
            attributions.map { ($0.value.first, $0.key) }, uniquingKeysWith: max)

        var index = 0
        var introductions: [Int: Attribution] = [:]
        while index < lines.count {
            if isEmpty(index) {
                index += 1
            } else if let last = attributionStarts[index], let found = attributions[last]?.0 {
                introductions = introductions.filter { $0.key <= found.depth }
                introductions[found.depth + 1] = found
                blocks.append(BodyBlock(kind: .attribution(found), lines: range(index, last)))
                index = last + 1
            } else if let kind = closingKind(index) {
                // What somebody wrote above a quote may close with a signature as well.
                let end =
                    (index..<lines.count).first { $0 > index && attributionStarts[$0] != nil }
                    ?? lines.count
                blocks.append(BodyBlock(kind: kind, lines: trimmed(index, end)))
                index = end
            } else {
                let depth = lines[index].depth
                var end = index + 1
                while end < lines.count, attributionStarts[end] == nil, closingKind(end) == nil,
                    lines[end].depth == depth || depth == 0 && isEmpty(end)
                {
                    end += 1
                }
                let block = trimmed(index, end)
                if depth == 0 {
                    blocks.append(BodyBlock(kind: .own, lines: block))
                } else {
                    let contents = block.map { content($0 - 1) }
                    let author = attributing(contents, introductions[depth])
                    blocks.append(
                        BodyBlock(kind: .quote(depth: depth, attributed: author), lines: block))
                }
                index = end
            }
        }
        return MessageBody(
            messageID: id, text: text, lines: lines, blocks: blocks, hunkLines: hunkLines)
    }

    /// The author's own lines: the text that others quote.
    var ownContents: [ArraySlice<UInt8>] {
        lines.filter { $0.depth == 0 }.map { text.bytes[$0.content] }
    }

    private func content(_ index: Int) -> ArraySlice<UInt8> { text.bytes[lines[index].content] }

    private func isEmpty(_ index: Int) -> Bool {
        lines[index].depth == 0 && content(index).allSatisfy(\.isASCIIWhitespace)
    }

    private func range(_ first: Int, _ last: Int) -> ClosedRange<Int> { (first + 1)...(last + 1) }

    /// 1-based range of the lines `first..<end` without empty lines at the end.
    private func trimmed(_ first: Int, _ end: Int) -> ClosedRange<Int> {
        var last = end - 1
        while last > first, isEmpty(last) { last -= 1 }
        return range(first, last)
    }

    /// An attribution whose last line is `index`, with the index of its first line.
    ///
    /// A deeper quote follows after at most one empty line. Up to two lines before belong to it
    /// when the first of them starts as an attribution does.
    private func attribution(endingAt index: Int) -> (Attribution, first: Int)? {
        let depth = lines[index].depth
        let line = content(index).trimmingTrailingBlanks()
        guard line.last == UInt8(ascii: ":") || Attribution.isQuoting(line),
            !hunkLines.contains(index + 1)
        else { return nil }
        var next = index + 1
        if next < lines.count, lines[next].depth <= depth,
            content(next).allSatisfy(\.isASCIIWhitespace)
        {
            next += 1
        }
        guard next < lines.count, lines[next].depth > depth else { return nil }
        for first in stride(from: index, through: max(0, index - 2), by: -1) {
            guard lines[first].depth == depth, !content(first).isEmpty else { break }
            let isStart = content(first).trimmingBlanks().hasPrefix("On ")
            guard first == index || isStart else { continue }
            let joined = (first...index).map { Array(content($0).trimmingBlanks()) }
                .joined(separator: [0x20])
            if first == index, !isStart, startsAbove(index) { continue }
            if let found = Attribution(Array(joined), depth: depth) { return (found, first) }
        }
        return nil
    }

    /// Whether one of the two lines above starts an attribution that has no end of its own.
    private func startsAbove(_ index: Int) -> Bool {
        let depth = lines[index].depth
        for above in stride(from: index - 1, through: max(0, index - 2), by: -1) {
            let text = content(above).trimmingBlanks()
            guard above >= 0, lines[above].depth == depth, !text.isEmpty, text.last != 0x3a
            else { return false }
            if text.hasPrefix("On ") { return true }
        }
        return false
    }

    /// What the rest of the text is when a signature or a list's footer starts here.
    private func closingKind(_ index: Int) -> BodyBlock.Kind? {
        guard lines[index].depth == 0, !hunkLines.contains(index + 1) else { return nil }
        let line = content(index)
        if line.elementsEqual("-- ".utf8) { return .signature }
        // Mailers strip the blank; few lines may follow then, and no diff.
        if line.elementsEqual("--".utf8), lines.count - index <= 10,
            !lines[index...].contains(where: { hunkLines.contains($0.number) })
        {
            return .signature
        }
        let isRule = line.count >= 20 && line.trimmingTrailingBlanks().allSatisfy { $0 == 0x5f }
        if isRule {
            let follows = lines[index...].dropFirst().prefix(3)
            let isFooter = follows.contains {
                Array(text.bytes[$0.content].asciiLowercased()).firstRange(of: "mailing list")
                    != nil
            }
            if isFooter { return .footer }
        }
        return nil
    }
}
