// SPDX-License-Identifier: GPL-2.0-only

public import GitObjects
public import HunkMatching
public import UnifiedDiffs

/// One proposal on several trees.
public struct ApplyReview: Hashable, Sendable {
    /// What is to be applied: the patches of a proposal, or of a file.
    public struct Subject: Sendable {
        /// One patch.
        public struct Patch: Sendable {
            /// What reports call it.
            public let title: String
            /// The change.
            public let files: [FilePatch]
            /// The commit that it was made on, where it says so.
            public let baseCommit: String?

            /// A patch of some files.
            public init(title: String, files: [FilePatch], baseCommit: String? = nil) {
                self.title = title
                self.files = files
                self.baseCommit = baseCommit
            }
        }

        /// What reports call it: `P1`, or the name of a file.
        public let label: String
        /// The patches in order.
        public let patches: [Patch]
        /// Where bare hunks are looked for first.
        public let near: [TreePath]
        /// The patch ids of what the patches stand on, beside the base commit.
        public let prerequisites: [AbbreviatedID]

        /// Patches under one name.
        public init(
            label: String, patches: [Patch], near: [TreePath], prerequisites: [AbbreviatedID] = []
        ) {
            self.label = label
            self.patches = patches
            self.near = near
            self.prerequisites = prerequisites
        }
    }

    /// What reports call the patches.
    public let label: String
    /// The titles of the patches.
    public let titles: [String]
    /// The trees, in the order in which they were named.
    public let trials: [TreeTrial]
    /// The posted patches against what was merged, nil unless asked for.
    public let merged: MergedComparison?
    /// The commits that the patches may have been made on; empty unless asked for.
    public let bases: [FoundBase]
    /// The patches that these stand on; nil unless asked for, and where none is stated.
    public let prerequisites: Prerequisites?

    /// Puts trials of one proposal together.
    public init(
        label: String, titles: [String], trials: [TreeTrial], merged: MergedComparison?,
        bases: [FoundBase] = [], prerequisites: Prerequisites? = nil
    ) {
        self.label = label
        self.titles = titles
        self.trials = trials
        self.merged = merged
        self.bases = bases
        self.prerequisites = prerequisites
    }

    /// The index of the tree that fits best, the first of several.
    public var best: Int? {
        trials.indices.min { left, right in
            let (a, b) = (trials[left].effort, trials[right].effort)
            return a == b ? left < right : a < b
        }
    }
}

/// The posted patches against the commit that a maintainer made of them.
public struct MergedComparison: Hashable, Sendable {
    /// The commit.
    public let commit: CommitSummary
    /// The posted patches taken out of the commit's tree: a hunk that comes out was merged as it was
    /// posted; where one does not, its conflict says which line was changed on the way in.
    public let files: [FileOutcome]
    /// The files that the commit changes and the posted patches do not.
    public let otherPaths: [TreePath]
}
