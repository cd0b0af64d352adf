// SPDX-License-Identifier: GPL-2.0-only

public import UnifiedDiffs

/// Which file a bare hunk is for, as far as the tree tells.
public struct HunkLocation: Hashable, Sendable {
    /// A file that the hunk may be for.
    public struct Candidate: Hashable, Sendable {
        /// How the file has to do with the hunk's section heading, the closest first.
        public enum Kind: Int, Hashable, Sendable, Comparable {
            /// A line begins with the very heading.
            case heading
            /// The heading's function is defined in the file, with other words around its name.
            case definition
            /// The heading's name is in the file.
            case mention
            /// The hunk has no heading; the file is one that the parent patch touches.
            case touchedByParent

            /// Orders by closeness.
            public static func < (left: Kind, right: Kind) -> Bool {
                left.rawValue < right.rawValue
            }
        }

        /// The file.
        public let path: TreePath
        /// 1-based line of the heading, the definition or the first mention; 1 without a heading.
        public let line: Int
        /// How the file has to do with the heading.
        public let kind: Kind
        /// What applying the hunks to this file comes to.
        public let status: PatchOutcome.Status
    }

    /// What the search came to.
    public enum Verdict: Hashable, Sendable {
        /// The hunk matches this file and no other candidate.
        case found(TreePath)
        /// The hunk matches several candidates equally well.
        case ambiguous([TreePath])
        /// The hunk matches none of the candidates, or there are none.
        case notFound
        /// A limit was reached before all files were seen, so that nothing is certain.
        case notSearched
    }

    /// The name in the section heading that was looked for, nil if it has none.
    public let name: String?
    /// What the search came to.
    public let verdict: Verdict
    /// The candidates: files of the parent patch first, then those of its folders, then others.
    public let candidates: [Candidate]

    /// The file, if there is exactly one.
    public var path: TreePath? {
        if case .found(let path) = verdict { path } else { nil }
    }
}
