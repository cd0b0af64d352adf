// SPDX-License-Identifier: GPL-2.0-only

public import Mail
public import Proposals

/// Everything that was found out about one thread. Reports are made from this value alone.
public struct ThreadReview: Hashable, Sendable {
    /// The messages in reading order.
    public let messages: [MessageReview]

    /// What was odd about the input and the thread.
    public let problems: [Statement]

    /// The proposals, `P1` first.
    public let proposals: [Proposal]

    /// The trailers that replies gave, in order of date.
    public let trailers: [PlacedTrailer]

    /// What the thread says of them: tags, remarks, and whose turn it is.
    public let reading: ThreadReading

    /// Whom MAINTAINERS names for the proposals; nil without a tree, or for one that has none.
    public let audience: Audience?

    /// What was found out on the kernel tree; without one it is empty.
    public let comparison: TreeComparison

    /// What it comes to.
    public let conclusion: Conclusion

    /// The subject of the first message that is there.
    public var subject: String {
        messages.first { !$0.isMissing }?.subject ?? "(no message is there)"
    }

    /// The kernel tree; nil if none was given.
    public var tree: TreeReview? { comparison.tree }

    /// The forms of the tree that were compared.
    public var variants: [VariantReview] { comparison.variants }

    /// The drivers that have a bench, by name.
    public var drivers: [DriverAvailability] { comparison.drivers }

    /// Why nothing was simulated, or nil if something was to be.
    public var notSimulated: String? { comparison.notSimulated }

    /// The proposals from best to worst; empty without a tree.
    public var ranking: [RankedVariant] { comparison.ranking }

    /// The variant of that name.
    public func variant(_ name: VariantName) -> VariantReview? { comparison.variant(name) }

    /// The message with that identifier.
    public func message(_ id: MessageID) -> MessageReview? {
        messages.first { $0.id == id }
    }
}

/// One message, as far as reports need it.
public struct MessageReview: Hashable, Sendable {
    /// 1-based number in reading order.
    public let number: Int

    /// The identifier.
    public let id: MessageID

    /// Whether the identifier was made up, because the message has none or it is missing.
    public let isIDSynthetic: Bool

    /// Whether others refer to the message and the input does not have it.
    public let isMissing: Bool

    /// Who wrote it; nil for a missing message.
    public let author: Mailbox?

    /// When it was written.
    public let date: MailDate?

    /// The subject.
    public let subject: String

    /// The number of the message it answers, nil for the first of a thread.
    public let parent: Int?

    /// How many messages lie between it and the first: 0 for the first itself.
    public let depth: Int

    /// The name of the input that holds it.
    public let inputName: String?

    /// The 1-based line of the input where it starts.
    public let inputLine: Int?

    /// Its text; empty for a missing message.
    public internal(set) var blocks: [MessageBlock] = []
}
