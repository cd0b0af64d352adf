// SPDX-License-Identifier: GPL-2.0-only

public import GitObjects
public import UnifiedDiffs

/// Looks in a repository's history for the patches that others stand on: those of
/// `prerequisite-patch-id` lines.
public struct PrerequisiteFinder: Sendable {
    /// What was found.
    public struct Found: Hashable, Sendable {
        /// The newest commit of each patch id that was found.
        public let commits: [AbbreviatedID: CommitSummary]
        /// Number of commits that were looked at.
        public let looked: Int
        /// Number of these that could not be read, as in a partial or shallow clone.
        public let unread: Int
    }

    /// The most commits that are looked at.
    public var commits = 5_000

    /// Looks at as many commits as Linux gets in some three weeks.
    public init() {}

    /// Commits with the patch ids, the newest of each.
    ///
    /// Merges are passed over. Cost: a diff for each commit, until all are found.
    ///
    /// - Parameters:
    ///   - baseCommit: the commit that the prerequisites stand on, whose history is not looked at.
    ///   - path: the repository.
    ///   - revisions: the branches and tags whose history is looked through.
    /// - Throws: ``TreeError/repository(_:)`` for a revision that is not there.
    public func found(
        _ ids: [AbbreviatedID], baseCommit: String?, in path: String, revisions: [String]
    ) throws(TreeError) -> Found {
        do throws(GitError) {
            let repository = try GitRepository.open(path)
            let base = baseCommit.flatMap { try? repository.resolve($0).commit }
            var missing = Set(ids)
            var found: [AbbreviatedID: CommitSummary] = [:]
            var (looked, unread) = (0, 0)
            for entry in try repository.commits(
                reachedBy: revisions, hiding: base, limit: commits)
            {
                guard !missing.isEmpty else { break }
                let commit: CommitSummary = try repository.commit(entry.commit)
                looked += 1
                guard commit.parents.count < 2 else { continue }
                guard let id = try? repository.patchID(of: commit).hex else {
                    unread += 1
                    continue
                }
                for wanted in missing.filter({ $0.isPrefix(of: id) }) {
                    found[wanted] = commit
                    missing.remove(wanted)
                }
            }
            return Found(commits: found, looked: looked, unread: unread)
        } catch {
            throw .repository(error)
        }
    }
}
