// SPDX-License-Identifier: GPL-2.0-only

public import Mail

/// Something in a thread that looks like a proposal and is none, with the reason.
public struct ProposalNote: Hashable, Sendable {
    /// What it is; the raw value is stable and appears in reports.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A patch mail has a diffstat and no diff.
        case diffMissing = "diff-missing"
        /// A reply shows what an older commit did.
        case citedCommit = "cited-commit"
        /// A diff that only prints, to find a defect.
        case debuggingAid = "debugging-aid"
        /// A quoted patch could not be put together whole.
        case quoteIncomplete = "quote-incomplete"
    }

    /// What it is.
    public let kind: Kind

    /// The message that holds it.
    public let message: MessageID

    /// The 1-based number of the message in reading order.
    public let messageNumber: Int

    /// The 1-based line of the message's text.
    public let bodyLine: Int

    /// One clause for people.
    public let detail: String
}
