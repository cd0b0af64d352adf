// SPDX-License-Identifier: GPL-2.0-only

internal import Proposals
internal import Reviews

/// The document: one review of one thread.
struct ReviewRecord: Codable, Hashable {
    /// Always `"review-thread"`.
    let format: String

    /// The version of the format, 1. A new version changes or takes away; fields may be added
    /// without one.
    let version: Int

    /// The subject of the first message.
    let subject: String

    /// What it comes to.
    let conclusion: ConclusionRecord

    /// The messages in reading order; message `number` n has index n - 1.
    let messages: [MessageRecord]

    /// What was odd about the input and the thread, in the order in which it was met.
    let problems: [StatementRecord]

    /// The proposals, `P1` first.
    let proposals: [ProposalRecord]

    /// The trailers that replies gave, by date.
    let trailers: [PlacedTrailerRecord]

    /// What looks like a proposal and is none.
    let proposalNotes: [ProposalNoteRecord]

    /// Every trailer with what it is worth: those of commit messages by proposal, then those of
    /// replies by date.
    let tags: [TagRecord]

    /// What is odd about the trailers of commit messages, or true of them.
    let trailerChecks: [TrailerCheckRecord]

    /// The remarks by date and line.
    let remarks: [RemarkRecord]

    /// Where the thread stands.
    let state: StateRecord

    /// Whom MAINTAINERS of the tree names; absent without a tree, or for one that has none.
    let audience: AudienceRecord?

    /// The kernel tree; absent if none was given.
    let tree: TreeRecord?

    /// The drivers that have a bench, by name.
    let drivers: [AvailabilityRecord]

    /// Why nothing was simulated; absent if something was to be.
    let notSimulated: String?

    /// The forms of the tree: `reference`, `base`, then those with proposals. Empty without a tree.
    let variants: [VariantRecord]

    /// The variants with proposals from best to worst; empty without a tree.
    let ranking: [RankedRecord]

    /// What happened in the runs, each distinct trace once; `trace` in a run is an index.
    let traces: [TraceRecord]

    /// The places in the source which the traces name; the numbers in `stack` of an event are
    /// indices.
    let frames: [FrameRecord]

    init(_ review: ThreadReview) {
        let traces = TraceTable(review.comparison)
        let sources = SourceMaker(messages: review.messages, traces: traces)
        format = "review-thread"
        version = 1
        subject = review.subject
        conclusion = ConclusionRecord(review.conclusion, sources)
        messages = review.messages.map(MessageRecord.init)
        problems = review.problems.map(sources.statement)
        proposals = review.proposals.map { ProposalRecord($0, review) }
        trailers = review.trailers.map { PlacedTrailerRecord($0, review) }
        proposalNotes = review.reading.notes.map(ProposalNoteRecord.init)
        tags = review.reading.tags.map { TagRecord($0, review) }
        trailerChecks = review.reading.checks.map(TrailerCheckRecord.init)
        remarks = review.reading.ledger.remarks.map(RemarkRecord.init)
        state = StateRecord(review.reading.state)
        audience = review.audience.map(AudienceRecord.init)
        tree = review.tree.map(TreeRecord.init)
        drivers = review.drivers.map(AvailabilityRecord.init)
        notSimulated = review.notSimulated
        variants = review.variants.map { VariantRecord($0, sources) }
        ranking = review.ranking.map { RankedRecord($0, sources) }
        self.traces = traces.traces
        frames = traces.frames
    }
}
