// SPDX-License-Identifier: GPL-2.0-only

internal import GitObjects
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

    /// Whether both modes are stated and of different types.
    var changesType: Bool {
        guard let sourceMode, let targetMode else { return false }
        return !sourceMode.isSameType(as: targetMode)
    }
}

extension FileMode {
    /// What git makes of a file of this mode: of regular files only whether they can be run is kept.
    var entryKind: TreeEntry.Kind {
        if isSameType(as: .symbolicLink) { return .symbolicLink }
        if isSameType(as: .submodule) { return .submodule }
        return rawValue & 0o100 == 0 ? .file : .program
    }
}
