// SPDX-License-Identifier: GPL-2.0-only

internal import GitObjects
internal import UnifiedDiffs

/// The versions that a patch was made on, and what it makes of them.
struct MergeSides {
    /// The indices of the file patches of which both are known.
    let indices: Set<Int>
    /// The versions that the patch was made on, and no other file.
    let ancestors: TreeSnapshot
    /// The same with the patch.
    let theirs: TreeSnapshot

    /// Looks for the versions, and applies the patch to them, without fuzz.
    ///
    /// File patches that do not apply to the version that they state are left out.
    init(
        _ patches: [FilePatch], outcome: [FileOutcome], on tree: TreeSnapshot,
        versions: KnownVersions, reader: TreeReader
    ) {
        var ground = TreeSnapshot(EmptyTree())
        var known: [Int] = []
        for (index, patch) in patches.enumerated() where Self.canMerge(outcome[index]) {
            guard patch.kind != .create, let path = patch.oldPath else {
                if patch.kind == .create { known.append(index) }
                continue
            }
            if ground.overlay[path] == nil {
                let ours = (try? tree.file(at: path, reader: reader)) ?? nil
                let isUnchanged = patch.hunks.isEmpty && !patch.isBinary
                guard
                    let bytes = patch.preimageID.flatMap(versions.contents)
                        ?? (isUnchanged ? ours?.bytes : nil)
                else { continue }
                ground.setContents(
                    bytes, of: path, kind: patch.oldMode?.entryKind ?? ours?.kind ?? .file)
            }
            known.append(index)
        }
        let tried = ground.applying(known.map { patches[$0] })
        let fitting = zip(known, tried.files).filter { $1.status == .applies }.map { $0.0 }
        let made =
            fitting == known ? tried : ground.applying(fitting.map { patches[$0] })
        indices = made.result == nil ? [] : Set(fitting)
        ancestors = ground
        theirs = made.result ?? ground
        versions.keep(Array(theirs.overlay.keys), of: theirs)
    }

    /// Whether a merge can help: what the patch says of the file is clear, and allowed.
    private static func canMerge(_ file: FileOutcome) -> Bool {
        switch file.problem {
        case nil, .alreadyExists, .binaryMadeOnOther: true
        default: false
        }
    }
}
