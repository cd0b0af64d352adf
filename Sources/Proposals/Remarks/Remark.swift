// SPDX-License-Identifier: GPL-2.0-only

public import Mail

/// What somebody says about a proposal or an earlier remark, and what became of it.
///
/// docs/ledger.md states the rules.
public struct Remark: Hashable, Sendable {
    /// What kind of words; the raw value is stable and appears in reports.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Asks something.
        case question
        /// Says that something is wrong, missing or to be done.
        case objection
        /// Anything else.
        case comment
    }

    /// What became of it; the raw value is stable and appears in reports.
    public enum Status: String, Hashable, Sendable, CaseIterable {
        /// The author agreed.
        case conceded
        /// The lines it stands under were changed in a later revision.
        case changed
        /// Somebody answered.
        case answered
        /// Its own writer took it back, said that it is settled, or proposed a change instead.
        case settled
        /// None of these.
        case open
    }

    /// The number in the ledger, from 1, by date and line.
    public let number: Int

    /// The message that holds it.
    public let message: MessageID

    /// The 1-based number of the message in reading order.
    public let messageNumber: Int

    /// Who wrote it.
    public let author: Mailbox

    /// When.
    public let date: MailDate?

    /// The 1-based lines of the message's text.
    public let bodyLines: ClosedRange<Int>

    /// Its words, lines joined by blanks, at most 2,000 bytes.
    public let text: String

    /// The quoted line right above it, without marks; empty where nothing is quoted.
    public let quoted: String

    /// The message whose words are quoted above it, or the one that is answered.
    public let about: MessageID?

    /// The label of the proposal that the message is about; nil where none is above it.
    public let proposal: String?

    /// The line of a hunk that it stands under.
    public let anchor: Anchor?

    /// What kind of words.
    public let kind: Kind

    /// Names in it that look like functions or drivers, in order, each once.
    public let names: [String]

    /// What became of it.
    public let status: Status

    /// The message that shows that, nil for an open one.
    public let proof: MessageID?

    /// Why, as a sentence without a full stop.
    public let reason: String
}

extension Remark {
    /// A line of a hunk of a proposal.
    public struct Anchor: Hashable, Sendable {
        /// The patch.
        public let place: PatchPlace
        /// The path; empty for a bare hunk.
        public let path: String
        /// The function that the hunk's header names; empty for none.
        public let heading: String
        /// The number of the line in the new file, of a deleted line in the old one.
        public let lineNumber: Int
        /// `+`, `-` or a blank.
        public let mark: Character
        /// The line.
        public let text: String
    }
}
