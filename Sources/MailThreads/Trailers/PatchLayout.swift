// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail

/// Which lines of a message speak of which patch.
struct PatchLayout {
    /// 1-based first line of a diff among the author's own lines.
    let diffStart: Int?
    /// 1-based line of `---` above the diff.
    let messageEnd: Int?
    /// 1-based line of the scissors above the diff.
    let scissors: Int?
    /// Whether the message posts a patch or series, rather than answering one.
    let isPatchMail: Bool

    init(_ message: Message, _ body: MessageBody) {
        let own = body.lines.filter { $0.depth == 0 }
        var diffStart: Int?
        var separator: Int?
        var scissors: Int?
        for (index, line) in own.enumerated() {
            let content = body.content(of: line)
            if PatchLayout.startsDiff(
                content, next: index + 1 < own.count ? body.content(of: own[index + 1]) : [])
            {
                diffStart = line.number
                break
            }
            if separator == nil, content.trimmingTrailingBlanks().elementsEqual("---".utf8) {
                separator = line.number
            } else if PatchCut.matches(content) {
                scissors = line.number
                separator = nil
            }
        }
        let isReply = ReplySubject(message.subject).isReply
        let firstQuote = body.blocks.first {
            if case .quote = $0.kind { true } else { false }
        }?.lines.lowerBound
        let isTagged = PatchLayout.hasPatchTag(message.subject)
        let isBareDiff = diffStart.map { start in firstQuote.map { $0 > start } ?? true } ?? false
        self.diffStart = diffStart
        messageEnd = separator
        self.scissors = diffStart == nil ? nil : scissors
        // Some mailers write no `Re:`. A cover letter, `0/3`, has no diff either.
        let isBareAnswer =
            isTagged && diffStart == nil && !message.inReplyTo.isEmpty
            && message.parts.count == 1 && !PatchLayout.isCover(message.subject)
        isPatchMail = !isReply && !isBareAnswer && (isTagged || isBareDiff)
    }

    /// What a trailer on this line speaks of; nil for lines that hold none.
    func place(ofLine number: Int, kind: TrailerKind, quotesBetween: Bool) -> Trailer.Place? {
        let end = messageEnd ?? diffStart
        if isPatchMail {
            if let scissors, number < scissors { return .reply }
            if let end, number > end { return nil }
            return .commitMessage
        }
        if let scissors, let end, number > scissors, number < end { return .counterPatch }
        // Without scissors, what an author writes right above a diff is the diff's message, but a
        // reviewer's word is for the patch under review.
        if let end, number < end, !quotesBetween, !kind.isTestimony { return .counterPatch }
        return .reply
    }

    private static func startsDiff(_ line: ArraySlice<UInt8>, next: ArraySlice<UInt8>) -> Bool {
        if line.hasPrefix("diff --git ") || line.hasPrefix("@@ -") { return true }
        if line.hasPrefix("--- "), next.hasPrefix("+++ ") { return true }
        return line.hasPrefix("Index: ") && next.hasPrefix("====")
    }

    private static func hasPatchTag(_ subject: String) -> Bool {
        let bytes = Array(subject.utf8)
        guard let open = bytes.firstIndex(of: UInt8(ascii: "[")),
            let close = bytes[open...].firstIndex(of: UInt8(ascii: "]"))
        else { return false }
        let tag = Array(bytes[open..<close].asciiLowercased())
        return ["patch", "rfc", "resend"].contains { tag.firstRange(of: $0) != nil }
    }

    /// Whether the subject has the number `0/3` or `00/12` in its brackets.
    private static func isCover(_ subject: String) -> Bool {
        let tag = subject.utf8.prefix { $0 != UInt8(ascii: "]") }
        return tag.split(whereSeparator: { $0 == 0x20 || $0 == UInt8(ascii: "[") }).contains {
            let number = $0.split(separator: UInt8(ascii: "/"))
            return number.count == 2 && number[0].decimalValue == 0 && number[1].decimalValue != nil
        }
    }
}
