// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
public import UnifiedDiffs

/// What a patch changes, without white space and line numbers.
///
/// Two patches are equal here when `git patch-id --stable` gives one id for both: the same files,
/// and in each the same context, deleted and added lines.
public struct PatchChange: Hashable, Sendable {
    /// The lines of one hunk, each with its mark and without white space.
    struct HunkChange: Hashable, Sendable {
        let lines: [[UInt8]]

        init(_ hunk: Hunk) {
            lines = hunk.lines.map { line in
                [line.origin.mark] + line.content.filter { !$0.isASCIIWhitespace }
            }
        }

        /// The lines that are at least three letters or digits long.
        func texts(_ mark: UInt8) -> Set<[UInt8]> {
            Set(
                lines.filter { line in
                    line.first == mark
                        && line.count(where: { $0.isASCIILetter || $0.isASCIIDigit }) >= 3
                }.map { Array($0.dropFirst()) })
        }
    }

    private let files: [TreePath?: [HunkChange]]

    /// The change of some file patches; renames, modes and binary data are not compared.
    public init(_ patches: [FilePatch]) {
        files = patches.reduce(into: [:]) { files, patch in
            files[patch.path, default: []] += patch.hunks.map(HunkChange.init)
        }
    }

    /// Whether nothing is changed line by line.
    public var isEmpty: Bool { files.values.allSatisfy(\.isEmpty) }

    /// The hunks of a later form of the patch that this one does not have, as `path: heading`.
    public static func changedHunks(from old: [FilePatch], to new: [FilePatch]) -> [String] {
        let before = PatchChange(old)
        let after = PatchChange(new)
        var changed: [String] = []
        for patch in new {
            let known = Set(before.files[patch.path] ?? [])
            for hunk in patch.hunks where !known.contains(HunkChange(hunk)) {
                changed.append(name(of: hunk, in: patch))
            }
        }
        for patch in old where after.files[patch.path] == nil {
            changed.append("\(patch.path?.string ?? "a bare hunk"): no longer changed")
        }
        for patch in old {
            guard let left = after.files[patch.path] else { continue }
            let known = Set(left)
            let gone = patch.hunks.filter { !known.contains(HunkChange($0)) }
            let isOnlyRemoved = gone.count > patch.hunks.count - left.count
            if left.count < patch.hunks.count, !isOnlyRemoved {
                changed += gone.map { "\(name(of: $0, in: patch)): gone" }
            }
        }
        return changed
    }

    private static func name(of hunk: Hunk, in patch: FilePatch) -> String {
        let path = patch.path?.string ?? "bare hunk"
        let heading = hunk.sectionHeading.trimmingBlanks().lossyString
        return heading.isEmpty ? "\(path):\(hunk.newStart)" : "\(path): \(heading)"
    }

    /// Whether each change is one of the other turned round.
    func isReverse(of other: PatchChange) -> Bool {
        guard !isEmpty, Set(files.keys) == Set(other.files.keys) else { return false }
        func changes(_ hunks: [HunkChange], _ mark: UInt8) -> [[UInt8]] {
            hunks.flatMap(\.lines).filter { $0.first == mark }.map { Array($0.dropFirst()) }
        }
        return files.allSatisfy { path, hunks in
            guard let theirs = other.files[path] else { return false }
            let (added, deleted) = (changes(hunks, 0x2b), changes(hunks, 0x2d))
            return added == changes(theirs, 0x2d) && deleted == changes(theirs, 0x2b)
                && !(added + deleted).isEmpty
        }
    }

    /// Whether an old line of these patches is one that the others add, near the place where they
    /// add it, and that is nowhere in their old sides.
    static func isMade(_ patches: [FilePatch], on others: [FilePatch]) -> Bool {
        let nearby = 60
        return patches.contains { patch in
            let below = others.filter { patch.path == nil || $0.path == patch.path }
            let old = below.flatMap(\.hunks).reduce(into: Set<[UInt8]>()) {
                let change = HunkChange($1)
                $0.formUnion(change.texts(0x20))
                $0.formUnion(change.texts(0x2d))
            }
            return patch.hunks.contains { hunk in
                let change = HunkChange(hunk)
                let own = change.texts(0x20).union(change.texts(0x2d)).subtracting(old)
                return below.flatMap(\.hunks).contains { other in
                    let isNear =
                        hunk.oldStart <= other.newStart + other.newLineCount + nearby
                        && other.newStart <= hunk.oldStart + hunk.oldLineCount + nearby
                    guard isNear else { return false }
                    return HunkChange(other).texts(0x2b).intersection(own).contains {
                        $0.count { $0.isASCIILetter } >= 8
                    }
                }
            }
        }
    }
}
