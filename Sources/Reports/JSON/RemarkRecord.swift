// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import Proposals
internal import Reviews

/// What somebody says about a proposal, and what became of it (docs/ledger.md).
struct RemarkRecord: Codable, Hashable {
    /// The number in the ledger.
    let number: Int

    /// The Message-ID, its number, and the lines of its text.
    let message: String
    let messageNumber: Int
    let bodyLines: LinesRecord

    /// Who wrote it, and when.
    let author: PersonRecord
    let date: DateRecord?

    /// Its words.
    let text: String

    /// The quoted line right above; empty where nothing is quoted.
    let quoted: String

    /// The label of the proposal that it is about.
    let proposal: String?

    /// The line of a hunk that it stands under.
    let anchor: AnchorRecord?

    /// `question`, `objection`, `comment`.
    let kind: String

    /// Names in it that look like functions or drivers.
    let names: [String]

    /// `conceded`, `changed`, `answered`, `settled`, `open`; the Message-ID that shows it, and why.
    let status: String
    let proof: String?
    let reason: String

    init(_ remark: Remark) {
        number = remark.number
        message = remark.message.text
        messageNumber = remark.messageNumber
        bodyLines = LinesRecord(remark.bodyLines)
        author = PersonRecord(remark.author)
        date = remark.date.map(DateRecord.init)
        text = remark.text
        quoted = remark.quoted
        proposal = remark.proposal
        anchor = remark.anchor.map(AnchorRecord.init)
        kind = remark.kind.rawValue
        names = remark.names
        status = remark.status.rawValue
        proof = remark.proof?.text
        reason = remark.reason
    }
}

/// A line of a hunk.
struct AnchorRecord: Codable, Hashable {
    /// The label of the proposal, and the number of the patch.
    let proposal: String
    let patch: Int

    /// The path; empty for a bare hunk. The function that the hunk's header names.
    let path: String
    let heading: String

    /// The line in the new file, of a deleted line in the old one; its mark and its text.
    let line: Int
    let mark: String
    let text: String

    init(_ anchor: Remark.Anchor) {
        proposal = anchor.place.proposal
        patch = anchor.place.number
        path = anchor.path
        heading = anchor.heading
        line = anchor.lineNumber
        mark = String(anchor.mark)
        text = anchor.text
    }
}
