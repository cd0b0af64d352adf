// SPDX-License-Identifier: GPL-2.0-only

internal import GitObjects
public import UnifiedDiffs

/// Finds out what lies behind hunks that do not match: from the tree, and from its history where it
/// is in a repository.
///
/// Costs far more than matching: a listing of the tree for a file that is gone, and the versions of
/// the file for a hunk whose context has changed. All of it is bounded by the limits.
public struct ConflictExplainer: Sendable {
    /// How much is looked at.
    public struct Limits: Hashable, Sendable {
        /// The most versions of one file.
        public var versions: Int
        /// The most commits.
        public var commits: Int
        /// The most files that are searched for a function.
        public var files: Int
        /// The most changed paths of a commit that removes a file.
        public var differences: Int
        /// The most comparisons of lines in the search for moved ones.
        public var comparisons: Int
        /// The most old lines of a hunk that are searched for elsewhere.
        public var movedLines: Int

        /// A file of Linux has some hundreds of versions in five years.
        public static let standard = Limits(
            versions: 500, commits: 200_000, files: 2_000, differences: 100_000,
            comparisons: 10_000_000, movedLines: 200)
    }

    let snapshot: TreeSnapshot
    let options: MatchOptions
    let baseCommit: String?
    let limits: Limits

    /// Explains conflicts on a tree.
    ///
    /// - Parameter baseCommit: the id of the commit that the patch was made on, if it says one.
    public init(
        _ snapshot: TreeSnapshot, options: MatchOptions = MatchOptions(), baseCommit: String? = nil,
        limits: Limits = .standard
    ) {
        self.snapshot = snapshot
        self.options = options
        self.baseCommit = baseCommit
        self.limits = limits
    }

    /// Why the tree lacks the file of a patch; empty if it does not.
    public func causes(ofMissing patch: FilePatch) -> [ConflictCause] {
        let path = options.isReverse ? patch.newPath : patch.oldPath
        guard let path else { return [] }
        var causes = FileHistory(self).causes(ofMissing: path)
        if causes.contains(where: { if case .fileRenamed = $0 { true } else { false } }) {
            return causes
        }
        let all = (try? snapshot.paths(under: nil)) ?? []
        let named = all.filter { $0.name == path.name }.prefix(options.limits.candidates)
        if !named.isEmpty {
            let fits = named.filter {
                snapshot.applying([patch.assigned(to: $0)], options: options).status == .applies
            }
            causes.append(.fileElsewhere(Array(named), fits: Array(fits)))
        }
        return causes.isEmpty ? [.fileGone] : causes
    }

    /// Why a hunk does not match the file at `path`.
    public func causes(of hunk: Hunk, at path: TreePath) -> [ConflictCause] {
        let history = FileHistory(self).causes(of: hunk, at: path)
        let function = functionCauses(of: hunk, at: path)
        let moved =
            MovedLineSearch(self, hunk: hunk, at: path)?.found(
                inFolder: function.isFunctionGone) ?? []
        return (history.isEmpty ? function : history) + (moved.isEmpty ? [] : [.linesMoved(moved)])
    }

    private func functionCauses(of hunk: Hunk, at path: TreePath) -> [ConflictCause] {
        let heading = SectionHeading(hunk.sectionHeading)
        guard heading.isCode, let bytes = heading.name,
            let contents = (try? snapshot.contents(of: path)) ?? nil
        else { return [] }
        let name = String(decoding: bytes, as: UTF8.self)
        if let place = heading.place(in: contents), place.kind != .mention {
            return [.functionDiffers(name: name, line: place.line)]
        }
        let neighbours = (try? snapshot.paths(under: path.folder)) ?? []
        var places: [ConflictCause.Place] = []
        for other in neighbours.prefix(limits.files) where other != path {
            guard let contents = (try? snapshot.contents(of: other)) ?? nil,
                let place = heading.place(in: contents), place.kind != .mention
            else { continue }
            places.append(ConflictCause.Place(path: other, line: place.line))
            if places.count == options.limits.candidates { break }
        }
        return [places.isEmpty ? .functionGone(name: name) : .functionElsewhere(name: name, places)]
    }
}

extension [ConflictCause] {
    /// Whether the file has not the function that the hunk names.
    fileprivate var isFunctionGone: Bool {
        contains { cause in
            switch cause {
            case .functionGone, .functionElsewhere: true
            default: false
            }
        }
    }
}
