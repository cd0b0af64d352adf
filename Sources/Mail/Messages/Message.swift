// SPDX-License-Identifier: GPL-2.0-only

/// One mail, read: its header's fields, its text, its parts, and what was odd about it.
public struct Message: Hashable, Sendable {
    /// The identifier; one made from the content when the mail has none.
    public let id: MessageID
    /// Whether `id` was made by the reader and is not written in the mail.
    public let isIDSynthetic: Bool
    /// The first mailbox of the `From` field, as written; an empty address when there is none.
    public let from: Mailbox
    /// Who wrote the mail: as `from`, but the author where a list put itself into `From`.
    ///
    /// Lists that rewrite `From: Ann via list <list@example.org>` keep the author in
    /// `X-Original-From`, `X-Google-Original-From` or `Reply-To`; the first that names somebody
    /// else is taken. A `From:` line in the body is not looked at.
    public let author: Mailbox
    /// The mailboxes of `To`, members of groups included.
    public let to: [Mailbox]
    /// The mailboxes of `Cc`, members of groups included.
    public let cc: [Mailbox]
    /// The mailboxes of `Reply-To`.
    public let replyTo: [Mailbox]
    /// The `Date` field; nil when missing or unreadable.
    public let date: MailDate?
    /// The `Subject`, decoded, each fold as one blank; empty when missing.
    public let subject: String
    /// The identifiers in `In-Reply-To`, in order.
    public let inReplyTo: [MessageID]
    /// The identifiers in `References`, root first.
    public let references: [MessageID]
    /// All fields in the order of the header.
    public let headers: [HeaderField]
    /// The text to read: the inline plain text parts one after the other.
    ///
    /// Of alternatives the plain one. Text attachments are in `parts` only. When HTML is all there
    /// is, its text.
    public let text: MessageText
    /// The leaves of the MIME tree in order, attachments too.
    public let parts: [MessagePart]
    /// What was odd, in the order of reading.
    public let problems: [MailProblem]
    /// Where the message stands in the input.
    public let source: MessageSource

    /// The first field with this name, in either case of ASCII letters.
    public func header(_ name: String) -> HeaderField? { headers.first { $0.isNamed(name) } }

    /// The same message under an identifier made by the caller, marked as synthetic.
    ///
    /// For two different messages that carry the same `Message-ID`.
    public func identified(as id: MessageID) -> Message {
        Message(
            id: id, isIDSynthetic: true, from: from, author: author, to: to, cc: cc,
            replyTo: replyTo, date: date, subject: subject, inReplyTo: inReplyTo,
            references: references, headers: headers, text: text, parts: parts,
            problems: problems, source: source)
    }
}
