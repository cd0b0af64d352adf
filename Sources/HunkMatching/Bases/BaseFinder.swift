// SPDX-License-Identifier: GPL-2.0-only

public import GitObjects
public import UnifiedDiffs

/// The commit that patches were made on, as far as a repository tells.
public struct FoundBase: Hashable, Sendable {
    /// How a commit was found.
    public enum Evidence: Hashable, Sendable {
        /// The mail names it as `base-commit`.
        case stated
        /// The newest one in which the most files have the blob ids of the `index` lines.
        case blobs
    }

    /// The commit.
    public let commit: CommitSummary
    /// How it was found.
    public let evidence: Evidence
    /// Number of files that have the blob id which the patches state, or are absent as they state.
    public let matchingFiles: Int
    /// Number of files for which the patches state one.
    public let statedFiles: Int

    /// Whether every file is the one that the patches were made on.
    public var isWhole: Bool { matchingFiles == statedFiles }
}

/// Looks in a repository's history for the commit that patches were made on.
///
/// Blobs are compared by id and not read, so that a partial clone will do.
public struct BaseFinder: Sendable {
    /// The most commits that are looked at.
    public var commits = 50_000

    /// Looks at as many commits as Linux gets in half a year.
    public init() {}

    /// The commit that a `base-commit` line names and the newest one that fits best, without the
    /// second where the first fits in full; empty where no `index` line says anything.
    ///
    /// Cost: the trees on the way to the files, for each commit up to the first that fits in full.
    ///
    /// - Parameters:
    ///   - patches: the file patches of the whole series, in order.
    ///   - revisions: the branches and tags whose history is looked through.
    /// - Throws: ``TreeError/repository(_:)`` for a revision that is not there.
    public func bases(
        of patches: [FilePatch], baseCommit: String?, in path: String, revisions: [String]
    ) throws(TreeError) -> [FoundBase] {
        let stated = BaseFinder.statedFiles(of: patches)
        guard !stated.isEmpty else { return [] }
        do throws(GitError) {
            let repository = try GitRepository.open(path)
            var found: [FoundBase] = []
            if let baseCommit, let resolved = try? repository.resolve(baseCommit),
                let commit = resolved.commit
            {
                let count = try matching(stated, in: resolved.tree, of: repository)
                found.append(
                    FoundBase(
                        commit: try repository.commit(commit), evidence: .stated,
                        matchingFiles: count, statedFiles: stated.count))
                if count == stated.count { return found }
            }
            var best: (commit: ObjectID, count: Int)?
            for entry in try repository.commits(reachedBy: revisions, limit: commits) {
                let count = try matching(stated, in: entry.tree, of: repository)
                if count > best?.count ?? 0 { best = (entry.commit, count) }
                if count == stated.count { break }
            }
            if let best {
                found.append(
                    FoundBase(
                        commit: try repository.commit(best.commit), evidence: .blobs,
                        matchingFiles: best.count, statedFiles: stated.count))
            }
            return found
        } catch {
            throw .repository(error)
        }
    }

    /// What the first patch of each path says of the file; later ones go on top of it.
    private static func statedFiles(of patches: [FilePatch]) -> [TreePath: AbbreviatedID] {
        var stated: [TreePath: AbbreviatedID] = [:]
        var seen: Set<TreePath> = []
        for patch in patches {
            let path = patch.kind == .create ? patch.newPath : patch.oldPath
            if let path, !seen.contains(path), let id = patch.preimageID { stated[path] = id }
            seen.formUnion([patch.oldPath, patch.newPath].compactMap { $0 })
        }
        return stated
    }

    private func matching(
        _ stated: [TreePath: AbbreviatedID], in tree: ObjectID,
        of repository: borrowing GitRepository
    ) throws(GitError) -> Int {
        var count = 0
        for (path, id) in stated {
            let found = try repository.entry(at: path.bytes, in: tree)?.id.hex
            if found.map(id.isPrefix) ?? id.isNull { count += 1 }
        }
        return count
    }
}
