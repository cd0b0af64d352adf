// SPDX-License-Identifier: GPL-2.0-only

internal import HunkMatching
internal import UnifiedDiffs

/// The tree as given, and the base made of it by `--revert` and `--under`.
struct LayeredTree {
    let reference: TreeSnapshot
    let base: TreeSnapshot
    let layers: [LayerReview]

    /// Takes out and puts under, in order.
    ///
    /// - Parameter reader: what reads the tree; nil for a new one.
    /// - Throws: ``ReviewError/layer(name:isReverted:reason:)`` for the first patch that does not
    ///   apply in full.
    init(
        _ tree: any SourceTree, reverts: [LayerFile.Patch], unders: [LayerFile.Patch],
        reader: TreeReader? = nil
    ) throws(ReviewError) {
        reference = TreeSnapshot(tree)
        var stack = PatchStack(on: reference, reader: reader)
        var layers: [LayerReview] = []
        for (patch, isReverted) in reverts.map({ ($0, true) }) + unders.map({ ($0, false) }) {
            let outcome = stack.add(patch.files, isReverse: isReverted)
            layers.append(
                LayerReview(
                    name: patch.name, title: patch.title, isReverted: isReverted, outcome: outcome))
            guard outcome.status == .applies else {
                throw .layer(
                    name: patch.name, isReverted: isReverted,
                    reason: Self.reason(outcome, isReverted: isReverted))
            }
        }
        base = stack.tree ?? reference
        self.layers = layers
    }

    /// What a report says of it.
    func review() throws(ReviewError) -> TreeReview {
        do {
            let identity =
                reference.base.folderOnDisk == nil
                ? try reference.base.identity() : "a plain folder"
            return TreeReview(name: reference.base.name, identity: identity, layers: layers)
        } catch {
            throw .tree(error)
        }
    }

    /// The first thing that went wrong, and how many more there are.
    private static func reason(_ outcome: AppliedPatch, isReverted: Bool) -> String {
        var reasons: [String] = []
        for file in outcome.files {
            let path = file.path?.string ?? "a hunk without a file"
            if let problem = file.problem {
                reasons.append("\(problem)")
                continue
            }
            for hunk in file.hunks where !hunk.verdict.isApplied {
                reasons.append(
                    hunk.verdict.isAlreadyApplied
                        ? "hunk \(hunk.number) of \(path) is \(isReverted ? "not in the tree" : "in the tree already")"
                        : "hunk \(hunk.number) of \(path) conflicts"
                            + (hunk.treeLine.map { " at line \($0)" } ?? ""))
            }
        }
        guard let first = reasons.first else { return "it changes nothing" }
        return reasons.count == 1 ? first : "\(first), and \(reasons.count - 1) more"
    }
}
