// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import Proposals
internal import Reviews
internal import UnifiedDiffs

/// A change of code that somebody proposes: one patch, or the patches of a series.
struct ProposalRecord: Codable, Hashable {
    /// `P1` for the first of the thread.
    let label: String

    /// How it was posted: `patch`, `scissors-diff`, `inline-diff`, `bare-hunk`, `attachment`,
    /// `quoted-patch`.
    let form: String

    /// Who wrote the first patch.
    let author: PersonRecord

    /// The number behind `v` in the subject; 1 where there is none.
    let revision: Int

    /// The number of patches that the subjects announce.
    let announcedCount: Int

    /// Whether patches that the subjects announce are not in the thread.
    let isIncomplete: Bool

    /// The Message-ID of the cover letter; absent without one.
    let coverLetter: String?

    /// How it stands to an earlier proposal; absent for the first.
    let relation: RelationRecord?

    /// The patches in the order in which they apply.
    let patches: [PatchRecord]

    init(_ proposal: Proposal, _ review: ThreadReview) {
        label = proposal.label
        form = Wording.identifier(proposal.form)
        author = PersonRecord(proposal.author)
        revision = proposal.revision
        announcedCount = proposal.announcedCount
        isIncomplete = proposal.isIncomplete
        coverLetter = proposal.coverLetter?.text
        relation = proposal.relation.map(RelationRecord.init)
        patches = proposal.patches.map { PatchRecord($0, review) }
    }
}

/// How a proposal stands to an earlier one.
struct RelationRecord: Codable, Hashable {
    /// `supplements`: belongs on top of the other. `replaces`: takes its place. `alternative`:
    /// another author's way. `reroll`: a later revision. `resend`: the same again.
    /// `reverts`: takes the other back.
    let kind: String

    /// The label of the other.
    let other: String

    /// Why it is taken to stand so.
    let reason: String

    init(_ relation: Relation) {
        kind = Wording.identifier(relation.kind)
        other = relation.other
        reason = relation.reason
    }
}

/// One patch as a message holds it.
struct PatchRecord: Codable, Hashable {
    /// How it was posted, as in the proposal.
    let form: String

    /// The Message-ID of the message that holds it, and its number.
    let message: String
    let messageNumber: Int

    /// The lines of the message's text that hold the diff.
    let bodyLines: LinesRecord

    /// The line of the input where they start; absent where the message's encoding does not keep
    /// lines.
    let inputLine: Int?

    /// Who wrote it.
    let author: PersonRecord

    /// When it was posted.
    let date: DateRecord?

    /// The subject without its prefixes, or what stands for it.
    let title: String

    /// The n of `[PATCH n/m]`, and the m.
    let seriesNumber: Int?
    let seriesCount: Int?

    /// The commit on which it was made (`base-commit:`).
    let baseCommit: String?

    /// Whether its author signed it off.
    let isSignedOff: Bool

    /// The damage by mailers that was undone to read it.
    let repairs: [MailRepairRecord]

    /// The number of the message that quotes it, where its own is not there; the body lines are
    /// those of that message.
    let quotedIn: Int?

    /// Lines added and deleted.
    let addedLines: Int
    let deletedLines: Int

    /// The trailers of its own message.
    let trailers: [TrailerRecord]

    /// The change, in the order of the diff.
    let files: [FilePatchRecord]

    init(_ patch: ProposedPatch, _ review: ThreadReview) {
        form = Wording.identifier(patch.form)
        message = patch.message.text
        messageNumber = patch.messageNumber
        bodyLines = LinesRecord(patch.bodyLines)
        inputLine = patch.inputLine(of: patch.bodyLines.lowerBound)
        author = PersonRecord(patch.author)
        date = patch.date.map(DateRecord.init)
        title = patch.title
        seriesNumber = patch.position?.number
        seriesCount = patch.position?.count
        baseCommit = patch.baseCommit
        isSignedOff = patch.isSignedOff
        repairs = patch.repairs.map(MailRepairRecord.init)
        quotedIn = patch.quotedIn
        addedLines = patch.files.reduce(0) { $0 + $1.addedCount }
        deletedLines = patch.files.reduce(0) { $0 + $1.deletedCount }
        trailers = patch.trailers.map { TrailerRecord($0, review) }
        files = patch.files.map { FilePatchRecord($0, in: patch) }
    }
}
