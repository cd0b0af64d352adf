// SPDX-License-Identifier: GPL-2.0-only

public import UnifiedDiffs

/// How a patch fared against a tree.
public struct PatchOutcome: Sendable {
    /// What a whole patch comes to.
    public enum Status: String, Hashable, Sendable {
        /// Every hunk applied.
        case applies
        /// Every hunk is in the tree already.
        case alreadyApplied = "already-applied"
        /// Some hunks are in the tree already, the others would apply.
        case partlyApplied = "partly-applied"
        /// At least one file or hunk failed.
        case fails

        /// Whether all of the change is in the result.
        public var isInTree: Bool { self == .applies || self == .alreadyApplied }
    }

    /// One outcome for each file patch, in the order of the patches.
    public let files: [FileOutcome]
    /// The patched tree; the tree itself if all is applied already; nil for the other two statuses.
    public let result: TreeSnapshot?
    /// 1-based numbers of the lines that the patch added or changed, in each file of the result.
    ///
    /// Also filled where the patch fails, for the hunks that applied.
    public let addedLines: [TreePath: Set<Int>]

    /// Makes an outcome from its parts.
    public init(
        files: [FileOutcome], result: TreeSnapshot?, addedLines: [TreePath: Set<Int>]
    ) {
        self.files = files
        self.result = result
        self.addedLines = addedLines
    }

    /// What the whole patch comes to; a patch of no files fails.
    public var status: Status { PatchOutcome.status(of: files.map(\.status)) }

    /// What parts come to together: the files of a patch, or the patches of a series.
    public static func status(of parts: [Status]) -> Status {
        guard !parts.isEmpty, !parts.contains(.fails) else { return .fails }
        if parts.allSatisfy({ $0 == .applies }) { return .applies }
        return parts.allSatisfy { $0 == .alreadyApplied } ? .alreadyApplied : .partlyApplied
    }
}
