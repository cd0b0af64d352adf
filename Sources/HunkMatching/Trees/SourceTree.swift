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

    /// What is at the path, links and submodules included, with its contents; nil for nothing and
    /// for a folder. Links are not followed.
    ///
    /// - Throws: As ``contents(of:)``, but for files of other types.
    func file(at path: TreePath) throws(TreeError) -> TreeFile?

    /// The id of the tree object that git would make of this tree with changed files, nil if the
    /// tree is not in a repository. Nothing is written.
    ///
    /// - Throws: ``TreeError/repository(_:)``.
    func treeID(changing files: [TreePath: TreeFile?]) throws(TreeError) -> ObjectID?

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

/// A file as git has it: contents and type.
public struct TreeFile: Hashable, Sendable {
    /// A file, a program, a symbolic link or a submodule.
    public let kind: TreeEntry.Kind
    /// The contents; of a link its target, of a submodule the line that a diff of it has
    /// (`Subproject commit ID`).
    public let bytes: [UInt8]
    /// The id where it is known without hashing.
    private let knownID: ObjectID?

    /// A file of contents and type.
    ///
    /// - Parameter id: the id that git has for it, where it was read from a repository.
    public init(kind: TreeEntry.Kind, bytes: [UInt8], id: ObjectID? = nil) {
        self.kind = kind
        self.bytes = bytes
        knownID = id
    }

    /// Whether kind and contents are the same.
    public static func == (left: TreeFile, right: TreeFile) -> Bool {
        left.kind == right.kind && left.bytes == right.bytes
    }

    /// Hashes kind and contents.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(bytes)
    }

    /// The id that git has for it; nil for a submodule whose line names no commit.
    public var id: ObjectID? {
        if let knownID { return knownID }
        guard kind == .submodule else { return ObjectID.blob(of: bytes) }
        let words = bytes.split { $0 == 0x20 || $0 == 0x0a }
        return words.last.flatMap { ObjectID(hex: String(decoding: $0, as: UTF8.self)) }
    }
}

extension SourceTree {
    /// Files and programs alone.
    public func file(at path: TreePath) throws(TreeError) -> TreeFile? {
        guard let kind = try kind(of: path), kind.isRegularFile else { return nil }
        return try contents(of: path).map { TreeFile(kind: kind, bytes: $0) }
    }

    /// Nil: only a repository has trees.
    public func treeID(changing files: [TreePath: TreeFile?]) throws(TreeError) -> ObjectID? {
        nil
    }

    /// The contents of one file, nil if it is not there.
    ///
    /// - Throws: ``TreeError/notRegularFile(_:_:)``, ``TreeError/linkLeavesTree(_:)``,
    ///   ``TreeError/tooManyLinks(_:)``, ``TreeError/tooLarge(_:bytes:limit:)``,
    ///   ``TreeError/unreadable(path:reason:)``, ``TreeError/repository(_:)``.
    public func contents(of path: TreePath) throws(TreeError) -> [UInt8]? {
        try contents(of: [path])[0]
    }
}
