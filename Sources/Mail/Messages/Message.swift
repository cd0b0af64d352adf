// SPDX-License-Identifier: GPL-2.0-only

/// One mail, read: its header's fields, its text, its parts, and what was odd about it.
public struct Message: Hashable, Sendable {
    /// What a message consists of; one copy serves all that hold the message.
    struct Fields: Hashable, Sendable {
        var envelope: Envelope
        var from: Mailbox
        var to: [Mailbox]
        var cc: [Mailbox]
        var replyTo: [Mailbox]
        /// The bytes of the header, apart from the body, which is not kept as it was sent.
        var header: [UInt8]
        /// The most bytes of a field that are decoded.
        var decodedBytes: Int
        var text: MessageText
        var parts: [MessagePart]
        var problems: [MailProblem]
    }

    private final class Contents: Sendable {
        let fields: Fields

        init(_ fields: Fields) { self.fields = fields }
    }

    private let contents: Contents

    init(_ fields: Fields) { contents = Contents(fields) }

    /// Whether both have the same contents.
    public static func == (left: Message, right: Message) -> Bool {
        left.contents === right.contents || left.contents.fields == right.contents.fields
    }

    /// Hashes the identifier.
    public func hash(into hasher: inout Hasher) { hasher.combine(id) }

    /// What can be kept of the message when its text is not needed any more.
    public var envelope: Envelope { contents.fields.envelope }
    /// The identifier; one made from the content when the mail has none.
    public var id: MessageID { envelope.id }
    /// Whether `id` was made by the reader and is not written in the mail.
    public var isIDSynthetic: Bool { envelope.isIDSynthetic }
    /// The first mailbox of the `From` field, as written; an empty address when there is none.
    public var from: Mailbox { contents.fields.from }
    /// Who wrote the mail: as `from`, but the author where a list put itself into `From`.
    ///
    /// Lists that rewrite `From: Ann via list <list@example.org>` keep the author in
    /// `X-Original-From`, `X-Google-Original-From` or `Reply-To`; the first that names somebody
    /// else is taken. A `From:` line in the body is not looked at.
    public var author: Mailbox { envelope.author }
    /// The mailboxes of `To`, members of groups included.
    public var to: [Mailbox] { contents.fields.to }
    /// The mailboxes of `Cc`, members of groups included.
    public var cc: [Mailbox] { contents.fields.cc }
    /// The mailboxes of `Reply-To`.
    public var replyTo: [Mailbox] { contents.fields.replyTo }
    /// The `Date` field; nil when missing or unreadable.
    public var date: MailDate? { envelope.date }
    /// The `Subject`, decoded, each fold as one blank; empty when missing.
    public var subject: String { envelope.subject }
    /// The identifiers in `In-Reply-To`, in order.
    public var inReplyTo: [MessageID] { envelope.inReplyTo }
    /// The identifiers in `References`, root first.
    public var references: [MessageID] { envelope.references }
    /// All fields in the order of the header. Cost: one pass over the header.
    public var headers: HeaderFields {
        HeaderFields(
            in: contents.fields.header, offset: source.span.lowerBound,
            firstLineNumber: source.firstLineNumber, decodedBytes: contents.fields.decodedBytes)
    }
    /// The text to read: the inline plain text parts one after the other.
    ///
    /// Of alternatives the plain one. Text attachments are in `parts` only. When HTML is all there
    /// is, its text.
    public var text: MessageText { contents.fields.text }
    /// The leaves of the MIME tree in order, attachments too.
    public var parts: [MessagePart] { contents.fields.parts }
    /// What was odd, in the order of reading.
    public var problems: [MailProblem] { contents.fields.problems }
    /// Where the message stands in the input.
    public var source: MessageSource { envelope.source }

    /// The first field with this name, in either case of ASCII letters.
    public func header(_ name: String) -> HeaderField? { headers.first(named: name) }

    /// What tells this message from others by its content: of one out of a repository the id of its
    /// blob, else a hash of header and parts.
    ///
    /// Whoever wants two messages to have one hash can make them so. Cost: one pass over the bytes.
    public var contentKey: ContentKey {
        if case .blob(let id, _) = source.access { return ContentKey(id) }
        var key = ContentKey(contents.fields.header)
        for part in parts { key.add(part.bytes) }
        return key
    }

    /// The same message under an identifier made by the caller, marked as synthetic.
    ///
    /// For two different messages that carry the same `Message-ID`.
    public func identified(as id: MessageID) -> Message {
        var fields = contents.fields
        fields.envelope = envelope.identified(as: id)
        return Message(fields)
    }
}
