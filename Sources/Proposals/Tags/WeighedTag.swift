// SPDX-License-Identifier: GPL-2.0-only

public import Mail
public import MailThreads

/// A trailer with what it is worth: for which patches it counts, and why or why not.
public struct WeighedTag: Hashable, Sendable {
    /// What a trailer is worth; the raw value is stable and appears in reports.
    public enum Verdict: String, Hashable, Sendable, CaseIterable {
        /// It stands in the patch's own commit message.
        case own
        /// Given in a reply, and counts.
        case counts
        /// Given for an earlier revision of a patch that did not change since.
        case carried
        /// Given for an earlier revision, and hunks changed since.
        case stale
        /// If something is done first.
        case conditional
        /// Taken back by its giver.
        case takenBack = "taken-back"
        /// Against the patch, or words that take a tag back.
        case negative
        /// With too much reservation.
        case weak
        /// No tool reads it as a trailer.
        case malformed
        /// Sent by somebody else than its person.
        case otherPerson = "other-person"
        /// Same name as the sender, at an address that nothing proves to be theirs.
        case unproven
        /// By the author of the patch.
        case byAuthor = "by-author"
        /// A robot's report, which is no word for this patch.
        case robot
        /// Its words limit it to a part that no patch could be found for.
        case scopeUnknown = "scope-unknown"
        /// The patch has it already.
        case duplicate
        /// No proposal is above it in the thread.
        case withoutProposal = "without-proposal"
        /// A line in a quote, which its sender did not write.
        case quoted
        /// Words that look like a trailer and are prose.
        case prose

        /// Whether the trailer goes into the patch.
        public var isTaken: Bool { self == .counts || self == .carried }
    }

    /// The trailer.
    public let trailer: Trailer

    /// The 1-based number of the message that holds it, in reading order.
    public let messageNumber: Int

    /// Who sent the message that holds it.
    public let giver: Mailbox

    /// When that was.
    public let date: MailDate?

    /// What it is worth.
    public let verdict: Verdict

    /// The patches that it is for.
    public let places: [PatchPlace]

    /// Why, as a sentence without a full stop.
    public let reason: String
}

/// A patch of a proposal.
public struct PatchPlace: Hashable, Sendable {
    /// The label of the proposal.
    public let proposal: String

    /// The 0-based index of the patch in ``Proposal/patches``.
    public let index: Int

    /// The number in the series where the subject says one, else the index from 1.
    public let number: Int

    /// Names a patch.
    public init(_ proposal: Proposal, _ index: Int) {
        self.proposal = proposal.label
        self.index = index
        number = proposal.patches[index].position?.number ?? index + 1
    }
}
