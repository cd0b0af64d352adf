// SPDX-License-Identifier: GPL-2.0-only

public import HunkMatching
public import Mail
public import Proposals

/// One thread in the list of many.
public struct TriageEntry: Hashable, Sendable {
    /// What a thread needs of whoever reads the list, the most urgent first; the raw value is
    /// stable and appears in reports.
    public enum Need: String, Hashable, Sendable, CaseIterable {
        /// The reader was asked something, or has to act.
        case answer
        /// It is ready: to be applied.
        case apply
        /// It waits for a review, or for a maintainer.
        case review
        /// It waits for its author, or for somebody else.
        case author
        /// It would be one of the above, but nobody has written for long.
        case dormant
        /// It is applied, as the thread says or the tree shows, rejected, superseded or given up.
        case done
    }

    /// How the patches go on the tree.
    public struct Fit: Hashable, Sendable {
        /// Whether they apply, are there, or do not.
        public let status: PatchOutcome.Status
        /// Whether a hunk was not in its place.
        public let isMoved: Bool
        /// Where the first hunk that does not apply stands: `drivers/iommu/iommu.c:2583`; nil if
        /// all do.
        public let conflict: String?
    }

    /// How many tags there are.
    public struct Tags: Hashable, Sendable {
        /// Those of replies that count.
        public let counting: Int
        /// Those given for a revision whose lines changed since.
        public let stale: Int
        /// Those against a patch.
        public let against: Int
    }

    /// The first message of the thread.
    public let id: MessageID
    /// The subject of the first message that is there.
    public let subject: String
    /// The proposal that the state is about, or else the last one.
    public let proposal: Proposal
    /// How many proposals there are.
    public let proposalCount: Int
    /// What it needs.
    public let need: Need
    /// Where it stands.
    public let state: ThreadState
    /// Whole days for which somebody has been waiting; nil without dates.
    public let age: Int?
    /// The tags for ``proposal``.
    public let tags: Tags
    /// Remarks that nobody answered.
    public let openRemarks: Int
    /// How ``proposal`` goes on the tree; nil without one, and for what the
    /// thread alone shows to be dormant or done.
    public let fit: Fit?
    /// The files that ``proposal`` changes.
    public let paths: [String]
    /// Whether it is about the reader's part of the kernel, or the reader wrote in it; nil where no
    /// reader is known.
    public let isMine: Bool?
}
