// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
public import Mail

/// What threads are built of: whole messages, or what was kept of them.
public protocol Threadable: Sendable {
    /// The identifier.
    var id: MessageID { get }
    /// Who wrote it.
    var author: Mailbox { get }
    /// When it was written; nil when unknown.
    var date: MailDate? { get }
    /// The decoded subject.
    var subject: String { get }
    /// The identifiers in `In-Reply-To`, in order.
    var inReplyTo: [MessageID] { get }
    /// The identifiers in `References`, root first.
    var references: [MessageID] { get }
    /// Where it stands in the input.
    var source: MessageSource { get }

    /// The same under an identifier made by the caller.
    func identified(as id: MessageID) -> Self

    /// Whether this and another one with the same identifier are one message that came on two ways.
    func isCopy(of other: Self) -> Bool
}

extension Message: Threadable {
    /// Whether the authors are the same and one text begins with the other: lists append footers
    /// and strip parts.
    public func isCopy(of other: Message) -> Bool {
        guard author.hasSameAddress(as: other.author) || author == other.author else {
            return false
        }
        let first = text.text.bytes.trimmingWhitespace()
        let second = other.text.text.bytes.trimmingWhitespace()
        return first.starts(with: second) || second.starts(with: first)
    }
}

extension Envelope: Threadable {
    /// Whether author and subject are the same; the texts are not there to be compared, and who
    /// sends a message again gives it another date.
    public func isCopy(of other: Envelope) -> Bool {
        (author.hasSameAddress(as: other.author) || author == other.author)
            && subject == other.subject
    }
}
