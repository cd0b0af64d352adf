// SPDX-License-Identifier: GPL-2.0-only

/// What a message says of itself without its text: enough to build threads, in some hundred bytes.
///
/// As the envelope of IMAP (RFC 9051 section 2.3.5), without the receivers.
public struct Envelope: Hashable, Sendable {
    /// The identifier; one made from the content when the mail has none.
    public internal(set) var id: MessageID
    /// Whether `id` was made by the reader and is not written in the mail.
    public internal(set) var isIDSynthetic: Bool
    /// Who wrote the mail, as ``Message/author``.
    public let author: Mailbox
    /// The `Date` field; nil when missing or unreadable.
    public let date: MailDate?
    /// The `Subject`, decoded, each fold as one blank; empty when missing.
    public let subject: String
    /// The identifiers in `In-Reply-To`, in order.
    public let inReplyTo: [MessageID]
    /// The identifiers in `References`, root first.
    public let references: [MessageID]
    /// Where the message stands in the input.
    public let source: MessageSource

    /// Puts an envelope together again, for example one that was written down.
    public init(
        id: MessageID, isIDSynthetic: Bool, author: Mailbox, date: MailDate?, subject: String,
        inReplyTo: [MessageID], references: [MessageID], source: MessageSource
    ) {
        self.id = id
        self.isIDSynthetic = isIDSynthetic
        self.author = author
        self.date = date
        self.subject = subject
        self.inReplyTo = inReplyTo
        self.references = references
        self.source = source
    }

    /// The same under an identifier made by the caller, marked as synthetic.
    ///
    /// For two different messages that carry the same `Message-ID`.
    public func identified(as id: MessageID) -> Envelope {
        var envelope = self
        envelope.id = id
        envelope.isIDSynthetic = true
        return envelope
    }
}
