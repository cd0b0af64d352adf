// SPDX-License-Identifier: GPL-2.0-only

internal import Proposals
internal import UnifiedDiffs

/// A change to try on the tree: a proposal of a thread, or the patches of some files.
struct Candidate {
    /// What tables call it: `P1`.
    let label: String

    /// The patches, in the order in which they apply.
    let patches: [[FilePatch]]

    /// Their subjects.
    let titles: [String]

    /// The files in which a hunk that names none is looked for first.
    let near: [TreePath]

    /// A proposal of a thread.
    init(_ proposal: Proposal, among all: [Proposal]) {
        label = proposal.label
        patches = proposal.patches.map(\.files)
        titles = proposal.patches.map(\.title)
        let related = all.filter { $0.label == proposal.relation?.other }
        var seen: Set<TreePath> = []
        near = (related + all).flatMap { $0.patches.flatMap(\.files) }
            .compactMap(\.path).filter { seen.insert($0).inserted }
    }

    /// Patches of files, in order.
    init(label: String, _ patches: [LayerFile.Patch]) {
        self.label = label
        self.patches = patches.map(\.files)
        titles = patches.map(\.title)
        near = patches.flatMap(\.files).compactMap(\.path)
    }
}
