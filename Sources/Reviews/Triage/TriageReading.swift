// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
public import Mail
internal import MailThreads
public import Proposals
internal import UnifiedDiffs

/// What one thread says for a list of many: whoever reads it, on any day and on any tree.
public struct TriageReading: Hashable, Sendable {
    /// A proposal without its patches.
    public struct Change: Hashable, Sendable {
        /// `P1` for the first of the thread.
        public let label: String
        /// The title of the first patch.
        public let title: String
        /// The number behind `v` in the subject; 1 where there is none.
        public let revision: Int
        /// The author of the first patch.
        public let author: Mailbox

        /// Names one.
        public init(label: String, title: String, revision: Int, author: Mailbox) {
            self.label = label
            self.title = title
            self.revision = revision
            self.author = author
        }
    }

    /// How many tags there are.
    public struct Tags: Hashable, Sendable {
        /// Those of replies that count.
        public let counting: Int
        /// Those given for a revision whose lines changed since.
        public let stale: Int
        /// Those against a patch.
        public let against: Int

        /// Counts some.
        public init(counting: Int, stale: Int, against: Int) {
            self.counting = counting
            self.stale = stale
            self.against = against
        }
    }

    /// What the state is about, or else the last proposal; nil where the thread proposes nothing.
    public var change: Change?
    /// How many proposals there are.
    public var proposalCount: Int
    /// Where it stands.
    public var state: ThreadState
    /// The tags for ``change``.
    public var tags: Tags
    /// Remarks that nobody answered.
    public var openRemarks: Int
    /// The files that ``change`` touches, in order.
    public var paths: [String]
    /// The addresses of who wrote in the thread, in lower case and in order.
    public var writers: [String]
    /// The addresses of who got mail of the thread, likewise.
    public var receivers: [String]

    /// Puts a reading together again.
    public init(
        change: Change?, proposalCount: Int, state: ThreadState, tags: Tags, openRemarks: Int,
        paths: [String], writers: [String], receivers: [String]
    ) {
        self.change = change
        self.proposalCount = proposalCount
        self.state = state
        self.tags = tags
        self.openRemarks = openRemarks
        self.paths = paths
        self.writers = writers
        self.receivers = receivers
    }
}

extension TriageReading {
    /// Reads a thread; gives the proposal of ``change`` as a whole, too.
    ///
    /// What only looks like a trailer, and what is odd about those of commit messages, is not
    /// looked for, as ``ThreadReading`` does.
    static func reading(
        _ thread: MailThread, known: Mailmap, supersededBy: String?
    ) -> (TriageReading, Proposal?) {
        let contents = ThreadContents(thread)
        let proposals = ProposalFinder().proposals(in: contents)
        let allTags = TagWeigher(contents, proposals: proposals, known: known).tags()
        let ledger = Ledger(contents, proposals: proposals, tags: allTags)
        let state = StateReader(
            contents, proposals: proposals, tags: allTags, ledger: ledger,
            supersededBy: supersededBy
        ).state()
        let proposal = proposals.first { $0.label == state.proposal } ?? proposals.last
        let tags = allTags.filter { tag in
            tag.places.contains { $0.proposal == proposal?.label }
        }
        let paths = Set((proposal?.patches ?? []).flatMap(\.files).flatMap(\.paths).map(\.string))
        let messages = thread.messages
        let reading = TriageReading(
            change: proposal.map {
                Change(
                    label: $0.label, title: $0.first.title, revision: $0.revision,
                    author: $0.author)
            },
            proposalCount: proposals.count, state: state,
            tags: Tags(
                counting: tags.count { $0.verdict.isTaken },
                stale: tags.count { $0.verdict == .stale },
                against: tags.count { $0.verdict == .negative }),
            openRemarks: ledger.open.count, paths: paths.sorted(),
            writers: addresses(messages.map(\.author)),
            receivers: addresses(messages.flatMap { $0.to + $0.cc }))
        return (reading, proposal)
    }

    private static func addresses(_ people: [Mailbox]) -> [String] {
        Set(people.map(\.address)).map { $0.lowercased() }.filter { !$0.isEmpty }.sorted()
    }
}
