// SPDX-License-Identifier: GPL-2.0-only

public import HunkMatching
public import Mail

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

    /// The first message of the thread.
    public let id: MessageID
    /// The subject of the first message that is there.
    public let subject: String
    /// What it needs.
    public let need: Need
    /// What it says, whoever reads it.
    public let reading: TriageReading
    /// What the state is about, or else the last proposal.
    public let proposal: TriageReading.Change
    /// Whole days for which somebody has been waiting; nil without dates.
    public let age: Int?
    /// How ``proposal`` goes on the tree; nil without one, and for what the
    /// thread alone shows to be dormant or done.
    public let fit: Fit?
    /// Whether it is about the reader's part of the kernel, or the reader wrote in it; nil where no
    /// reader is known.
    public let isMine: Bool?
    /// What happened since an earlier list; nil where none is asked for.
    public var changes: [TriageMark.Change]?
}
