// SPDX-License-Identifier: GPL-2.0-only

public import Mail

/// Where a thread stands, who is to act, and the messages that prove it.
///
/// docs/ledger.md states the rules.
public struct ThreadState: Hashable, Sendable {
    /// Where a thread stands; the raw value is stable and appears in reports.
    public enum Phase: String, Hashable, Sendable, CaseIterable {
        /// Nobody has answered yet.
        case new
        /// People talk, and nothing has to be done first.
        case underReview = "under-review"
        /// Remarks wait for the author.
        case changesRequested = "changes-requested"
        /// A change that somebody else proposed in a reply was agreed on.
        case counterProposalChosen = "counter-proposal-chosen"
        /// Somebody was asked something, and has not answered.
        case waiting
        /// Reviewed, without open remarks.
        case ready
        /// A maintainer took it.
        case applied
        /// Somebody refused it for good.
        case rejected
        /// Its author gave it up.
        case abandoned
        /// A later revision in another thread takes its place, or its author says that one was sent.
        case superseded
        /// It proposes nothing.
        case discussion
    }

    /// Where it stands.
    public let phase: Phase

    /// The label of the proposal that this is about; nil where there is none.
    public let proposal: String?

    /// The sentence for people, without a full stop.
    public let summary: String

    /// The message that proves it; nil where the lack of messages does.
    public let proof: MessageID?

    /// Who is to act next; nil where nobody is.
    public let next: NextActor?

    /// Of ``Phase/applied``: where to, as the message says it.
    public let appliedTo: String?

    /// The questions that nobody answered, by date.
    public let unanswered: [Request]

    /// How lively it is.
    public let temperature: Temperature

    /// Puts a state together.
    public init(
        phase: Phase, proposal: String?, summary: String, proof: MessageID?, next: NextActor?,
        appliedTo: String?, unanswered: [Request], temperature: Temperature
    ) {
        self.phase = phase
        self.proposal = proposal
        self.summary = summary
        self.proof = proof
        self.next = next
        self.appliedTo = appliedTo
        self.unanswered = unanswered
        self.temperature = temperature
    }
}

/// Somebody whose turn it is.
public struct NextActor: Hashable, Sendable {
    /// The person; nil for a role.
    public let person: Mailbox?

    /// What they are to do: `send the change as a patch`.
    public let task: String

    /// Who asked; nil where the state of the thread asks.
    public let askedBy: Mailbox?

    /// Since when it is their turn.
    public let since: MailDate?

    /// The message that asks, or that made it their turn.
    public let proof: MessageID?

    /// Messages since then that only ask how it goes, or ask the same person by name.
    public let pings: [MessageID]

    /// Names somebody.
    public init(
        person: Mailbox?, task: String, askedBy: Mailbox?, since: MailDate?, proof: MessageID?,
        pings: [MessageID]
    ) {
        self.person = person
        self.task = task
        self.askedBy = askedBy
        self.since = since
        self.proof = proof
        self.pings = pings
    }

    /// The person's name, or the role.
    public var name: String { person?.displayName ?? "a maintainer" }
}

/// A question or request to a person.
public struct Request: Hashable, Sendable {
    /// The message.
    public let message: MessageID
    /// The 1-based number of the message in reading order.
    public let messageNumber: Int
    /// Who asks.
    public let from: Mailbox
    /// Whom: who is named, else who wrote the message that is answered; nil where it is not there.
    public let to: Mailbox?
    /// When.
    public let date: MailDate?
    /// The sentence.
    public let text: String
    /// The 1-based first line of the words in the message's text.
    public let bodyLine: Int

    /// Puts a request together.
    public init(
        message: MessageID, messageNumber: Int, from: Mailbox, to: Mailbox?, date: MailDate?,
        text: String, bodyLine: Int
    ) {
        self.message = message
        self.messageNumber = messageNumber
        self.from = from
        self.to = to
        self.date = date
        self.text = text
        self.bodyLine = bodyLine
    }
}

/// How lively a thread is; robots are not counted.
public struct Temperature: Hashable, Sendable {
    /// Messages that the input has.
    public let messages: Int
    /// People who wrote them.
    public let people: Int
    /// Whole days from the first to the last message.
    public let days: Int
    /// The date of the last message; nil where none has one.
    public let last: MailDate?

    /// Puts the numbers together.
    public init(messages: Int, people: Int, days: Int, last: MailDate?) {
        self.messages = messages
        self.people = people
        self.days = days
        self.last = last
    }
}
