// SPDX-License-Identifier: GPL-2.0-only

internal import UnifiedDiffs

/// A file patch seen in the direction in which it is applied.
struct SidedFile {
    let kind: FilePatch.Kind
    let source: TreePath?
    let target: TreePath?
    let sourceMode: FileMode?
    let targetMode: FileMode?
    let sourceID: AbbreviatedID?

    init(_ patch: FilePatch, isReverse: Bool) {
        guard isReverse else {
            kind = patch.kind
            source = patch.oldPath
            target = patch.newPath
            sourceMode = patch.oldMode
            targetMode = patch.newMode
            sourceID = patch.preimageID
            return
        }
        kind =
            switch patch.kind {
            case .create: .delete
            case .delete: .create
            default: patch.kind
            }
        source = patch.newPath
        target = patch.oldPath
        // A patch that states one mode states it for both sides.
        let isModeKept = patch.newMode == nil && patch.kind != .delete
        sourceMode = isModeKept ? patch.oldMode : patch.newMode
        targetMode = isModeKept ? nil : patch.oldMode
        sourceID = patch.postimageID
    }

    /// Whether the source is gone afterwards.
    var removesSource: Bool { kind == .delete || kind == .rename }

    /// Whether the target is new.
    var makesTarget: Bool { kind == .create || kind == .rename || kind == .copy }

    /// Whether a mode is of something else than a regular file.
    var isForOtherTypes: Bool {
        [sourceMode, targetMode].contains { $0.map { !$0.isRegularFile } ?? false }
    }
}
