// SPDX-License-Identifier: GPL-2.0-only

public import UnifiedDiffs

/// A hunk that applies only on top of an earlier patch of its series.
public struct EarlierPatchNeed: Hashable, Sendable {
    /// 0-based index of the file patch in its patch.
    public let fileIndex: Int
    /// 1-based number of the hunk in the file patch.
    public let hunkNumber: Int
    /// 0-based index, in the series, of the earliest patch below which the hunk does not apply.
    public let patchIndex: Int
}

/// Finds out which hunks of a series stand on earlier patches of it.
public struct SeriesNeeds {
    private let options: MatchOptions
    private let reader: TreeReader
    /// The tree before the series, and after each of its patches.
    private var trees: [TreeSnapshot]
    private var touched: [Set<TreePath>] = []

    /// A series that begins on a tree.
    ///
    /// - Parameter reader: what reads the tree below; nil for a new one.
    public init(
        on tree: TreeSnapshot, options: MatchOptions = MatchOptions(), reader: TreeReader? = nil
    ) {
        self.options = options
        self.reader = reader ?? TreeReader(tree.base)
        trees = [tree]
    }

    /// Tells what the next patch needs, and puts it on top.
    ///
    /// Cost: each file that earlier patches touch is matched once for each of these, until it fits.
    ///
    /// - Parameters:
    ///   - outcome: how the patch went on the tree after the patches before it.
    ///   - tree: the tree with the patch, or the one before it where it does not apply.
    public mutating func add(
        _ patches: [FilePatch], outcome: [FileOutcome], tree: TreeSnapshot
    ) -> [EarlierPatchNeed] {
        var needs: [EarlierPatchNeed] = []
        for (index, patch) in patches.enumerated() where index < outcome.count {
            let paths = Set([patch.oldPath, patch.newPath].compactMap { $0 })
            let earlier = touched.indices.filter { !touched[$0].isDisjoint(with: paths) }
            guard !earlier.isEmpty else { continue }
            var pending = Set(outcome[index].hunks.filter(\.verdict.isApplied).map(\.number))
            // The hunks that apply below all of these patches need none of them.
            for step in [nil] + earlier.map(Optional.some) {
                guard !pending.isEmpty else { break }
                let ground = trees[step.map { $0 + 1 } ?? 0]
                let files = ground.applying([patch], options: options, reader: reader).files
                for hunk in files.flatMap(\.hunks) where hunk.verdict.isApplied {
                    guard pending.remove(hunk.number) != nil, let step else { continue }
                    needs.append(
                        EarlierPatchNeed(
                            fileIndex: index, hunkNumber: hunk.number, patchIndex: step))
                }
            }
        }
        touched.append(Set(patches.flatMap(\.paths)))
        trees.append(tree)
        return needs
    }
}
