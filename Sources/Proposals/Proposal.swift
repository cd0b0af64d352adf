// SPDX-License-Identifier: GPL-2.0-only

public import Mail

/// A change of code that somebody in a thread proposes: one patch, or the patches of a series.
public struct Proposal: Hashable, Sendable {
    /// The name in tables: `P1` for the first one of the thread, in order of date.
    public let label: String

    /// The patches, in the order in which they apply; never empty.
    public let patches: [ProposedPatch]

    /// The cover letter of a series, where the thread has it.
    public let coverLetter: MessageID?

    /// The number behind `v` in the subject; 1 where there is none.
    public let revision: Int

    /// The number of patches which the subjects announce; more than `patches` if some are missing.
    public let announcedCount: Int

    /// How it stands to an earlier proposal of the thread.
    public let relation: Relation?

    /// The newest revision of the first proposal that is a patch mail, else of the first.
    public static func newest(of proposals: [Proposal]) -> Proposal? {
        let mails: Set<ProposalForm> = [.patch, .attachment, .quoted]
        let first = proposals.first { mails.contains($0.form) } ?? proposals.first
        return first.map { first in
            RevisionChain(proposals: proposals).successors(of: first.label).last ?? first
        }
    }

    /// The first patch, which speaks for the proposal.
    public var first: ProposedPatch { patches[0] }

    /// The form of the first patch.
    public var form: ProposalForm { first.form }

    /// The author of the first patch.
    public var author: Mailbox { first.author }

    /// Whether it goes on top of another proposal, and so cannot take that one's place.
    var isOnTop: Bool { relation?.kind == .supplements || relation?.kind == .reverts }

    /// Whether patches which the subjects announce are not in the thread.
    public var isIncomplete: Bool { patches.count < announcedCount }
}

/// How a proposal stands to an earlier one, and why it is taken to.
public struct Relation: Hashable, Sendable {
    /// The ways in which proposals stand to each other.
    public enum Kind: String, Hashable, Sendable {
        /// Belongs on top of the other: the same author adds what that one lacks.
        case supplements
        /// Takes the other's place: the same author, and it changes the same lines.
        case replaces
        /// Another author's way to the same end.
        case alternative
        /// A later revision of the other.
        case reroll
        /// The other posted again without a change.
        case resend
        /// Takes the other back.
        case reverts
    }

    /// The way.
    public let kind: Kind

    /// The label of the other proposal.
    public let other: String

    /// The rule that says so, as a sentence without a full stop.
    public let reason: String
}
