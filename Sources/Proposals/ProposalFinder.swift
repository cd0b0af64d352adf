// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import MailThreads
public import UnifiedDiffs

/// Finds every change of code that a thread proposes.
public struct ProposalFinder: Hashable, Sendable {
    /// What a thread holds.
    public struct Findings: Hashable, Sendable {
        /// The proposals in order of their date, labelled `P1`, `P2` and so on.
        public let proposals: [Proposal]
        /// What looks like a proposal and is none, by message.
        public let notes: [ProposalNote]
    }

    /// How much of each message is read.
    public let limits: DiffLimits

    /// A finder within `limits`.
    public init(limits: DiffLimits = .standard) {
        self.limits = limits
    }

    /// The proposals of the thread; see ``findings(in:)``.
    public func proposals(in contents: ThreadContents) -> [Proposal] {
        findings(in: contents).proposals
    }

    /// The proposals of the thread, and what is none.
    ///
    /// The patches of a series, which are the patch mails of one sender with one revision and one
    /// `n/m` count, are one proposal. A message without a date takes its place in the thread. A
    /// patch that is only quoted counts where its own mail is not in the thread.
    public func findings(in contents: ThreadContents) -> Findings {
        var series = SeriesGroups()
        var notes: [ProposalNote] = []
        var posted: [ProposedPatch] = []
        for entry in contents.entries {
            let holder = MessagePatches(entry)
            let found = holder.found(limits: limits)
            notes += found.notes
            posted += found.patches
        }
        let quoted = QuotedPatches(contents: contents, posted: posted, limits: limits)
        notes += quoted.notes
        let byMessage = Dictionary(grouping: posted, by: \.messageNumber)
        for patch in quoted.patches {
            series.add(patch.patch, revision: patch.revision)
        }
        for entry in contents.entries {
            let subject = PatchSubject(entry.message.subject)
            for patch in byMessage[entry.number] ?? [] {
                series.add(patch, revision: subject.revision)
            }
        }
        let covers = contents.entries.compactMap { CoverLetter($0.message) }
        let proposals: [Proposal] = series.groups.indices.reduce(into: []) { proposals, index in
            let group = series.groups[index]
            let relations = Relations(thread: contents.thread, earlier: proposals)
            proposals.append(
                Proposal(
                    label: "P\(index + 1)", patches: group.patches,
                    coverLetter: covers.first { $0.isCover(of: group) }?.id
                        ?? Self.plainCover(of: group, in: contents),
                    revision: group.revision, announcedCount: group.announcedCount,
                    relation: relations.relation(of: group)))
        }
        return Findings(
            proposals: proposals,
            notes: notes.sorted {
                ($0.messageNumber, $0.bodyLine) < ($1.messageNumber, $1.bodyLine)
            })
    }

    /// The message of the same sender that all patches of a series answer, though its subject has
    /// no `0/m`.
    private static func plainCover(
        of group: SeriesGroups.Group, in contents: ThreadContents
    ) -> MessageID? {
        guard group.patches.count > 1, group.first.position != nil,
            let parent = contents.thread.parent(of: group.first.message)?.id,
            let cover = contents.entry(parent)?.message,
            cover.author.isSamePerson(as: group.first.sender),
            !PatchSubject(cover.subject).isReply
        else { return nil }
        let isAnsweredByAll = group.patches.allSatisfy {
            contents.thread.parent(of: $0.message)?.id == parent && $0.message != parent
        }
        return isAnsweredByAll ? parent : nil
    }
}
