// SPDX-License-Identifier: GPL-2.0-only

public import GitObjects
public import HunkMatching

/// How the patches of one proposal went on one tree.
public struct TreeTrial: Hashable, Sendable {
    /// What a patch, or a whole proposal, comes to.
    public enum Status: String, Hashable, Sendable {
        /// Every hunk applied.
        case applies
        /// Something did not apply, and is merged by three ways without conflict.
        case merged
        /// All of it is in the tree already.
        case alreadyApplied = "already-applied"
        /// Some hunks are in the tree already, the others would apply.
        case partlyApplied = "partly-applied"
        /// At least one file or hunk failed.
        case fails

        /// A status without a merge.
        public init(_ status: PatchOutcome.Status) {
            self =
                switch status {
                case .applies: .applies
                case .alreadyApplied: .alreadyApplied
                case .partlyApplied: .partlyApplied
                case .fails: .fails
                }
        }

        /// Whether all of the change is in the patched tree.
        public var isInTree: Bool {
            switch self {
            case .applies, .merged, .alreadyApplied: true
            case .partlyApplied, .fails: false
            }
        }
    }

    /// How one patch went, and why.
    public struct Patch: Hashable, Sendable {
        /// The verdicts.
        public let outcome: AppliedPatch
        /// The hunks that stand on earlier patches of the series.
        public let needs: [EarlierPatchNeed]
        /// What lies behind conflicts: by file, and by hunk, 0 for the file as a whole.
        public let causes: [Int: [Int: [ConflictCause]]]
        /// The files that do not apply merged by three ways, by their index, where the repository
        /// has the version that the patch was made on.
        public let merges: [Int: MergedFile]
        /// The indices of files that do not apply and count as merged; empty unless asked for.
        public let mergedFiles: Set<Int>
        /// Whether the patch is in the tree by a merge.
        public let isMerged: Bool
        /// For each file, whether its result has the id that the patch's `index` line states; nil
        /// where there is no result or the patch states none.
        public let postimages: [Bool?]

        /// What the patch comes to.
        public var status: Status { isMerged ? .merged : Status(outcome.status) }
    }

    /// What reports call the tree.
    public let tree: String
    /// The id of the tree object before anything was applied; nil for a plain folder.
    public let identity: String?
    /// The patches, in order.
    public let patches: [Patch]
    /// The id of the tree object with all patches; nil where they do not apply, or the tree is no
    /// repository's.
    public let treeID: ObjectID?

    /// The status of all patches together.
    public var status: Status {
        let all = patches.map(\.status)
        if all.contains(.fails) { return .fails }
        if all.allSatisfy({ $0 == .applies }) { return .applies }
        if all.allSatisfy({ $0 == .alreadyApplied }) { return .alreadyApplied }
        return all.contains(.merged) && all.allSatisfy(\.isInTree) ? .merged : .partlyApplied
    }

    /// What it takes to apply the patches; the less the better, in this order.
    public var effort: Effort { Effort(self) }

    /// What tells one tree from another as a base of the patches.
    public struct Effort: Hashable, Sendable, Comparable {
        /// Hunks and files that do not apply.
        public let conflicts: Int
        /// Files that do not apply and are merged by three ways.
        public let merged: Int
        /// Hunks that are in the tree already.
        public let alreadyApplied: Int
        /// Hunks of which context was ignored, or white space repaired.
        public let repaired: Int
        /// Files that are not the ones the patch was made on.
        public let differentFiles: Int
        /// Hunks that are not in their place.
        public let moved: Int
        /// Lines by which they are moved, all together.
        public let distance: Int

        init(_ trial: TreeTrial) {
            let files = trial.patches.flatMap(\.outcome.files)
            let hunks = files.flatMap(\.hunks)
            conflicts = trial.patches.reduce(0) { sum, patch in
                sum
                    + patch.outcome.files.enumerated().reduce(0) { sum, entry in
                        if patch.mergedFiles.contains(entry.offset) { return sum }
                        let file = entry.element
                        let failing = file.hunks.count { !$0.verdict.isInTree }
                        return sum + (file.problem == nil ? failing : max(failing, 1))
                    }
            }
            merged = trial.patches.reduce(0) { $0 + $1.mergedFiles.count }
            alreadyApplied = hunks.count(where: \.verdict.isAlreadyApplied)
            repaired = hunks.count { hunk in
                if case .fuzz = hunk.verdict { return true }
                return !hunk.repairs.isEmpty
            }
            differentFiles = files.count { file in
                if case .different = file.preimage { true } else { false }
            }
            let offsets = hunks.compactMap { hunk -> Int? in
                if case .offset(let lines) = hunk.verdict { abs(lines) } else { nil }
            }
            moved = offsets.count
            distance = offsets.reduce(0, +)
        }

        private var order: [Int] {
            [conflicts, merged, alreadyApplied, repaired, differentFiles, moved, distance]
        }

        /// Orders by the first count that differs.
        public static func < (left: Effort, right: Effort) -> Bool {
            left.order.lexicographicallyPrecedes(right.order)
        }

        /// Why this is worse than another, by the first count that is; nil if it is not.
        public func reason(against best: Effort) -> String? {
            let words = [
                "do not apply", "have to be merged", "are in the tree already", "need a repair",
                "are for another version of the file", "are not in their place",
                "lines away from their places",
            ]
            for (index, (own, other)) in zip(order, best.order).enumerated() where own != other {
                return own > other ? "\(own) \(words[index]), \(other) in the best tree" : nil
            }
            return nil
        }
    }
}
