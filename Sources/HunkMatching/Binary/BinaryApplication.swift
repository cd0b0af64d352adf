// SPDX-License-Identifier: GPL-2.0-only

internal import GitObjects
internal import UnifiedDiffs

/// Makes the new contents of a binary file, as `apply_binary` of git.
struct BinaryApplication {
    let patch: FilePatch
    let file: SidedFile
    let limits: MatchLimits
    let isReverse: Bool

    /// The new contents; nothing is taken that does not have the id which the patch states.
    func contents(from source: [UInt8]?) throws(FileStop) -> [UInt8] {
        let (old, new) =
            isReverse
            ? (patch.postimageID, patch.preimageID) : (patch.preimageID, patch.postimageID)
        guard let old, let new, old.digits.utf8.count == 40, new.digits.utf8.count == 40 else {
            throw FileStop(problem: .binaryWithoutIDs)
        }
        let contents = source ?? []
        let found = ObjectID.blob(of: contents)
        guard source == nil ? old.isNull : old.digits == found.hex else {
            throw FileStop(
                problem: .binaryMadeOnOther(found: found), preimage: .different(found: found))
        }
        if new.isNull { return [] }
        guard let changes = patch.binaryChanges,
            let change = isReverse ? changes.backward : changes.forward
        else { throw FileStop(problem: .binary) }
        guard change.size <= limits.binaryBytes,
            let inflated = Inflation.inflated(change.deflated, count: change.size)
        else { throw FileStop(problem: .binaryDamaged) }
        let made: [UInt8]? =
            switch change.form {
            case .literal: inflated
            case .delta: BinaryDelta.applied(inflated, to: contents, limit: limits.binaryBytes)
            }
        guard let made, ObjectID.blob(of: made).hex == new.digits else {
            throw FileStop(problem: .binaryDamaged)
        }
        return made
    }
}
