// SPDX-License-Identifier: GPL-2.0-only

public import Mail

/// A trailer that a message's author wrote: `Tested-by: Ann Example <ann@example.org> # on arm64`.
public struct Trailer: Hashable, Sendable {
    /// What a trailer in this place speaks of.
    public enum Place: Hashable, Sendable {
        /// The patch or series that the message itself posts.
        case commitMessage
        /// A diff that an answer offers: the trailers of its own author for it.
        case counterPatch
        /// The patch that the message answers.
        case reply
    }

    /// What it says.
    public let kind: TrailerKind
    /// The name as written: `Tested-by`; `NAK` for a bare one.
    public let name: String
    /// What follows the colon, wrapped lines joined by a blank, without the note.
    public let value: String
    /// The person in the value; of a bare `NAK` or a withdrawal the message's author.
    public let person: Mailbox?
    /// 1-based lines of the message's text.
    public let lines: ClosedRange<Int>
    /// What follows in `# …`, `[…]` or `(…)`, or on the next line in brackets.
    public let note: String?
    /// How much it was meant.
    public let meaning: TrailerMeaning
    /// What it speaks of.
    public let place: Place
    /// The message that it stands in.
    public let message: MessageID

    /// Makes a trailer; all parts as the properties of these names have them.
    public init(
        kind: TrailerKind, name: String, value: String, person: Mailbox?, lines: ClosedRange<Int>,
        note: String?, meaning: TrailerMeaning, place: Place, message: MessageID
    ) {
        self.kind = kind
        self.name = name
        self.value = value
        self.person = person
        self.lines = lines
        self.note = note
        self.meaning = meaning
        self.place = place
        self.message = message
    }

    /// 1-based first line in the message's text.
    public var line: Int { lines.lowerBound }

    /// Whether the message's sender may give this trailer in its person's name.
    ///
    /// By address, never by display name alone.
    ///
    /// - Parameter known: which addresses belong to one person.
    public func isGiven(by sender: Mailbox, known: Mailmap = Mailmap()) -> IdentityVerdict {
        IdentityVerdict(of: person, sender: sender, known: known)
    }
}
