// SPDX-License-Identifier: GPL-2.0-only

internal import HunkMatching
internal import KernelBuild
internal import UnifiedDiffs

/// A variant before it is built.
struct VariantDraft {
    let name: VariantName
    let kind: VariantReview.Kind
    var labels: [String] = []
    var patches: [PatchReview] = []

    /// The patched tree; nil if something did not apply.
    let tree: TreeSnapshot?

    /// The lines that the proposals add or change, in each file of the tree.
    var addedLines: [TreePath: Set<Int>] = [:]

    var fixIts: [FixItRepair.Change] = []

    /// Of a series the trees with its first patch, the first two, and so on, but for the last.
    var rungs: [VariantDraft] = []

    /// The subjects of the patches of the last proposal.
    var titles: [String] = []

    /// The tree as given.
    static func reference(_ layered: LayeredTree) -> VariantDraft {
        VariantDraft(name: .reference, kind: .reference, tree: layered.reference)
    }

    /// What every proposal stands on.
    static func base(_ layered: LayeredTree) -> VariantDraft {
        VariantDraft(name: .base, kind: .base, tree: layered.base)
    }

    /// Candidates on top of each other on the base.
    static func candidates(_ plan: VariantPlan, on base: TreeSnapshot) -> VariantDraft {
        var stack = PatchStack(on: base)
        var patches: [PatchReview] = []
        var rungs: [VariantDraft] = []
        let labels = plan.candidates.map(\.label)
        for (place, candidate) in plan.candidates.enumerated() {
            for (index, files) in candidate.patches.enumerated() {
                patches.append(
                    PatchReview(
                        proposal: candidate.label, index: index,
                        outcome: stack.add(files, near: candidate.near)))
                guard place == plan.candidates.count - 1, index < candidate.patches.count - 1
                else { continue }
                rungs.append(
                    VariantDraft(
                        name: VariantName(
                            proposals: labels, patch: index + 1, of: candidate.patches.count),
                        kind: .proposal, labels: labels, patches: patches, tree: stack.tree,
                        addedLines: stack.addedLines))
            }
        }
        return VariantDraft(
            name: plan.name, kind: .proposal, labels: labels, patches: patches, tree: stack.tree,
            addedLines: stack.addedLines, rungs: rungs,
            titles: plan.candidates.last?.titles ?? [])
    }

    /// The same with the compiler's corrections, which add no lines.
    func repaired(_ repair: FixItRepair) -> VariantDraft {
        VariantDraft(
            name: VariantName(proposals: labels, hasFixIts: true), kind: kind,
            labels: labels, patches: patches, tree: repair.snapshot, addedLines: addedLines,
            fixIts: repair.changes)
    }

    /// Added and deleted lines of all patches.
    var changedLines: Int {
        patches.reduce(0) { sum, patch in
            sum + patch.outcome.patches.reduce(0) { $0 + $1.addedCount + $1.deletedCount }
        }
    }
}
