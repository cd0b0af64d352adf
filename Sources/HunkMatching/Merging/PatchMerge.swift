// SPDX-License-Identifier: GPL-2.0-only

public import GitObjects
public import UnifiedDiffs

/// A patch that does not apply, merged by three ways as `git am --3way` does it: what the patch
/// makes of the versions it was made on, and what the tree made of them.
public struct PatchMerge {
    /// The files that do not apply by themselves, by their index in the patch, as far as the
    /// version that they were made on is known and lines can be merged.
    public private(set) var files: [Int: MergedFile] = [:]

    /// The indices of files that do not apply by themselves and are merged without conflict.
    public private(set) var clean: Set<Int> = []

    /// The tree with the patch; nil unless every file applies or is merged without conflict.
    public private(set) var result: TreeSnapshot?

    private let patches: [FilePatch]
    private let outcome: [FileOutcome]
    private let tree: TreeSnapshot
    private let reader: TreeReader

    /// Merges a patch.
    ///
    /// As in git, all files of a patch are merged once one of them does not apply. Other than in
    /// git a file that applies is taken as it applies where it cannot be merged, and a file that
    /// the tree has under another name is not looked for.
    ///
    /// - Parameters:
    ///   - outcome: how the patches went on the tree, in the same order.
    ///   - versions: where the versions that they were made on are looked for. What the patch makes
    ///     of them is kept there for the patches behind it.
    ///   - reader: what reads the tree below.
    public init(
        _ patches: [FilePatch], outcome: [FileOutcome], on tree: TreeSnapshot,
        versions: KnownVersions, options: MatchOptions = MatchOptions(), reader: TreeReader
    ) {
        self.patches = patches
        self.outcome = outcome
        self.tree = tree
        self.reader = reader
        let sides = MergeSides(
            patches, outcome: outcome, on: tree, versions: versions, reader: reader)
        var changes: [Change] = []
        var applying: [FilePatch] = []
        var isWhole = true
        for (index, patch) in patches.enumerated() {
            if let change = sides.indices.contains(index) ? merge(index, sides) : nil {
                changes.append(change)
                if !outcome[index].status.isInTree { clean.insert(index) }
            } else if outcome[index].status.isInTree {
                applying.append(patch)
            } else {
                isWhole = false
            }
        }
        guard isWhole else { return }
        var merged: TreeSnapshot? = tree
        if !applying.isEmpty {
            merged = tree.applying(applying, options: options, reader: reader).result
        }
        for change in changes {
            if let source = change.removed { merged?.setContents(nil, of: source) }
            guard let (path, file) = change.written else { continue }
            merged?.setContents(file.bytes, of: path, kind: file.kind)
        }
        result = merged
    }

    /// What a merge does to the tree.
    private struct Change {
        var removed: TreePath?
        var written: (path: TreePath, file: TreeFile)?
    }

    /// The change of one file, nil for a conflict.
    private mutating func merge(_ index: Int, _ sides: MergeSides) -> Change? {
        let patch = patches[index]
        do throws(TreeError) {
            switch patch.kind {
            case .create, .copy: return try addition(index, sides)
            case .delete:
                guard let path = patch.oldPath, let base = try sides.ancestors.file(at: path),
                    let ours = try ours(at: path), ours.bytes == base.bytes
                else { return nil }
                return Change(removed: path)
            case .modify, .modeChange, .rename:
                guard let source = patch.oldPath, let target = patch.newPath,
                    let base = try sides.ancestors.file(at: source),
                    let theirs = try sides.theirs.file(at: target),
                    let ours = try ours(at: source)
                else { return nil }
                if patch.kind == .rename, try tree.kind(of: target, reader: reader) != nil {
                    return nil
                }
                guard let bytes = lines(index, base, ours, theirs),
                    let kind = Self.kind(base.kind, ours.kind, theirs.kind)
                else { return nil }
                return Change(
                    removed: patch.kind == .rename ? source : nil,
                    written: (target, TreeFile(kind: kind, bytes: bytes)))
            }
        } catch {
            return nil
        }
    }

    /// A new file: there must be nothing at its path, or the same file.
    private mutating func addition(
        _ index: Int, _ sides: MergeSides
    ) throws(TreeError) -> Change? {
        guard let path = patches[index].newPath, let theirs = try sides.theirs.file(at: path)
        else { return nil }
        guard let kind = try tree.kind(of: path, reader: reader) else {
            return Change(written: (path, theirs))
        }
        guard let ours = try ours(at: path) else { return nil }
        if ours == theirs { return Change() }
        if kind.isRegularFile {
            files[index] = merged([], ours.bytes, theirs.bytes, ground: "nothing")
        }
        return nil
    }

    /// The lines of a file that both sides may have changed, nil for a conflict.
    private mutating func lines(
        _ index: Int, _ base: TreeFile, _ ours: TreeFile, _ theirs: TreeFile
    ) -> [UInt8]? {
        let known: [UInt8]? =
            ours.bytes == base.bytes || ours.bytes == theirs.bytes
            ? theirs.bytes : theirs.bytes == base.bytes ? ours.bytes : nil
        let isText = [base, ours, theirs].allSatisfy(\.kind.isRegularFile)
        let stated = patches[index].preimageID?.digits ?? "the patch's ground"
        let file =
            known.map(MergedFile.init(clean:))
            ?? (isText
                ? merged(base.bytes, ours.bytes, theirs.bytes, ground: stated) : nil)
        guard let file else { return nil }
        if !outcome[index].status.isInTree { files[index] = file }
        return file.isClean ? file.bytes : nil
    }

    private func merged(
        _ base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8], ground: String
    ) -> MergedFile? {
        MergedFile(
            ancestor: base, ours: ours, theirs: theirs,
            names: (ground, tree.base.name, "the patch"))
    }

    /// What the tree has at a path.
    private func ours(at path: TreePath) throws(TreeError) -> TreeFile? {
        try tree.file(at: path, reader: reader)?.file
    }

    /// The type that one side changed, nil where both changed it otherwise.
    private static func kind(
        _ base: TreeEntry.Kind, _ ours: TreeEntry.Kind, _ theirs: TreeEntry.Kind
    ) -> TreeEntry.Kind? {
        if ours == theirs || theirs == base { return ours }
        return ours == base ? theirs : nil
    }
}
