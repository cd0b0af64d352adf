// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import UnifiedDiffs

/// Reads any bytes as diffs: neither a trap nor a loop, and the patches give their bytes back.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDiffs(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: count))
    let text = ByteText(bytes)
    var end = 0
    for patch in DiffFinder().diffs(in: text).flatMap(\.patches) {
        precondition(patch.span.lowerBound >= end, "Patches are in order and do not overlap.")
        precondition(patch.bytes == Array(bytes[patch.span]), "A patch gives its bytes back.")
        end = patch.span.upperBound
        for path in [patch.oldPath, patch.newPath].compactMap({ $0 }) {
            precondition(
                !path.components.contains { $0.elementsEqual("..".utf8) }, "A path stays inside.")
        }
        _ = patch.binaryChanges
    }
    return 0
}
