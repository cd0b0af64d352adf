// SPDX-License-Identifier: GPL-2.0-only

public import Mail
public import MailThreads
public import Proposals

/// What a thread says, without anything applied: every trailer weighed, the remarks, and the state.
public struct ThreadReading: Hashable, Sendable {
    /// The proposals.
    public let proposals: [Proposal]

    /// What looks like a proposal and is none.
    public let notes: [ProposalNote]

    /// Every trailer with what it is worth.
    public let tags: [WeighedTag]

    /// The lines that only look like trailers, by message.
    public let lookalikes: [WeighedTag]

    /// What is odd about the trailers of commit messages, or true of them.
    public let checks: [TrailerCheck]

    /// The remarks with what became of them.
    public let ledger: Ledger

    /// Where the thread stands.
    public let state: ThreadState

    /// The 1-based number of each message in reading order.
    public let numbers: [MessageID: Int]
}

extension ThreadReading {
    /// Reads a thread.
    ///
    /// - Parameters:
    ///   - known: which addresses belong to one person.
    ///   - history: where `Fixes:` is looked up.
    ///   - supersededBy: what a later revision in another thread is called.
    public init(
        _ contents: ThreadContents, known: Mailmap = Mailmap(), history: FixesLookup? = nil,
        supersededBy: String? = nil
    ) {
        let findings = ProposalFinder().findings(in: contents)
        proposals = findings.proposals
        notes = findings.notes
        let weigher = TagWeigher(contents, proposals: proposals, known: known)
        tags = weigher.tags()
        numbers = Dictionary(
            contents.entries.map { ($0.message.id, $0.number) },
            uniquingKeysWith: { first, _ in first })
        lookalikes = weigher.lookalikes()
        checks =
            TrailerCheck.checks(of: proposals, in: contents)
            + (history?.checks(of: proposals) ?? [])
        ledger = Ledger(contents, proposals: proposals, tags: tags)
        state = StateReader(
            contents, proposals: proposals, tags: tags, ledger: ledger, supersededBy: supersededBy
        ).state()
    }
}
