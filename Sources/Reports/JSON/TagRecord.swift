// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import Proposals
internal import Reviews

/// A trailer with what it is worth.
struct TagRecord: Codable, Hashable {
    /// The trailer.
    let trailer: TrailerRecord

    /// Who sent it.
    let giver: PersonRecord

    /// `own`, `counts`, `carried`, `stale`, `conditional`, `taken-back`, `negative`, `weak`,
    /// `malformed`, `other-person`, `unproven`, `by-author`, `robot`, `scope-unknown`, `duplicate`,
    /// `without-proposal`.
    let verdict: String

    /// The patches that it is for.
    let patches: [PatchPlaceRecord]

    /// Why.
    let reason: String

    init(_ tag: WeighedTag, _ review: ThreadReview) {
        trailer = TrailerRecord(tag.trailer, review)
        giver = PersonRecord(tag.giver)
        verdict = tag.verdict.rawValue
        patches = tag.places.map(PatchPlaceRecord.init)
        reason = tag.reason
    }
}

/// A patch of a proposal.
struct PatchPlaceRecord: Codable, Hashable {
    /// The label of the proposal.
    let proposal: String

    /// The number of the patch in its series.
    let number: Int

    init(_ place: PatchPlace) {
        proposal = place.proposal
        number = place.number
    }
}

/// What is odd about the trailers of a commit message, or true of them.
struct TrailerCheckRecord: Codable, Hashable {
    /// The patch.
    let patch: PatchPlaceRecord

    /// `fixes-form`, `fixes-unknown`, `fixes-subject`, `fixes-found`, `closes-missing`,
    /// `link-in-thread`, `link-outside`, `not-signed-off`, `sender-not-signed-off`,
    /// `co-developer-not-signed-off`, `repeated`.
    let kind: String

    /// Whether somebody has to do something about it.
    let isFault: Bool

    /// What was found, in words.
    let detail: String

    init(_ check: TrailerCheck) {
        patch = PatchPlaceRecord(check.place)
        kind = check.kind.rawValue
        isFault = check.kind.isFault
        detail = check.detail
    }
}

/// Something that looks like a proposal and is none.
struct ProposalNoteRecord: Codable, Hashable {
    /// `diff-missing`, `cited-commit`, `debugging-aid`, `quote-incomplete`.
    let kind: String

    /// The Message-ID, its number, and the line of its text.
    let message: String
    let messageNumber: Int
    let bodyLine: Int

    /// What it is, in words.
    let detail: String

    init(_ note: ProposalNote) {
        kind = note.kind.rawValue
        message = note.message.text
        messageNumber = note.messageNumber
        bodyLine = note.bodyLine
        detail = note.detail
    }
}

/// Damage that a mailer did to a diff, and that was undone to read it.
struct MailRepairRecord: Codable, Hashable {
    /// `wrapped-header`, `wrapped-line`, `hard-blank`, `lost-mark`, `quote-marks`.
    let kind: String

    /// The lines of the message's text.
    let bodyLines: LinesRecord

    /// Whether the hunk's counts hold with the repair; if not it is a guess.
    let isCounted: Bool

    init(_ repair: MailRepair) {
        kind = repair.kind.rawValue
        bodyLines = LinesRecord(repair.lines)
        isCounted = repair.isCounted
    }
}
