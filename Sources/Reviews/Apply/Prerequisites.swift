// SPDX-License-Identifier: GPL-2.0-only

public import GitObjects
public import UnifiedDiffs

/// The patches that a proposal says it stands on, as far as they are found.
public struct Prerequisites: Hashable, Sendable {
    /// One of them.
    public struct Patch: Hashable, Sendable {
        /// Its patch id.
        public let id: AbbreviatedID
        /// The newest commit of the history that makes the same change.
        public let commit: CommitSummary?
        /// The proposal of the same input that has the patch, and the 0-based index there.
        public let posted: Posted?
    }

    /// A patch of another proposal.
    public struct Posted: Hashable, Sendable {
        /// The proposal's label.
        public let label: String
        /// 0-based index of the patch in the proposal.
        public let index: Int
        /// The patch's title.
        public let title: String
    }

    /// The patches in the order of the mail.
    public let patches: [Patch]
    /// Number of commits that were looked at.
    public let looked: Int
    /// Number of these that could not be read, as in a partial or shallow clone.
    public let unread: Int
}
