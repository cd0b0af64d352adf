// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
public import Mail
public import Proposals
public import Reviews

/// A reply to a proposal, to be edited and sent by somebody: what was found, with its evidence, below
/// the hunks that it is about.
///
/// The text is plain, at most 72 columns wide but for quoted lines, and has no control characters.
public struct ReplyDraft {
    private let review: ThreadReview
    private let proposal: Proposal
    private let message: Message?
    private let sender: Mailbox?

    /// A draft.
    ///
    /// - Parameters:
    ///   - proposal: one of the review's.
    ///   - message: the message that is answered: that of its first patch.
    ///   - sender: who will send it; nil leaves `From` to the mail program.
    public init(
        _ review: ThreadReview, proposal: Proposal, message: Message?, sender: Mailbox? = nil
    ) {
        self.review = review
        self.proposal = proposal
        self.message = message
        self.sender = sender
    }

    /// The draft as one message: a header, an empty line, the text.
    public var text: String {
        let body = ReplyBody(review: review, proposal: proposal).lines
        return (header + [""] + body).joined(separator: "\n") + "\n"
    }

    // MARK: Header

    private var header: [String] {
        var fields: [String] = []
        if let sender { fields.append("From: \(written(sender))") }
        fields.append("To: \(written(addressee))")
        let others = others
        if !others.isEmpty {
            fields.append("Cc: \(others.map(written).joined(separator: ",\n\t"))")
        }
        fields.append("Subject: \(subject)")
        if let message, !message.isIDSynthetic, let id = identifier(message.id) {
            fields.append("In-Reply-To: \(id)")
            let above = message.references.isEmpty ? message.inReplyTo : message.references
            let all = above.compactMap(identifier) + [id]
            fields.append("References: \(all.joined(separator: "\n\t"))")
        }
        return fields + [
            "MIME-Version: 1.0", "Content-Type: text/plain; charset=UTF-8",
            "Content-Transfer-Encoding: 8bit",
        ]
    }

    private var addressee: Mailbox { message?.author ?? proposal.author }

    /// Everybody else who had the message, each once.
    private var others: [Mailbox] {
        var known = [addressee] + (sender.map { [$0] } ?? [])
        return ((message?.to ?? []) + (message?.cc ?? [])).filter { mailbox in
            guard !mailbox.address.isEmpty, !known.contains(where: mailbox.hasSameAddress) else {
                return false
            }
            known.append(mailbox)
            return true
        }
    }

    private var subject: String {
        let own = DisplayText.safe(message?.subject ?? proposal.first.title)
        let isReply = own.lowercased().hasPrefix("re:")
        return HeaderWords.encoded(LineBreaks.cut(isReply ? own : "Re: \(own)", width: 900))
    }

    private func written(_ mailbox: Mailbox) -> String {
        HeaderWords.address(
            Mailbox(
                name: mailbox.name.map(DisplayText.safe),
                address: DisplayText.safe(mailbox.address)))
    }

    /// An identifier in angle brackets; nil for one with what no identifier has.
    private func identifier(_ id: MessageID) -> String? {
        let isPlain = id.text.utf8.allSatisfy {
            $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">")
        }
        return isPlain && !id.text.isEmpty ? "<\(id.text)>" : nil
    }
}
