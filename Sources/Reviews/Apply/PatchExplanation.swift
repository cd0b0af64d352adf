// SPDX-License-Identifier: GPL-2.0-only

internal import HunkMatching
internal import UnifiedDiffs

/// What lies behind the conflicts of one patch: by file, and by hunk, 0 for the file as a whole.
struct PatchExplanation {
    private(set) var causes: [Int: [Int: [ConflictCause]]] = [:]

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
        }
    }
}
