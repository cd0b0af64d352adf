// SPDX-License-Identifier: GPL-2.0-only

internal import GitObjects
internal import HunkMatching
internal import UnifiedDiffs

extension Wording {
    /// What lies behind a conflict.
    static func cause(_ cause: ConflictCause) -> String {
        switch cause {
        case .fileRenamed(let path, let commit):
            "renamed to \(path) by \(self.commit(commit))"
        case .fileRemoved(let commit): "removed by \(self.commit(commit))"
        case .fileElsewhere(let paths, let fits):
            "files of this name: \(list(paths))"
                + (fits.isEmpty ? "; the patch fits none of them" : "; it fits \(list(fits))")
        case .fileGone: "no file of this name is in the tree"
        case .changedBy(let commit): "its context was changed by \(self.commit(commit))"
        case .needs(let commit):
            "its context was made by \(self.commit(commit)), which is not in the tree"
        case .functionDiffers(let name, let line):
            "\(name) is at line \(line) of this version, with other lines"
        case .functionElsewhere(let name, let places):
            "\(name) is not in the file; it is in "
                + places.prefix(4).map { "\($0.path):\($0.line)" }.joined(separator: ", ")
        case .functionGone(let name): "\(name) is neither in the file nor in its folder"
        case .linesMoved(let moved): moved.map(self.moved).joined(separator: "; ")
        }
    }

    /// Where lines of a hunk have gone.
    private static func moved(_ moved: ConflictCause.MovedLines) -> String {
        let (first, last) = (moved.oldLines.lowerBound, moved.oldLines.upperBound)
        let places = moved.places.prefix(4).map { place in
            (place.function.map { "\($0)() at " } ?? "") + "\(place.place.path):\(place.place.line)"
        }
        let more = moved.places.count - places.count
        return "old lines \(first)-\(last) of the hunk are in "
            + places.joined(separator: " or in ") + (more > 0 ? " or \(more) more places" : "")
    }

    /// A commit as kernel mail names it.
    static func commit(_ commit: CommitSummary) -> String {
        "\(commit.id.hex.prefix(12)) (\"\(commit.subject)\")"
    }

    private static func list(_ paths: [TreePath]) -> String {
        let named = paths.prefix(4).map(\.string).joined(separator: ", ")
        return paths.count > 4 ? named + " and \(paths.count - 4) more" : named
    }
}
