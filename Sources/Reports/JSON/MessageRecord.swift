// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import Reviews

/// One message of the thread.
struct MessageRecord: Codable, Hashable {
    /// Its number in reading order.
    let number: Int

    /// The Message-ID without angle brackets.
    let id: String

    /// Whether the identifier was made up, because the message has none.
    let isIDSynthetic: Bool

    /// Whether others refer to the message and the input does not have it.
    let isMissing: Bool

    /// Who wrote it; absent for a missing message.
    let author: PersonRecord?

    /// When it was written; absent if it does not say so.
    let date: DateRecord?

    /// The subject, decoded and unfolded.
    let subject: String

    /// The number of the message it answers; absent for the first of a thread.
    let parent: Int?

    /// How many messages lie between it and the first: 0 for the first itself.
    let depth: Int

    /// The name of the input that holds it, and the line there where it starts.
    let input: String?
    let inputLine: Int?

    init(_ message: MessageReview) {
        number = message.number
        id = message.id.text
        isIDSynthetic = message.isIDSynthetic
        isMissing = message.isMissing
        author = message.author.map(PersonRecord.init)
        date = message.date.map(DateRecord.init)
        subject = message.subject
        parent = message.parent
        depth = message.depth
        input = message.inputName
        inputLine = message.inputLine
    }
}

/// A person as a mail names them.
struct PersonRecord: Codable, Hashable {
    /// The display name; absent if there is none.
    let name: String?

    /// The address; empty if there is none.
    let address: String

    init(_ mailbox: Mailbox) {
        name = mailbox.name
        address = mailbox.address
    }
}

/// A moment.
struct DateRecord: Codable, Hashable {
    /// The moment in UTC: `2026-04-01T16:33:00Z` (RFC 3339).
    let utc: String

    /// Minutes that the writer's clock is ahead of UTC.
    let utcOffsetMinutes: Int

    init(_ date: MailDate) {
        utc = Wording.moment(date)
        utcOffsetMinutes = date.utcOffsetMinutes
    }
}

/// The first and the last of a run of lines.
struct LinesRecord: Codable, Hashable {
    let first: Int
    let last: Int

    init(_ lines: ClosedRange<Int>) {
        first = lines.lowerBound
        last = lines.upperBound
    }
}
