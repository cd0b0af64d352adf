// SPDX-License-Identifier: GPL-2.0-only

public import UnifiedDiffs

/// Finds every change of code that a thread proposes.
public struct ProposalFinder: Hashable, Sendable {
    /// How much of each message is read.
    public let limits: DiffLimits

    /// A finder within `limits`.
    public init(limits: DiffLimits = .standard) {
        self.limits = limits
    }

    /// The proposals of the thread in order of their date, labelled `P1`, `P2` and so on.
    ///
    /// The patches of a series, which are the patch mails of one sender with one revision and one
    /// `n/m` count, are one proposal. A message without a date takes its place in the thread.
    public func proposals(in contents: ThreadContents) -> [Proposal] {
        var series = SeriesGroups()
        for entry in contents.entries {
            let holder = MessagePatches(entry)
            for patch in holder.patches(limits: limits) {
                series.add(patch, revision: holder.subject.revision)
            }
        }
        let covers = contents.entries.compactMap { CoverLetter($0.message) }
        return series.groups.indices.reduce(into: []) { proposals, index in
            let group = series.groups[index]
            let relations = Relations(thread: contents.thread, earlier: proposals)
            proposals.append(
                Proposal(
                    label: "P\(index + 1)", patches: group.patches,
                    coverLetter: covers.first { $0.isCover(of: group) }?.id,
                    revision: group.revision, announcedCount: group.announcedCount,
                    relation: relations.relation(of: group)))
        }
    }
}
