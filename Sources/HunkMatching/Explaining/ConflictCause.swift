// SPDX-License-Identifier: GPL-2.0-only

public import GitObjects
public import UnifiedDiffs

/// What lies behind a hunk that does not match, beyond the line that differs.
public enum ConflictCause: Hashable, Sendable {
    /// A place in the tree.
    public struct Place: Hashable, Sendable {
        /// The file.
        public let path: TreePath
        /// 1-based line.
        public let line: Int

        /// A line of a file.
        public init(path: TreePath, line: Int) {
            self.path = path
            self.line = line
        }
    }

    /// A place in a function.
    public struct FunctionPlace: Hashable, Sendable {
        /// Where the first line is.
        public let place: Place
        /// The function, or what else git would name in a hunk's heading there; nil for none.
        public let function: String?

        /// A place in a function.
        public init(place: Place, function: String?) {
            self.place = place
            self.function = function
        }
    }

    /// Consecutive lines of a hunk that the tree has somewhere else.
    public struct MovedLines: Hashable, Sendable {
        /// 1-based numbers among the context and deleted lines of the hunk.
        public let oldLines: ClosedRange<Int>
        /// Where they are, in the hunk's own file first; several where that is ambiguous.
        public let places: [FunctionPlace]

        /// Lines and their places.
        public init(oldLines: ClosedRange<Int>, places: [FunctionPlace]) {
            self.oldLines = oldLines
            self.places = places
        }
    }

    /// The commit renamed or moved the file, whose contents are now there.
    case fileRenamed(to: TreePath, by: CommitSummary)
    /// The commit removed the file.
    case fileRemoved(by: CommitSummary)
    /// The tree has files of this name in other folders; `fits` are those where all hunks apply.
    case fileElsewhere([TreePath], fits: [TreePath])
    /// No file of this name is in the tree.
    case fileGone
    /// Up to that commit of the tree's history the hunk matches; from it on it does not.
    case changedBy(CommitSummary)
    /// The hunk matches from that commit on, in the history that the patch was made on, and the
    /// tree's file is from before it.
    case needs(CommitSummary)
    /// The function is in the file, at that line, with other lines than the hunk expects.
    case functionDiffers(name: String, line: Int)
    /// The function is not in the file, but defined in these places.
    case functionElsewhere(name: String, [Place])
    /// The function is not in the file, nor defined in its folder.
    case functionGone(name: String)
    /// Lines of the hunk are now in other functions, as after one was split, with whatever
    /// indentation.
    case linesMoved([MovedLines])
}
