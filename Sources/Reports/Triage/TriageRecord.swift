// SPDX-License-Identifier: GPL-2.0-only

internal import HunkMatching
internal import Mail
internal import Proposals
internal import Reviews

/// One line of `triage --json`: a thread that proposes something.
struct TriageRecord: Codable, Hashable {
    /// How the patches go on the tree.
    struct Fit: Codable, Hashable {
        /// `applies`, `already-applied`, `partly-applied` or `fails`.
        let status: String

        /// Whether a hunk was not in its place.
        let isMoved: Bool

        /// File and line of the first hunk that does not apply; absent if all do.
        let conflict: String?
    }

    /// Always `"review-thread-triage"`.
    let format: String

    /// The version of the format, 1.
    let version: Int

    /// The identifier and the subject of the first message.
    let id: String
    let subject: String

    /// `answer`, `apply`, `review`, `author`, `dormant` or `done`.
    let need: String

    /// Where it stands, whose turn it is, and the proof.
    let state: StateRecord

    /// Whole days for which somebody has been waiting; absent without dates.
    let age: Int?

    /// What the state is about, or else the last proposal: its label, title and revision.
    let proposal: String
    let title: String
    let revision: Int

    /// Its author.
    let author: PersonRecord

    /// How many proposals there are.
    let proposalCount: Int

    /// Tags of replies that count, that were given for lines which changed since, and that are
    /// against it.
    let countingTags: Int
    let staleTags: Int
    let tagsAgainst: Int

    /// Remarks that nobody answered.
    let openRemarks: Int

    /// How it goes on the tree; absent without one, and for what is dormant or done.
    let fit: Fit?

    /// The files that it changes.
    let paths: [String]

    /// Whether it is about the reader's part of the kernel, or the reader is in it; absent where no
    /// reader is known.
    let isMine: Bool?

    /// With --since-last: what happened since, as `new`, `revision`, `tag`, `remark-answered`,
    /// `remark`, `no-longer-applies`, `applies-again`, `applied`, `state`, `message`.
    let changes: [String]?

    init(_ entry: TriageEntry) {
        format = "review-thread-triage"
        version = 1
        id = entry.id.text
        subject = entry.subject
        need = entry.need.rawValue
        state = StateRecord(entry.reading.state)
        age = entry.age
        proposal = entry.proposal.label
        title = entry.proposal.title
        revision = entry.proposal.revision
        author = PersonRecord(entry.proposal.author)
        proposalCount = entry.reading.proposalCount
        countingTags = entry.reading.tags.counting
        staleTags = entry.reading.tags.stale
        tagsAgainst = entry.reading.tags.against
        openRemarks = entry.reading.openRemarks
        fit = entry.fit.map {
            Fit(status: $0.status.rawValue, isMoved: $0.isMoved, conflict: $0.conflict)
        }
        paths = entry.reading.paths
        isMine = entry.isMine
        changes = entry.changes?.map(\.rawValue)
    }
}
