// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import Proposals
internal import Reviews

/// Where the thread stands, and whose turn it is.
struct StateRecord: Codable, Hashable {
    /// `new`, `under-review`, `changes-requested`, `counter-proposal-chosen`, `waiting`, `ready`,
    /// `applied`, `rejected`, `abandoned`, `superseded`, `discussion`.
    let phase: String

    /// The label of the proposal that this is about.
    let proposal: String?

    /// The state in a sentence.
    let summary: String

    /// The Message-ID of the message that proves it.
    let proof: String?

    /// Where it was applied to, in the words of the message.
    let appliedTo: String?

    /// Who is to act next; absent where nobody is.
    let next: NextActorRecord?

    /// The questions that nobody answered, by date.
    let unanswered: [RequestRecord]

    /// Messages and people, robots not counted, whole days from first to last, and the last date.
    let messages: Int
    let people: Int
    let days: Int
    let last: DateRecord?

    init(_ state: ThreadState) {
        phase = state.phase.rawValue
        proposal = state.proposal
        summary = state.summary
        proof = state.proof?.text
        appliedTo = state.appliedTo
        next = state.next.map(NextActorRecord.init)
        unanswered = state.unanswered.map(RequestRecord.init)
        messages = state.temperature.messages
        people = state.temperature.people
        days = state.temperature.days
        last = state.temperature.last.map(DateRecord.init)
    }
}

/// Somebody whose turn it is.
struct NextActorRecord: Codable, Hashable {
    /// The person; absent for a role, and the role's or person's name.
    let person: PersonRecord?
    let name: String

    /// What they are to do.
    let task: String

    /// Who asked, and since when.
    let askedBy: PersonRecord?
    let since: DateRecord?

    /// The Message-ID of the message that made it their turn.
    let proof: String?

    /// The Message-IDs of messages since that only ask how it goes.
    let pings: [String]

    init(_ next: NextActor) {
        person = next.person.map(PersonRecord.init)
        name = next.name
        task = next.task
        askedBy = next.askedBy.map(PersonRecord.init)
        since = next.since.map(DateRecord.init)
        proof = next.proof?.text
        pings = next.pings.map(\.text)
    }
}

/// A question or request to a person.
struct RequestRecord: Codable, Hashable {
    /// The Message-ID and the number of the message that asks, and the line of its text.
    let message: String
    let messageNumber: Int
    let bodyLine: Int

    /// Who asks whom; `to` is absent where that message is not there.
    let from: PersonRecord
    let to: PersonRecord?

    /// When.
    let date: DateRecord?

    /// The sentence.
    let text: String

    init(_ request: Request) {
        message = request.message.text
        messageNumber = request.messageNumber
        bodyLine = request.bodyLine
        from = PersonRecord(request.from)
        to = request.to.map(PersonRecord.init)
        date = request.date.map(DateRecord.init)
        text = request.text
    }
}
