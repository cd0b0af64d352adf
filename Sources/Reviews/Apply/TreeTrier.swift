// SPDX-License-Identifier: GPL-2.0-only

internal import GitObjects
public import HunkMatching
internal import UnifiedDiffs

/// Tries patches on trees.
public struct TreeTrier: Sendable {
    /// What is taken out of each tree first.
    public var reverts: [LayerFile.Patch] = []
    /// What is put under the patches.
    public var unders: [LayerFile.Patch] = []
    /// The least context that has to match; nil for all of it.
    public var leastContext: Int?
    /// Whether a patch that does not apply is merged by three ways, as `git am --3way` does it.
    public var isMerging = false

    /// Tries without fuzz and without anything below.
    public init() {}

    /// Tries the patches on a tree.
    ///
    /// - Throws: ``ReviewError/layer(name:isReverted:reason:)``.
    public func trial(
        of subject: ApplyReview.Subject, on tree: any SourceTree
    ) throws(ReviewError) -> TreeTrial {
        try steps(of: subject, on: tree).trial
    }

    /// The patches written anew for a tree, one diff each; nil where they do not apply.
    ///
    /// - Throws: ``ReviewError/layer(name:isReverted:reason:)``, ``ReviewError/tree(_:)``.
    public func diffs(
        of subject: ApplyReview.Subject, on tree: any SourceTree
    ) throws(ReviewError) -> [[UInt8]]? {
        let (trial, grounds) = try steps(of: subject, on: tree)
        guard trial.patches.allSatisfy(\.status.isInTree) else { return nil }
        var diffs: [[UInt8]] = []
        for (index, patch) in trial.patches.enumerated() {
            do {
                diffs.append(
                    try RewrittenPatch.diff(
                        patch.outcome.patches, files: patch.outcome.files, before: grounds[index],
                        after: grounds[index + 1], isMerged: patch.isMerged))
            } catch {
                throw .tree(error)
            }
        }
        return diffs
    }

    /// The trial, and the tree before the patches and after each one.
    private func steps(
        of subject: ApplyReview.Subject, on tree: any SourceTree
    ) throws(ReviewError) -> (trial: TreeTrial, grounds: [TreeSnapshot]) {
        let reader = TreeReader(tree)
        let layered = try LayeredTree(tree, reverts: reverts, unders: unders, reader: reader)
        let options = MatchOptions(leastContext: leastContext)
        var stack = PatchStack(on: layered.base, reader: reader)
        var needs = SeriesNeeds(on: layered.base, options: options, reader: reader)
        let versions = KnownVersions(tree)
        var grounds = [layered.base]
        var patches: [TreeTrial.Patch] = []
        for patch in subject.patches {
            let before = stack.ground
            let outcome = stack.add(patch.files, near: subject.near, leastContext: leastContext)
            let merge =
                outcome.isInTree
                ? nil
                : versions.map { versions in
                    PatchMerge(
                        outcome.patches, outcome: outcome.files, on: before, versions: versions,
                        options: options, reader: reader)
                }
            let merged = isMerging ? merge?.result : nil
            if let merged { stack.settle(merged) }
            versions?.keep(outcome.files.compactMap(\.path), of: stack.ground)
            grounds.append(stack.ground)
            let explanation = PatchExplanation(
                outcome, on: before, options: options, baseCommit: patch.baseCommit)
            patches.append(
                TreeTrial.Patch(
                    outcome: outcome,
                    needs: needs.add(outcome.patches, outcome: outcome.files, tree: stack.ground),
                    causes: explanation.causes, merges: merge?.files ?? [:],
                    mergedFiles: isMerging ? merge?.clean ?? [] : [], isMerged: merged != nil,
                    postimages: zip(outcome.patches, outcome.files).map { patch, file in
                        postimage(patch, file, in: stack.ground)
                    }))
        }
        let treeID = (try? stack.tree?.treeID()) ?? nil
        let trial = TreeTrial(
            tree: tree.name, identity: (tree as? GitTree)?.tree.hex, patches: patches,
            treeID: treeID)
        return (trial, grounds)
    }

    private func postimage(
        _ patch: FilePatch, _ file: FileOutcome, in tree: TreeSnapshot
    ) -> Bool? {
        guard file.status.isInTree, let stated = patch.postimageID, let path = patch.newPath
        else { return nil }
        guard let found = (try? tree.blobID(of: path)) ?? nil else { return nil }
        return stated.isPrefix(of: found.hex)
    }

    /// The commits of a repository that the patches may have been made on.
    ///
    /// - Parameter revisions: the branches and tags whose history is looked through.
    /// - Throws: ``ReviewError/tree(_:)``.
    public func bases(
        of subject: ApplyReview.Subject, in tree: GitTree, revisions: [String]
    ) throws(ReviewError) -> [FoundBase] {
        do {
            return try BaseFinder().bases(
                of: subject.patches.flatMap(\.files),
                baseCommit: subject.patches.lazy.compactMap(\.baseCommit).first,
                in: tree.repository, revisions: revisions)
        } catch {
            throw .tree(error)
        }
    }

    /// The patches that these stand on, in a repository's history and in the same input; nil where
    /// the mail states none.
    ///
    /// - Parameters:
    ///   - posted: the proposals of the input.
    ///   - revisions: the branches and tags whose history is looked through.
    /// - Throws: ``ReviewError/tree(_:)``.
    public func prerequisites(
        of subject: ApplyReview.Subject, among posted: [ApplyReview.Subject], in tree: GitTree,
        revisions: [String]
    ) throws(ReviewError) -> Prerequisites? {
        guard !subject.prerequisites.isEmpty else { return nil }
        do {
            let found = try PrerequisiteFinder().found(
                subject.prerequisites,
                baseCommit: subject.patches.lazy.compactMap(\.baseCommit).first,
                in: tree.repository, revisions: revisions)
            let others = posted.filter { $0.label != subject.label }.flatMap { other in
                other.patches.enumerated().compactMap { index, patch in
                    PatchID.stable(of: patch.files).map { id in
                        (
                            id.hex,
                            Prerequisites.Posted(
                                label: other.label, index: index, title: patch.title)
                        )
                    }
                }
            }
            return Prerequisites(
                patches: subject.prerequisites.map { id in
                    Prerequisites.Patch(
                        id: id, commit: found.commits[id],
                        posted: others.first { id.isPrefix(of: $0.0) }?.1)
                }, looked: found.looked, unread: found.unread)
        } catch {
            throw .tree(error)
        }
    }

    /// Compares posted patches with the commit that was made of them.
    ///
    /// - Throws: ``ReviewError/tree(_:)``.
    public func comparison(
        of subject: ApplyReview.Subject, withCommit revision: String, in tree: GitTree
    ) throws(ReviewError) -> MergedComparison {
        do {
            let merged = try GitTree(repository: tree.repository, revision: revision)
            guard let id = merged.commit else {
                throw ReviewError.tree(
                    .repository(.noRevision(revision, path: tree.repository)))
            }
            let repository = try GitRepository.open(tree.repository)
            let commit = try repository.commit(id)
            let parent = try commit.parents.first.map { try repository.commit($0).tree }
            let changed = try repository.differences(
                from: parent, to: commit.tree, limit: 100_000)
            let posted = subject.patches.flatMap(\.files)
            let outcome = TreeSnapshot(merged).applying(
                posted, options: MatchOptions(isReverse: true))
            let own = Set(posted.flatMap(\.paths))
            let others = changed.compactMap { try? TreePath(validating: $0.path) }
            return MergedComparison(
                commit: commit, files: outcome.files,
                otherPaths: others.filter { !own.contains($0) })
        } catch let error as ReviewError {
            throw error
        } catch let error as TreeError {
            throw .tree(error)
        } catch let error as GitError {
            throw .tree(.repository(error))
        } catch {
            preconditionFailure("nothing else is thrown: \(error)")
        }
    }
}
