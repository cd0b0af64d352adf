// SPDX-License-Identifier: GPL-2.0-only

public import GitObjects
public import UnifiedDiffs

/// The source files that patches are matched against; read only.
///
/// Each call reads anew, so that a value can be shared between tasks.
public protocol SourceTree: Sendable {
    /// What a report calls the tree, such as `linux-6.12` or `linux.git@v6.12`.
    var name: String { get }

    /// The folder that holds the files on disk, nil where they are only in a repository.
    ///
    /// For a compiler that can read the files in place. Links in it may lead outside.
    var folderOnDisk: String? { get }

    /// A digest of the contents of all files: the same for the same files, wherever they lie.
    ///
    /// The id of the tree object for a repository. For a plain folder every file is read: seconds
    /// for a whole kernel.
    ///
    /// - Throws: What ``contents(of:)`` throws.
    func identity() throws(TreeError) -> String

    /// The contents of files, nil for those that are not there; one handle serves all of them.
    ///
    /// - Throws: ``TreeError/notRegularFile(_:_:)``, ``TreeError/linkLeavesTree(_:)``,
    ///   ``TreeError/tooManyLinks(_:)``, ``TreeError/tooLarge(_:bytes:limit:)``,
    ///   ``TreeError/unreadable(path:reason:)``, ``TreeError/repository(_:)``.
    func contents(of paths: [TreePath]) throws(TreeError) -> [[UInt8]?]

    /// The id that git gives to the file's contents, nil if it is not there.
    ///
    /// - Throws: What ``contents(of:)`` throws.
    func blobID(of path: TreePath) throws(TreeError) -> ObjectID?

    /// What is at the path, nil for nothing; links are not followed.
    ///
    /// - Throws: ``TreeError/linkLeavesTree(_:)`` for a folder on the way,
    ///   ``TreeError/tooManyLinks(_:)``, ``TreeError/unreadable(path:reason:)``,
    ///   ``TreeError/repository(_:)``.
    func kind(of path: TreePath) throws(TreeError) -> TreeEntry.Kind?

    /// The paths of all regular files below a folder, or in the whole tree for nil, in their order.
    ///
    /// Links and submodules are left out. A folder that is not there has no files.
    ///
    /// - Throws: ``TreeError/tooManyFiles(limit:)``, ``TreeError/linkLeavesTree(_:)``,
    ///   ``TreeError/tooManyLinks(_:)``, ``TreeError/unreadable(path:reason:)``,
    ///   ``TreeError/repository(_:)``.
    func paths(under folder: TreePath?) throws(TreeError) -> [TreePath]
}

extension SourceTree {
    /// The contents of one file, nil if it is not there.
    ///
    /// - Throws: ``TreeError/notRegularFile(_:_:)``, ``TreeError/linkLeavesTree(_:)``,
    ///   ``TreeError/tooManyLinks(_:)``, ``TreeError/tooLarge(_:bytes:limit:)``,
    ///   ``TreeError/unreadable(path:reason:)``, ``TreeError/repository(_:)``.
    public func contents(of path: TreePath) throws(TreeError) -> [UInt8]? {
        try contents(of: [path])[0]
    }
}
