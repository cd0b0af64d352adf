// SPDX-License-Identifier: GPL-2.0-only

internal import GitObjects
internal import HunkMatching
internal import UnifiedDiffs

/// What lies behind the conflicts of one patch.
struct PatchExplanation {
    private(set) var causes: [Int: [Int: [ConflictCause]]] = [:]
    private(set) var merges: [Int: MergedFile] = [:]

    init(
        _ outcome: AppliedPatch, on tree: TreeSnapshot, options: MatchOptions, baseCommit: String?
    ) {
        let explainer = ConflictExplainer(tree, options: options, baseCommit: baseCommit)
        for (index, (patch, file)) in zip(outcome.patches, outcome.files).enumerated() {
            if case .missing = file.problem {
                causes[index] = [0: explainer.causes(ofMissing: patch)]
                continue
            }
            guard file.problem == nil, let path = file.sourcePath else { continue }
            for (hunk, result) in zip(patch.hunks, file.hunks) {
                guard case .conflict = result.verdict else { continue }
                causes[index, default: [:]][result.number] = explainer.causes(of: hunk, at: path)
            }
            if file.status == .fails {
                merges[index] = Self.merged(patch, file, path: path, on: tree)
            }
        }
    }

    /// The three-way merge of `git am -3`: what the patch makes of the version it was made on, and
    /// what the tree made of it.
    private static func merged(
        _ patch: FilePatch, _ file: FileOutcome, path: TreePath, on tree: TreeSnapshot
    ) -> MergedFile? {
        guard let below = tree.base as? GitTree, let stated = patch.preimageID,
            let repository = try? GitRepository.open(below.repository),
            let found = try? repository.blob(
                abbreviated: stated.digits, limit: below.limits.fileBytes),
            let ours = (try? tree.contents(of: path)) ?? nil
        else { return nil }
        var ground = tree
        ground.setContents(found, of: path)
        let outcome = ground.applying([patch])
        guard outcome.status == .applies, let target = file.path,
            let theirs = (try? outcome.result?.contents(of: target)) ?? nil
        else { return nil }
        return MergedFile(
            ancestor: found, ours: ours, theirs: theirs,
            names: (stated.digits, below.name, "the patch"))
    }
}
