// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import MailThreads
internal import Proposals
internal import Reviews

/// A trailer: `Tested-by: Ann Example <ann@example.org>`.
struct TrailerRecord: Codable, Hashable {
    /// The usual spelling of its name: `Tested-by`.
    let kind: String

    /// The name as written, and what follows the colon.
    let name: String
    let value: String

    /// The person in the value.
    let person: PersonRecord?

    /// What follows in a comment or in brackets.
    let note: String?

    /// How much it was meant: `given`, `conditional`, `scoped`, `withdrawn`, `negative`, `weak`,
    /// `malformed`.
    let meaning: String

    /// Of `conditional` and `scoped` the words that say so, of `malformed` the flaw:
    /// `missing-colon`, `unclosed-bracket`, `missing-address`, `unreadable-value`.
    let meaningDetail: String?

    /// The patches that the words of `scoped` name, first and last of each run.
    let scopedPatches: [LinesRecord]?

    /// The message, its number, and the lines of its text.
    let message: String
    let messageNumber: Int?
    let bodyLines: LinesRecord

    init(_ trailer: Trailer, _ review: ThreadReview) {
        kind = trailer.kind.name
        name = trailer.name
        value = trailer.value
        person = trailer.person.map(PersonRecord.init)
        note = trailer.note
        message = trailer.message.text
        messageNumber = review.message(trailer.message)?.number
        bodyLines = LinesRecord(trailer.lines)
        var detail: String?
        var patches: [LinesRecord]?
        switch trailer.meaning {
        case .given: meaning = "given"
        case .conditional(let words): (meaning, detail) = ("conditional", words)
        case .scoped(let scope):
            (meaning, detail) = ("scoped", scope.text)
            patches = scope.patches.map(LinesRecord.init)
        case .withdrawn: meaning = "withdrawn"
        case .negative: meaning = "negative"
        case .weak: meaning = "weak"
        case .malformed(let flaw): (meaning, detail) = ("malformed", flaw.rawValue)
        }
        meaningDetail = detail
        scopedPatches = patches
    }
}

/// A trailer that somebody gave in a reply, and what for.
struct PlacedTrailerRecord: Codable, Hashable {
    /// The trailer.
    let trailer: TrailerRecord

    /// Who sent the message that holds it.
    let giver: PersonRecord

    /// Whether its person is that sender: `same-address`, `same-without-tag`,
    /// `same-organisation`, `mailmap`, `name-only`, `same-name`, `no-address`, `different`; the
    /// first four count, and `name-only` on the text of an archive's page.
    let identity: String

    /// The same in words.
    let identityReason: String

    /// The label of the proposal it was given for; absent where none is above the message.
    let proposal: String?

    /// The number of the patch in the proposal; absent for all of its patches.
    let patch: Int?

    /// The line of the input where it stands, where that can be told.
    let inputLine: Int?

    /// Why it is placed there.
    let reason: String

    init(_ placed: PlacedTrailer, _ review: ThreadReview) {
        trailer = TrailerRecord(placed.trailer, review)
        giver = PersonRecord(placed.giver)
        let verdict = placed.trailer.isGiven(by: placed.giver)
        identity =
            switch verdict {
            case .sameAddress: "same-address"
            case .sameWithoutTag: "same-without-tag"
            case .sameOrganisation: "same-organisation"
            case .mailmap: "mailmap"
            case .nameOnly: "name-only"
            case .sameName: "same-name"
            case .noAddress: "no-address"
            case .different: "different"
            }
        identityReason = verdict.reason
        proposal = placed.proposal
        patch = placed.patchNumber
        inputLine = placed.inputLine
        reason = placed.reason
    }
}
