// SPDX-License-Identifier: GPL-2.0-only

internal import GitObjects
public import UnifiedDiffs

/// A patch written anew for the tree that it was applied to: the tree's context, true counts and
/// line numbers, repaired lines, whole blob ids.
public enum RewrittenPatch {
    /// The diff as `git apply` and `git am` take it without offset; empty where nothing is left to
    /// change.
    ///
    /// Hunks that the tree has already are left out.
    ///
    /// - Parameters:
    ///   - patches: the file patches, bare hunks with the file that was found.
    ///   - files: how they went, in the same order.
    ///   - before: the tree that they went on.
    ///   - after: the patched tree.
    ///   - isMerged: whether the patch came into the tree by a merge: the hunks are then what the
    ///     two trees differ in.
    /// - Throws: What the trees' ``TreeSnapshot/file(at:)`` throws.
    public static func diff(
        _ patches: [FilePatch], files: [FileOutcome], before: TreeSnapshot, after: TreeSnapshot,
        isMerged: Bool = false
    ) throws(TreeError) -> [UInt8] {
        var output: [UInt8] = []
        var written: Set<TreePath> = []
        for (patch, outcome) in zip(patches, files) where outcome.status != .alreadyApplied {
            // Of a file that is patched twice there is one difference.
            if isMerged, let path = outcome.path, !written.insert(path).inserted { continue }
            output += try diff(patch, outcome, before: before, after: after, isMerged: isMerged)
        }
        return output
    }

    private static func diff(
        _ patch: FilePatch, _ outcome: FileOutcome, before: TreeSnapshot, after: TreeSnapshot,
        isMerged: Bool
    ) throws(TreeError) -> [UInt8] {
        if patch.isBinary { return outcome.status == .applies ? patch.bytes : [] }
        let source =
            try outcome.sourcePath.map { path throws(TreeError) in
                try before.file(at: path)
            } ?? nil
        let isRemoved = outcome.kind == .delete
        let target =
            try isRemoved
            ? nil : outcome.path.map { path throws(TreeError) in try after.file(at: path) } ?? nil
        if isMerged, source == target, outcome.kind != .rename { return [] }
        let body =
            isMerged
            ? TextDifference.hunks(from: source?.bytes ?? [], to: target?.bytes ?? []) ?? []
            : RewrittenHunks(
                patch: patch, outcome: outcome, old: FileLines(source?.bytes ?? []),
                new: FileLines(target?.bytes ?? [])
            ).bytes
        let header = RewrittenHeader(outcome: outcome, source: source, target: target)
        return header.lines(hasHunks: !body.isEmpty) + body
    }
}

/// A file cut into lines with their line feeds.
struct FileLines {
    let lines: [ArraySlice<UInt8>]

    init(_ bytes: [UInt8]) {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0a).map { $0 + 1 } ?? bytes.count
            lines.append(bytes[start..<end])
            start = end
        }
        self.lines = lines
    }
}
