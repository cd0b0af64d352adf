// SPDX-License-Identifier: GPL-2.0-only

public import GitObjects
public import UnifiedDiffs

/// A source tree in a git repository, bare or not: the tree of one revision.
///
/// Links and submodules are not followed: they are no files.
public struct GitTree: SourceTree {
    /// The last component of the repository's path, `@`, and the revision.
    public let name: String
    /// The path that the repository is opened by.
    public let repository: String
    /// The commit of the revision, nil if it named a tree.
    public let commit: ObjectID?
    /// The tree's id.
    public let tree: ObjectID
    /// How much is read.
    public let limits: TreeLimits

    /// Nil: a worktree may differ from the revision.
    public var folderOnDisk: String? { nil }

    /// The tree of `revision` in the repository at `path`.
    ///
    /// - Throws: ``TreeError/repository(_:)``.
    public init(
        repository path: String, revision: String, limits: TreeLimits = .standard
    ) throws(TreeError) {
        do throws(GitError) {
            let resolved = try GitRepository.open(path).resolve(revision)
            commit = resolved.commit
            tree = resolved.tree
        } catch {
            throw .repository(error)
        }
        repository = path
        let folder = path.split(separator: "/").last.map(String.init) ?? path
        name = "\(folder)@\(revision)"
        self.limits = limits
    }

    /// The id of the tree object.
    public func identity() throws(TreeError) -> String { tree.hex }

    /// As ``SourceTree/contents(of:)`` says; the repository is opened once.
    public func contents(of paths: [TreePath]) throws(TreeError) -> [[UInt8]?] {
        let repository = try opened()
        var contents: [[UInt8]?] = []
        for path in paths {
            guard let entry = try entry(at: path, in: repository) else {
                contents.append(nil)
                continue
            }
            guard entry.kind.isRegularFile else { throw .notRegularFile(path, entry.kind) }
            do throws(GitError) {
                contents.append(try repository.blob(entry.id, limit: limits.fileBytes))
            } catch {
                if case .tooLarge(_, let bytes, let limit) = error {
                    throw .tooLarge(path, bytes: bytes, limit: limit)
                }
                throw .repository(error)
            }
        }
        return contents
    }

    /// As ``SourceTree/file(at:)`` says.
    public func file(at path: TreePath) throws(TreeError) -> TreeFile? {
        let repository = try opened()
        guard let entry = try entry(at: path, in: repository), entry.kind != .folder else {
            return nil
        }
        return try TreeFile(entry, at: path) { id throws(GitError) in
            try repository.blob(id, limit: limits.fileBytes)
        }
    }

    /// As ``SourceTree/treeID(changing:)`` says; only the changed folders are read.
    public func treeID(changing files: [TreePath: TreeFile?]) throws(TreeError) -> ObjectID? {
        let changes = files.map { path, file in
            GitRepository.TreeChange(path: path.bytes, kind: file?.kind ?? .file, id: file?.id)
        }
        do throws(GitError) {
            return try GitRepository.open(repository).treeID(of: tree, with: changes)
        } catch {
            throw .repository(error)
        }
    }

    /// The id in the tree object; no blob is read.
    public func blobID(of path: TreePath) throws(TreeError) -> ObjectID? {
        guard let entry = try entry(at: path, in: opened()) else { return nil }
        guard entry.kind.isRegularFile else { throw .notRegularFile(path, entry.kind) }
        return entry.id
    }

    /// The kind in the tree object.
    public func kind(of path: TreePath) throws(TreeError) -> TreeEntry.Kind? {
        try entry(at: path, in: opened())?.kind
    }

    /// As ``SourceTree/paths(under:)`` says; no blob is read.
    public func paths(under folder: TreePath?) throws(TreeError) -> [TreePath] {
        let entries: [TreeEntry]
        do throws(GitError) {
            entries = try GitRepository.open(repository).entries(
                under: folder?.bytes ?? [], in: tree, limit: limits.files)
        } catch {
            if case .tooManyEntries(let limit) = error { throw .tooManyFiles(limit: limit) }
            throw .repository(error)
        }
        return entries.filter(\.kind.isRegularFile)
            .compactMap { try? TreePath(validating: $0.path) }
            .sorted()
    }

    private func opened() throws(TreeError) -> GitRepository {
        do throws(GitError) {
            return try GitRepository.open(repository)
        } catch {
            throw .repository(error)
        }
    }

    private func entry(
        at path: TreePath, in repository: borrowing GitRepository
    ) throws(TreeError) -> TreeEntry? {
        do throws(GitError) {
            return try repository.entry(at: path.bytes, in: tree)
        } catch {
            throw .repository(error)
        }
    }
}
