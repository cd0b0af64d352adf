// SPDX-License-Identifier: GPL-2.0-only

internal import GitObjects
internal import UnifiedDiffs

/// A source tree as one task reads it for many patches: a repository stays open, and files that
/// were read are kept for the next patch that touches them.
///
/// What has been read counts: a plain folder that changes meanwhile is seen as it was. Not
/// `Sendable`: each task makes its own.
public final class TreeReader {
    /// The tree that is read.
    public let tree: any SourceTree
    private var repository: OpenTree?
    private var links: FolderLinks?
    private var kinds: [TreePath: TreeEntry.Kind?] = [:]
    /// Files that were asked for of late, and those before them.
    private var young: [TreePath: KeptFile] = [:]
    private var old: [TreePath: KeptFile] = [:]
    private var youngBytes = 0

    /// The most bytes of files that are kept in each of the two generations; what is made of a file
    /// takes as much again.
    private static let keptBytes = 8 << 20
    private static let mostKinds = 100_000

    /// Reads a tree; a repository is opened when the first file is asked for.
    public init(_ tree: any SourceTree) {
        self.tree = tree
    }

    /// As ``SourceTree/kind(of:)``.
    func kind(of path: TreePath) throws(TreeError) -> TreeEntry.Kind? {
        if let known = kinds[path] { return known }
        let kind: TreeEntry.Kind? =
            if let tree = tree as? GitTree {
                try entry(at: path, in: tree)?.kind
            } else if let tree = tree as? FolderTree {
                try withLinks { links throws(TreeError) in try tree.kind(of: path, links: &links) }
            } else {
                try tree.kind(of: path)
            }
        if kinds.count >= TreeReader.mostKinds { kinds.removeAll() }
        kinds.updateValue(kind, forKey: path)
        return kind
    }

    /// As ``SourceTree/file(at:)``, kept for the next time.
    func file(at path: TreePath) throws(TreeError) -> KeptFile? {
        if let kept = young[path] { return kept }
        if let kept = old[path] {
            keep(kept, at: path)
            return kept
        }
        let file: TreeFile? =
            if let tree = tree as? GitTree {
                try self.file(at: path, in: tree)
            } else if let tree = tree as? FolderTree {
                try withLinks { links throws(TreeError) in try tree.file(at: path, links: &links) }
            } else {
                try tree.file(at: path)
            }
        guard let file else { return nil }
        let kept = KeptFile(file)
        keep(kept, at: path)
        return kept
    }

    /// As ``SourceTree/contents(of:)-(TreePath)``: for a path at which ``file(at:)`` finds no
    /// regular file. A plain folder follows links, a repository says what is in the way.
    func contents(of path: TreePath) throws(TreeError) -> [UInt8]? {
        if let tree = tree as? GitTree {
            guard let entry = try entry(at: path, in: tree) else { return nil }
            guard entry.kind.isRegularFile else { throw .notRegularFile(path, entry.kind) }
            return try file(at: path)?.bytes
        }
        return try tree.contents(of: path)
    }

    private func keep(_ file: KeptFile, at path: TreePath) {
        if youngBytes + file.bytes.count > TreeReader.keptBytes {
            old = young
            young = [:]
            youngBytes = 0
        }
        young[path] = file
        youngBytes += file.bytes.count
    }

    private func withLinks<Value>(
        _ body: (inout FolderLinks) throws(TreeError) -> Value
    ) throws(TreeError) -> Value {
        var own = links ?? FolderLinks()
        links = nil
        defer { links = own }
        return try body(&own)
    }

    private func opened(_ tree: GitTree) throws(TreeError) -> OpenTree {
        if let repository { return repository }
        do throws(GitError) {
            let opened = try OpenTree(tree.tree, ofRepository: tree.repository)
            repository = opened
            return opened
        } catch {
            throw .repository(error)
        }
    }

    private func entry(at path: TreePath, in tree: GitTree) throws(TreeError) -> TreeEntry? {
        let repository = try opened(tree)
        do throws(GitError) {
            return try repository.entry(at: path.bytes)
        } catch {
            throw .repository(error)
        }
    }

    private func file(at path: TreePath, in tree: GitTree) throws(TreeError) -> TreeFile? {
        guard let entry = try entry(at: path, in: tree), entry.kind != .folder else { return nil }
        let repository = try opened(tree)
        return try TreeFile(entry, at: path) { id throws(GitError) in
            try repository.blob(id, limit: tree.limits.fileBytes)
        }
    }
}

/// A file of a tree, with what was made of it when it was first matched.
final class KeptFile {
    let file: TreeFile
    private var madeTable: LineTable?
    private var madeID: ObjectID??

    var kind: TreeEntry.Kind { file.kind }
    var bytes: [UInt8] { file.bytes }

    init(_ file: TreeFile) {
        self.file = file
    }

    /// The file's lines.
    var table: LineTable {
        if let madeTable { return madeTable }
        let made = LineTable(file.bytes)
        madeTable = made
        return made
    }

    /// As ``TreeFile/id``.
    var id: ObjectID? {
        if let madeID { return madeID }
        let made = file.id
        madeID = .some(made)
        return made
    }
}

extension TreeFile {
    /// The file of an entry that is no folder.
    init(
        _ entry: TreeEntry, at path: TreePath,
        reading blob: (ObjectID) throws(GitError) -> [UInt8]
    ) throws(TreeError) {
        if entry.kind == .submodule {
            self.init(kind: .submodule, bytes: Array("Subproject commit \(entry.id)\n".utf8))
            return
        }
        do throws(GitError) {
            self.init(kind: entry.kind, bytes: try blob(entry.id), id: entry.id)
        } catch {
            if case .tooLarge(_, let bytes, let limit) = error {
                throw .tooLarge(path, bytes: bytes, limit: limit)
            }
            throw .repository(error)
        }
    }
}
