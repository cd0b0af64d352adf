// SPDX-License-Identifier: GPL-2.0-only

internal import GitObjects
internal import UnifiedDiffs

/// Asks the history of a tree in a repository why a hunk or a file does not fit.
struct FileHistory {
    private let explainer: ConflictExplainer
    private let tree: GitTree?

    init(_ explainer: ConflictExplainer) {
        self.explainer = explainer
        tree = explainer.snapshot.base as? GitTree
    }

    /// The commit from which on the hunk does not match, or the one that the tree lacks.
    func causes(of hunk: Hunk, at path: TreePath) -> [ConflictCause] {
        guard let tree, let commit = tree.commit,
            let repository = try? GitRepository.open(tree.repository)
        else { return [] }
        let limits = explainer.limits
        let own =
            (try? repository.versions(
                of: path.bytes, from: commit, limit: limits.versions, commitLimit: limits.commits))
            ?? []
        for (index, version) in own.enumerated() where matches(hunk, version, in: repository) {
            // The newest version is the tree's own, which the hunk does not match.
            return index == 0 ? [] : [.changedBy(own[index - 1].commit)]
        }
        guard let base = explainer.baseCommit.flatMap({ try? repository.resolve($0).commit }) else {
            return []
        }
        let theirs =
            (try? repository.versions(
                of: path.bytes, from: base, limit: limits.versions, commitLimit: limits.commits))
            ?? []
        guard let first = theirs.first, matches(hunk, first, in: repository) else { return [] }
        let last = theirs.firstIndex { !matches(hunk, $0, in: repository) } ?? theirs.count
        return last < theirs.count ? [.needs(theirs[last - 1].commit)] : []
    }

    /// The commit that removed or renamed the file.
    func causes(ofMissing path: TreePath) -> [ConflictCause] {
        guard let tree, let commit = tree.commit,
            let repository = try? GitRepository.open(tree.repository)
        else { return [] }
        let limits = explainer.limits
        let versions =
            (try? repository.versions(
                of: path.bytes, from: commit, limit: 2, commitLimit: limits.commits)) ?? []
        guard versions.count == 2, versions[0].blob == nil, let blob = versions[1].blob,
            let parent = versions[0].commit.parents.first,
            let older = try? repository.commit(parent)
        else { return [] }
        let removal = versions[0].commit
        let changes =
            (try? repository.differences(
                from: older.tree, to: removal.tree, limit: limits.differences)) ?? []
        let made = changes.filter { $0.old == nil && $0.new != nil }
        let target =
            made.first { $0.new == blob } ?? mostSimilar(of: made, to: blob, in: repository)
            ?? made.first { $0.path.split(separator: 0x2f).last?.elementsEqual(path.name) == true }
        if let target, let to = try? TreePath(validating: target.path) {
            return [.fileRenamed(to: to, by: removal)]
        }
        return [.fileRemoved(by: removal)]
    }

    /// The made file that has the most lines in common with a removed one, if that is half of them
    /// or more, as `git diff --find-renames` has it.
    private func mostSimilar(
        of made: [PathDifference], to removed: ObjectID, in repository: borrowing GitRepository
    ) -> PathDifference? {
        let limit = tree?.limits.fileBytes ?? 0
        guard let bytes = try? repository.blob(removed, limit: limit) else { return nil }
        let old = LineTable(bytes)
        var best: (file: PathDifference, similarity: Double)?
        for file in made.prefix(explainer.options.limits.candidates) {
            guard let id = file.new, let bytes = try? repository.blob(id, limit: limit) else {
                continue
            }
            let similarity = old.similarity(to: LineTable(bytes))
            if similarity >= 0.5, similarity > best?.similarity ?? 0 { best = (file, similarity) }
        }
        return best?.file
    }

    private func matches(
        _ hunk: Hunk, _ version: FileVersion, in repository: borrowing GitRepository
    ) -> Bool {
        guard let id = version.blob,
            let bytes = try? repository.blob(id, limit: tree?.limits.fileBytes ?? 0)
        else { return false }
        var application = HunkApplication(LineImage(bytes), options: explainer.options)
        return application.apply(hunk, number: 1).verdict.isApplied
    }
}
