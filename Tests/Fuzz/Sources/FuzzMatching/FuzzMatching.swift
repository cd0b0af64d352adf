// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import GitObjects
internal import HunkMatching
internal import UnifiedDiffs

/// A tree in which every file has the same contents.
private struct UniformTree: SourceTree {
    let bytes: [UInt8]
    let name = "fuzz"
    let folderOnDisk: String? = nil

    func identity() throws(TreeError) -> String { name }
    func contents(of paths: [TreePath]) throws(TreeError) -> [[UInt8]?] { paths.map { _ in bytes } }
    func blobID(of path: TreePath) throws(TreeError) -> ObjectID? { ObjectID.blob(of: bytes) }
    func kind(of path: TreePath) throws(TreeError) -> TreeEntry.Kind? { .file }
    func paths(under folder: TreePath?) throws(TreeError) -> [TreePath] { [] }
}

/// Matches what stands behind the first zero byte, as diffs, against what stands before it; what
/// applies is taken out again and written anew.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMatching(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: count))
    let end = bytes.firstIndex(of: 0) ?? bytes.count
    let tree = TreeSnapshot(UniformTree(bytes: Array(bytes[..<end])))
    let patches = DiffFinder().diffs(in: ByteText(Array(bytes[end...].dropFirst())))
        .flatMap(\.patches)
    guard let path = try? TreePath(validating: "f") else { return 0 }
    for patch in patches.prefix(8) {
        let patch = patch.isBareHunk ? patch.assigned(to: path) : patch
        for options in [
            MatchOptions(), MatchOptions(isReverse: true), MatchOptions(leastContext: 0),
        ] {
            let outcome = tree.applying([patch], options: options)
            guard outcome.status == .applies, let result = outcome.result else { continue }
            let diff = try? RewrittenPatch.diff(
                [patch], files: outcome.files, before: tree, after: result)
            guard let diff, patch.hunks.count == 1, outcome.files[0].kind == .modify else {
                continue
            }
            let again = DiffFinder().diffs(in: ByteText(diff)).flatMap(\.patches)
            _ = tree.applying(again)
        }
    }
    return 0
}
