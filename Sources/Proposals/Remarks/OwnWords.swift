// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail
internal import MailThreads

/// A run of a message's own lines of prose, with the quote right above it.
struct OwnWords {
    let entry: ThreadContents.Entry
    let lines: ClosedRange<Int>
    /// The lines joined by blanks, paragraphs by a blank and a line feed.
    let text: String
    /// The quoted block above; nil where the words open the message.
    let quote: BodyBlock?
    /// Whether they are the first paragraph below that quote.
    var isFirst = true

    /// The runs of a message: blocks of own lines without greetings, thanks, signatures, trailers,
    /// diffs and what stands below scissors. In a patch mail there are none.
    static func all(in entry: ThreadContents.Entry) -> [OwnWords] {
        all(in: entry, within: nil)
    }

    /// The words on some lines of one run.
    static func all(in entry: ThreadContents.Entry, lines: ClosedRange<Int>) -> OwnWords? {
        all(in: entry, within: lines).first
    }

    private static func all(
        in entry: ThreadContents.Entry, within wanted: ClosedRange<Int>?
    ) -> [OwnWords] {
        let body = entry.body
        let taken = Set(entry.trailers.flatMap { Array($0.lines) })
        let author = entry.message.author.name
        let name = author?.split(separator: " ").first.map(String.init)
        let names = [author ?? "-"] + (name.map { ["\($0)."] } ?? [])
        var found: [OwnWords] = []
        var quote: BodyBlock?
        var isCut = false
        for block in body.blocks {
            if case .quote = block.kind { quote = block }
            guard block.kind == .own, !isCut else { continue }
            var words: [String] = []
            var first: Int?
            var last = block.lines.upperBound
            var isInDiff = false
            var isBelowThanks = false
            var isBelowGap = false
            for number in block.lines where wanted?.contains(number) ?? true {
                guard let line = body.text.line(number) else { continue }
                let content = body.text[line]
                if PatchCut.matches(content) {
                    isCut = true
                    break
                }
                if content.hasPrefix("diff --git ") || content.hasPrefix("--- a/")
                    || body.hunkLines.contains(number)
                {
                    isInDiff = true
                    continue
                }
                if isInDiff, Self.isDiffHeader(content) { continue }
                isInDiff = false
                let text = content.trimmingWhitespace().lossyString
                let signed = text.utf8.drop { $0 == 0x2d || $0 == 0x7e || $0 == 0x20 }
                let isName =
                    name.map { signed.equalsIgnoringCase($0) } ?? false
                    || names.contains { text.utf8.equalsIgnoringCase($0) }
                let isNickname = isBelowThanks && RemarkWords.words(text).count <= 2
                if !text.isEmpty { isBelowThanks = RemarkWords.isCourtesy(text) }
                if text.isEmpty { isBelowGap = true }
                if isNickname || text.isEmpty || taken.contains(number) || isName
                    || RemarkWords.isCourtesy(text)
                    || Self.isSnip(text)
                {
                    continue
                }
                if first == nil { first = number }
                last = number
                words.append(isBelowGap && !words.isEmpty ? "\n\(text)" : text)
                isBelowGap = false
            }
            if let first, !words.isEmpty {
                let text = words.joined(separator: " ").utf8.prefix(2_000).lossyString
                found.append(
                    OwnWords(
                        entry: entry, lines: first...max(first, last), text: text, quote: quote))
            }
        }
        return found
    }

    private static func isDiffHeader(_ line: ArraySlice<UInt8>) -> Bool {
        ["index ", "+++ ", "--- ", "new file", "deleted file", "old mode", "new mode", "@@ "]
            .contains { line.hasPrefix($0) }
    }

    /// `[snip]`, `...`, `<trim>`
    private static func isSnip(_ text: String) -> Bool {
        guard text.utf8.contains(where: { $0.isASCIILetter }) else { return true }
        guard text.utf8.count < 12 else { return false }
        let letters = text.utf8.asciiLowercased().filter { $0.isASCIILetter }.lossyString
        return ["snip", "trim", "cut", "snipped"].contains(letters)
    }
}
