// SPDX-License-Identifier: GPL-2.0-only

public import ByteText
public import Mail

/// A message's text cut into what its author wrote and what is quoted from others.
public struct MessageBody: Sendable {
    /// The message.
    public let messageID: MessageID
    /// The message's text, which all line numbers and byte spans refer to.
    public let text: ByteText
    /// Every line of the text with its quote depth.
    public let lines: [QuotedLine]
    /// The blocks in order; empty lines between them belong to none.
    public let blocks: [BodyBlock]
    /// 1-based numbers of the author's own lines that lie in a hunk of a diff.
    public let hunkLines: LineSet

    /// Reads a message on its own: quotes are cut, but attributed to nobody.
    public init(of message: Message) {
        self = BodyReader(message).read(attributing: { _, _ in nil })
    }

    init(
        messageID: MessageID, text: ByteText, lines: [QuotedLine], blocks: [BodyBlock],
        hunkLines: LineSet
    ) {
        self.messageID = messageID
        self.text = text
        self.lines = lines
        self.blocks = blocks
        self.hunkLines = hunkLines
    }

    /// 1-based numbers of the lines of all hunks in a text, their `@@` lines included.
    ///
    /// Only the counts of the `@@` lines are used.
    public static func hunkLines(in text: ByteText) -> LineSet { HunkLines.find(in: text) }

    /// The bytes of a line after its quote marks.
    public func content(of line: QuotedLine) -> ArraySlice<UInt8> {
        text.bytes[line.content.clamped(to: 0..<text.bytes.count)]
    }

    /// The lines that the author wrote: no quotes, attributions, signature or footer.
    ///
    /// Lines of diffs and empty lines between own lines are included.
    public var ownLines: [QuotedLine] {
        blocks.filter { $0.kind == .own }.flatMap {
            lines[($0.lines.lowerBound - 1)..<$0.lines.upperBound]
        }
    }

    /// The block that holds a 1-based line, nil for an empty line between blocks.
    public func block(ofLine number: Int) -> BodyBlock? {
        blocks.first { $0.lines.contains(number) }
    }
}
