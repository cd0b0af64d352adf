// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail
internal import MailThreads

/// A message of `show --json`, or the place of one that is missing.
struct ThreadMessageRecord: Codable, Hashable {
    /// Its number in reading order.
    let number: Int

    /// The Message-ID without angle brackets.
    let id: String

    /// Whether the identifier was made up.
    let isIDSynthetic: Bool

    /// Whether others refer to the message and the input does not have it.
    let isMissing: Bool

    /// The number of the message it answers; absent for the first of a thread.
    let parent: Int?

    /// How many messages lie between it and the first: 0 for the first itself.
    let depth: Int

    /// Who wrote it; this and all that follows is absent for a missing message.
    let author: PersonRecord?

    /// The author that the text itself names in a `From:` line at its start.
    let inBodyAuthor: PersonRecord?

    /// When it was written; absent if it does not say so.
    let date: DateRecord?

    /// The subject, decoded and unfolded.
    let subject: String?

    /// Where it stands.
    let source: MessageSourceRecord?

    /// The text in blocks, empty lines between them left out.
    let blocks: [TextBlockRecord]?

    /// The leaves of the MIME tree, attachments too.
    let parts: [MailPartRecord]?

    /// What was odd about the message.
    let problems: [MailProblemRecord]?

    init(_ node: MailThread.Node, _ body: MessageBody?, in thread: MailThread) {
        let message = node.message
        number = node.index + 1
        id = node.id.text
        isIDSynthetic = message?.isIDSynthetic ?? node.id.isSynthetic
        isMissing = node.isPlaceholder
        parent = node.parentIndex.map { $0 + 1 }
        depth = node.depth
        author = message.map { PersonRecord($0.author) }
        inBodyAuthor = message.flatMap { InBodyHeaders(in: $0.text.text).author }
            .map(PersonRecord.init)
        date = message?.date.map(DateRecord.init)
        subject = message?.subject
        source = message.map { MessageSourceRecord($0.source) }
        blocks = message.flatMap { message in
            body.map { body in
                body.blocks.map { TextBlockRecord($0, of: body, message, in: thread) }
            }
        }
        parts = message?.parts.map(MailPartRecord.init)
        problems = message?.problems.map(MailProblemRecord.init)
    }
}

/// A run of lines of a message that belong together.
struct TextBlockRecord: Codable, Hashable {
    /// `own`, `quote`, `attribution`, `signature`, or `footer` of a list.
    let kind: String

    /// How many quote marks the lines of a quote have.
    let depth: Int?

    /// The number of the message whose words a quote has, if that was found.
    let quotes: Int?

    /// The body lines.
    let lines: LinesRecord

    /// The input lines on which the first and the last of these begin; absent where the encoding
    /// keeps no lines.
    let inputLines: LinesRecord?

    /// The lines as they are, quote marks included.
    let text: TextRecord

    init(_ block: BodyBlock, of body: MessageBody, _ message: Message, in thread: MailThread) {
        var depth: Int?
        var quotes: Int?
        switch block.kind {
        case .own: kind = "own"
        case .attribution: kind = "attribution"
        case .signature: kind = "signature"
        case .footer: kind = "footer"
        case .quote(let marks, let author):
            kind = "quote"
            depth = marks
            quotes = author.flatMap { thread[$0] }.map { $0.index + 1 }
        }
        self.depth = depth
        self.quotes = quotes
        lines = LinesRecord(block.lines)
        if let first = message.text.inputLine(of: block.lines.lowerBound),
            let last = message.text.inputLine(of: block.lines.upperBound), first <= last
        {
            inputLines = LinesRecord(first...last)
        } else {
            inputLines = nil
        }
        text = TextRecord(body.text.bytes(ofLines: block.lines))
    }
}

/// A leaf of a message's MIME tree.
struct MailPartRecord: Codable, Hashable {
    /// Its place in the tree: `1.2`.
    let path: String

    /// The media type: `text/plain`.
    let type: String

    /// Whether it wants to be shown apart from the text.
    let isAttachment: Bool

    /// The name of the file; absent if there is none.
    let name: String?

    /// How many bytes it has after decoding.
    let byteCount: Int

    /// Where its encoded content stands in the input: the first byte, and the one behind the last.
    let start: Int
    let end: Int

    init(_ part: MessagePart) {
        path = part.path
        type = "\(part.contentType.type)/\(part.contentType.subtype)"
        isAttachment = part.disposition == .attachment
        name = part.fileName
        byteCount = part.bytes.count
        start = part.span.lowerBound
        end = part.span.upperBound
    }
}
