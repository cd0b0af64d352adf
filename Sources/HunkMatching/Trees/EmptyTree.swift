// SPDX-License-Identifier: GPL-2.0-only

internal import GitObjects
internal import UnifiedDiffs

/// A tree without files, on which some can be put: the ground of a three-way merge.
struct EmptyTree: SourceTree {
    let name = "nothing"
    let folderOnDisk: String? = nil

    func identity() throws(TreeError) -> String { "nothing" }

    func contents(of paths: [TreePath]) throws(TreeError) -> [[UInt8]?] { paths.map { _ in nil } }

    func blobID(of path: TreePath) throws(TreeError) -> ObjectID? { nil }

    func kind(of path: TreePath) throws(TreeError) -> TreeEntry.Kind? { nil }

    func paths(under folder: TreePath?) throws(TreeError) -> [TreePath] { [] }
}
