// SPDX-License-Identifier: GPL-2.0-only

internal import HunkMatching
internal import KernelBuild
internal import Proposals
internal import UnifiedDiffs

/// A variant before it is built.
struct VariantDraft {
    let name: VariantName
    let kind: VariantReview.Kind
    var proposals: [Proposal] = []
    var patches: [PatchReview] = []

    /// The patched tree; nil if something did not apply.
    let tree: TreeSnapshot?

    /// The lines that the proposals add or change, in each file of the tree.
    var addedLines: [TreePath: Set<Int>] = [:]

    var fixIts: [FixItRepair.Change] = []

    /// The tree as given.
    static func reference(_ layered: LayeredTree) -> VariantDraft {
        VariantDraft(name: .reference, kind: .reference, tree: layered.reference)
    }

    /// What every proposal stands on.
    static func base(_ layered: LayeredTree) -> VariantDraft {
        VariantDraft(name: .base, kind: .base, tree: layered.base)
    }

    /// Proposals on top of each other on the base.
    static func proposals(
        _ plan: VariantPlan, on base: TreeSnapshot, all: [Proposal]
    ) -> VariantDraft {
        var stack = PatchStack(on: base)
        var patches: [PatchReview] = []
        for proposal in plan.proposals {
            let near = VariantPlan.paths(near: proposal, in: all)
            for (index, patch) in proposal.patches.enumerated() {
                patches.append(
                    PatchReview(
                        proposal: proposal.label, index: index,
                        outcome: stack.add(patch.files, near: near)))
            }
        }
        return VariantDraft(
            name: plan.name, kind: .proposal, proposals: plan.proposals, patches: patches,
            tree: stack.tree, addedLines: stack.addedLines)
    }

    /// The same with the compiler's corrections, which add no lines.
    func repaired(_ repair: FixItRepair) -> VariantDraft {
        VariantDraft(
            name: VariantName(proposals: proposals.map(\.label), hasFixIts: true), kind: kind,
            proposals: proposals, patches: patches, tree: repair.snapshot, addedLines: addedLines,
            fixIts: repair.changes)
    }

    /// Added and deleted lines of all patches.
    var changedLines: Int {
        patches.reduce(0) { sum, patch in
            sum + patch.outcome.patches.reduce(0) { $0 + $1.addedCount + $1.deletedCount }
        }
    }
}
