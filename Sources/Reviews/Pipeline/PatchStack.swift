// SPDX-License-Identifier: GPL-2.0-only

internal import HunkMatching
internal import UnifiedDiffs

/// A tree that patches are put on, one after the other, as long as they apply.
struct PatchStack {
    /// The tree that the next patch is matched against, even behind one that did not apply.
    private(set) var ground: TreeSnapshot

    /// Whether all patches so far applied, and whether those before the last one did.
    private var isWhole = true
    private var wasWhole = true

    /// What reads the tree below, for all patches.
    private let reader: TreeReader

    /// The 1-based lines of the tree so far that patches added or changed, in each file.
    private(set) var addedLines: [TreePath: Set<Int>] = [:]

    /// Nothing on a tree.
    ///
    /// - Parameter reader: what reads the tree below; nil for a new one.
    init(on tree: TreeSnapshot, reader: TreeReader? = nil) {
        ground = tree
        self.reader = reader ?? TreeReader(tree.base)
    }

    /// The tree so far; nil once a patch did not apply.
    var tree: TreeSnapshot? { isWhole ? ground : nil }

    /// Takes what merging came to in place of the last patch, which did not apply.
    mutating func settle(_ merged: TreeSnapshot) {
        ground = merged
        isWhole = wasWhole
    }

    /// Puts a patch on top, or takes one out.
    ///
    /// - Parameter near: the files of the patch that a bare hunk belongs to.
    mutating func add(
        _ patches: [FilePatch], near: [TreePath] = [], isReverse: Bool = false,
        leastContext: Int? = nil
    ) -> AppliedPatch {
        var notes: [String] = []
        var located = patches.map { patch in
            patch.isBareHunk ? locate(patch, near: near, notes: &notes) : patch
        }
        let options = MatchOptions(isReverse: isReverse, leastContext: leastContext)
        var outcome = ground.applying(located, options: options, reader: reader)
        if outcome.result == nil, !isReverse,
            let restored = restored(located, outcome.files, notes: &notes)
        {
            located = restored
            outcome = ground.applying(located, options: options, reader: reader)
        }
        wasWhole = isWhole
        if let result = outcome.result {
            ground = result
        } else {
            isWhole = false
        }
        for (patch, file) in zip(located, outcome.files) {
            guard let source = file.sourcePath, let earlier = addedLines[source] else { continue }
            let map = LineMap(patch, file)
            addedLines[source] = nil
            if let path = file.path {
                addedLines[path] = Set(earlier.compactMap(map.newLine))
            }
        }
        for (path, lines) in outcome.addedLines {
            addedLines[path, default: []].formUnion(lines)
        }
        return AppliedPatch(
            patches: located, files: outcome.files, status: outcome.status,
            addedLines: outcome.addedLines, notes: notes)
    }

    /// The patches with the white space that they lost; nil where none lost it or none fits. One
    /// that applies lost none.
    private func restored(
        _ patches: [FilePatch], _ files: [FileOutcome], notes: inout [String]
    ) -> [FilePatch]? {
        let found = zip(patches, files).map { patch, file in
            file.status.isInTree ? nil : ground.restoringWhiteSpace(of: patch)
        }
        guard found.contains(where: { $0 != nil }) else { return nil }
        for case let restored? in found {
            let path = restored.patch.path?.string ?? "a file"
            notes.append(
                restored.isProven
                    ? "white space of \(path) was restored from the tree; the result is the file that "
                        + "the patch's index line names"
                    : "white space of \(path) was restored from the tree; the indentation of added "
                        + "lines is a guess")
        }
        return zip(patches, found).map { $1?.patch ?? $0 }
    }

    /// The bare hunk with its file, where there is exactly one place that it fits.
    private func locate(
        _ patch: FilePatch, near: [TreePath], notes: inout [String]
    ) -> FilePatch {
        let heading = patch.hunks.first.map { String(decoding: $0.sectionHeading, as: UTF8.self) }
        let what = heading.flatMap { $0.isEmpty ? nil : "the hunk in \($0)" } ?? "the hunk"
        guard let location = try? ground.locate(patch, near: near) else {
            notes.append("\(what) names no file, and the tree cannot be searched for it")
            return patch
        }
        switch location.verdict {
        case .found(let path):
            notes.append("\(what) names no file; of this tree's files it fits \(path.string) alone")
            return patch.assigned(to: path)
        case .ambiguous(let paths):
            notes.append(
                "\(what) names no file, and fits \(paths.map(\.string).joined(separator: ", "))")
        case .notFound:
            let damaged = location.candidates.map { patch.assigned(to: $0.path) }
                .filter { ground.restoringWhiteSpace(of: $0) != nil }
            if damaged.count == 1, let only = damaged.first, let path = only.path {
                notes.append(
                    "\(what) names no file and lost its white space; of this tree's files it fits "
                        + "\(path.string) alone")
                return only
            }
            let seen = location.candidates.map(\.path.string)
            notes.append(
                seen.isEmpty
                    ? "\(what) names no file, and no file of the tree has that function"
                    : "\(what) names no file, and does not fit \(seen.joined(separator: ", "))")
        case .notSearched:
            notes.append("\(what) names no file, and the tree is too large to search")
        }
        return patch
    }
}
