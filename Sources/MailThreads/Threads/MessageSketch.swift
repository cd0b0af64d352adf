// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
public import Mail

/// What is kept of a message until it is known whether its thread is read as a whole.
public struct MessageSketch: Hashable, Sendable {
    /// What builds threads.
    public let envelope: Envelope
    /// What tells the message from others by its content.
    public let contentKey: ContentKey
    /// Whether there is anything that a diff could be made of. A thread of messages without it
    /// proposes no change of code.
    public let mayHoldDiff: Bool
    /// Its place among revisions; nil where it posts no patch.
    public let revision: RevisionMark?

    /// Puts a sketch together again, for example one that was written down.
    public init(
        envelope: Envelope, contentKey: ContentKey, mayHoldDiff: Bool, revision: RevisionMark?
    ) {
        self.envelope = envelope
        self.contentKey = contentKey
        self.mayHoldDiff = mayHoldDiff
        self.revision = revision
    }

    /// Takes what is to be kept. Cost: one pass over the message.
    public init(_ message: Message) {
        self.init(
            envelope: message.envelope, contentKey: message.contentKey,
            mayHoldDiff: Self.mayHoldDiff(message.text.text.bytes)
                || message.parts.contains { Self.mayHoldDiff($0.text?.text.bytes ?? []) },
            revision: message.revisionMark)
    }

    private static let signs = [Array("@@ -".utf8), Array("diff --git ".utf8)]

    /// A hunk's header begins with the one, and what changes no line is told by the other.
    private static func mayHoldDiff(_ bytes: [UInt8]) -> Bool {
        signs.contains { bytes.firstRange(of: $0, in: bytes.indices) != nil }
    }
}

extension MessageSketch: Threadable {
    /// That of the envelope.
    public var id: MessageID { envelope.id }
    /// That of the envelope.
    public var author: Mailbox { envelope.author }
    /// That of the envelope.
    public var date: MailDate? { envelope.date }
    /// That of the envelope.
    public var subject: String { envelope.subject }
    /// Those of the envelope.
    public var inReplyTo: [MessageID] { envelope.inReplyTo }
    /// Those of the envelope.
    public var references: [MessageID] { envelope.references }
    /// That of the envelope.
    public var source: MessageSource { envelope.source }

    /// The same under an identifier made by the caller.
    public func identified(as id: MessageID) -> MessageSketch {
        MessageSketch(
            envelope: envelope.identified(as: id), contentKey: contentKey,
            mayHoldDiff: mayHoldDiff, revision: revision)
    }

    /// Whether the contents are the same, or else the envelopes say so.
    public func isCopy(of other: MessageSketch) -> Bool {
        contentKey == other.contentKey || envelope.isCopy(of: other.envelope)
    }
}
