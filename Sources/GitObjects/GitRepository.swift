// SPDX-License-Identifier: GPL-2.0-only

internal import CGit2

/// An open git repository, bare or not, that is only read.
///
/// No function writes to the repository, its index, its worktree or their time stamps. One handle
/// may be used by one task at a time. The corresponding C type is `git_repository`.
@safe public struct GitRepository: ~Copyable {
    /// The path that the repository was opened by.
    public let path: String
    let handle: OpaquePointer
    /// The repository's objects; the corresponding C type is `git_odb`.
    let database: OpaquePointer

    private init(path: String, handle: OpaquePointer, database: OpaquePointer) {
        self.path = path
        unsafe self.handle = handle
        unsafe self.database = database
    }

    deinit {
        unsafe git_odb_free(database)
        unsafe git_repository_free(handle)
    }

    /// Opens the repository whose worktree, `.git` or bare folder is `path`.
    ///
    /// Folders above are not searched and `GIT_DIR` is not read. The corresponding C function is
    /// `git_repository_open_ext` and `git_repository_odb`. Cost: some tenths of a millisecond.
    ///
    /// - Throws: ``GitError/noRepository(path:)``, ``GitError/otherOwner(path:)``,
    ///   ``GitError/unsupportedRepository(path:reason:)``.
    public static func open(_ path: String) throws(GitError) -> GitRepository {
        Library.start()
        Library.forgetLastError()
        var handle: OpaquePointer?
        let flags = GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue
        let code = unsafe git_repository_open_ext(&handle, path, flags, nil)
        guard code == 0, let handle = unsafe handle else {
            switch code {
            // Where no safe.directory is configured, libgit2 1.5 takes its absence for the answer.
            case GIT_ENOTFOUND.rawValue where Library.lastError.contains("safe.directory"):
                throw .otherOwner(path: path)
            case GIT_ENOTFOUND.rawValue: throw .noRepository(path: path)
            case GIT_EOWNER.rawValue: throw .otherOwner(path: path)
            default: throw .unsupportedRepository(path: path, reason: Library.lastError)
            }
        }
        var database: OpaquePointer?
        let found = unsafe git_repository_odb(&database, handle)
        guard found == 0, let database = unsafe database else {
            unsafe git_repository_free(handle)
            throw .unsupportedRepository(path: path, reason: Library.lastError)
        }
        return unsafe GitRepository(path: path, handle: handle, database: database)
    }

    /// The tree that a revision stands for: `HEAD`, `v6.12`, `0c93958~2` and so on.
    ///
    /// The corresponding C functions are `git_revparse_single` and `git_object_peel`.
    ///
    /// - Throws: ``GitError/noRevision(_:path:)``, ``GitError/ambiguousRevision(_:path:)``,
    ///   ``GitError/malformedRevision(_:reason:)``, ``GitError/revisionWithoutTree(_:path:)``,
    ///   ``GitError/unreadable(what:reason:)``.
    public func resolve(_ revision: String) throws(GitError) -> ResolvedRevision {
        Library.forgetLastError()
        var object: OpaquePointer?
        let code = unsafe git_revparse_single(&object, handle, revision)
        defer { unsafe git_object_free(object) }
        guard code == 0 else {
            switch code {
            case GIT_ENOTFOUND.rawValue: throw .noRevision(revision, path: path)
            case GIT_EAMBIGUOUS.rawValue: throw .ambiguousRevision(revision, path: path)
            case GIT_EINVALIDSPEC.rawValue:
                throw .malformedRevision(revision, reason: Library.lastError)
            default: throw .unreadable(what: revision, reason: Library.lastError)
            }
        }
        guard let tree = unsafe peeledID(object, to: GIT_OBJECT_TREE) else {
            throw .revisionWithoutTree(revision, path: path)
        }
        return unsafe ResolvedRevision(
            commit: peeledID(object, to: GIT_OBJECT_COMMIT), tree: tree)
    }

    /// The entry at `path` of the tree, nil if there is none.
    ///
    /// Neither links nor submodules are followed. No blob is read, so that this works in a partial
    /// clone. The corresponding C function is `git_tree_entry_bypath`.
    ///
    /// - Throws: ``GitError/missingObject(_:)``, ``GitError/unreadable(what:reason:)``.
    public func entry(at path: [UInt8], in tree: ObjectID) throws(GitError) -> TreeEntry? {
        guard !path.isEmpty, !path.contains(0) else { return nil }
        let tree = unsafe try openTree(tree)
        defer { unsafe git_tree_free(tree) }
        Library.forgetLastError()
        var entry: OpaquePointer?
        let code = unsafe (path + [0]).withUnsafeBufferPointer { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { path in
                unsafe git_tree_entry_bypath(&entry, tree, path.baseAddress)
            }
        }
        defer { unsafe git_tree_entry_free(entry) }
        if code == GIT_ENOTFOUND.rawValue { return nil }
        guard code == 0, let entry = unsafe entry else {
            throw .unreadable(
                what: String(decoding: path, as: UTF8.self), reason: Library.lastError)
        }
        return unsafe TreeEntry(entry, path: path)
    }

    /// The bytes of a blob of at most `limit` bytes.
    ///
    /// The corresponding C functions are `git_odb_read_header`, which tells the size before anything
    /// is inflated, and `git_odb_read`.
    ///
    /// - Throws: ``GitError/missingObject(_:)``, ``GitError/tooLarge(_:bytes:limit:)``,
    ///   ``GitError/unreadable(what:reason:)``.
    public func blob(_ id: ObjectID, limit: Int) throws(GitError) -> [UInt8] {
        Library.forgetLastError()
        var native = id.native
        var size = 0
        var kind = GIT_OBJECT_INVALID
        let found = unsafe git_odb_read_header(&size, &kind, database, &native)
        guard found == 0 else { throw failure(found, of: id) }
        guard kind == GIT_OBJECT_BLOB else {
            throw .unreadable(what: "object \(id)", reason: "it is no file")
        }
        guard size <= limit else { throw .tooLarge(id, bytes: size, limit: limit) }
        var object: OpaquePointer?
        let code = unsafe git_odb_read(&object, database, &native)
        guard code == 0, let object = unsafe object else { throw failure(code, of: id) }
        defer { unsafe git_odb_object_free(object) }
        guard let start = unsafe git_odb_object_data(object) else { return [] }
        let count = unsafe git_odb_object_size(object)
        return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    /// All files, links and submodules below a folder of the tree, in the tree's order.
    ///
    /// An empty `folder` is the whole tree; a folder that does not exist has no entries. Subfolders
    /// are descended into and not listed. Cost: the tree objects below the folder are read.
    ///
    /// - Throws: ``GitError/tooManyEntries(limit:)``, ``GitError/missingObject(_:)``,
    ///   ``GitError/unreadable(what:reason:)``.
    public func entries(
        under folder: [UInt8], in tree: ObjectID, limit: Int
    ) throws(GitError) -> [TreeEntry] {
        var pending: [(path: [UInt8], id: ObjectID)] = []
        if folder.isEmpty {
            pending = [([], tree)]
        } else if let entry = try entry(at: folder, in: tree), entry.kind == .folder {
            pending = [(folder, entry.id)]
        }
        var found: [TreeEntry] = []
        while let (path, id) = pending.popLast() {
            var folders: [(path: [UInt8], id: ObjectID)] = []
            for entry in try entries(of: id, at: path) {
                if entry.kind == .folder {
                    folders.append((entry.path, entry.id))
                } else {
                    found.append(entry)
                }
            }
            guard found.count + pending.count + folders.count <= limit else {
                throw .tooManyEntries(limit: limit)
            }
            pending += folders.reversed()
        }
        return found
    }

    /// The entries of one tree object, folders too, at most as many as libgit2 reads.
    private func entries(of id: ObjectID, at path: [UInt8]) throws(GitError) -> [TreeEntry] {
        let tree = unsafe try openTree(id)
        defer { unsafe git_tree_free(tree) }
        return unsafe (0..<git_tree_entrycount(tree)).compactMap { index in
            guard let entry = unsafe git_tree_entry_byindex(tree, index),
                let name = unsafe git_tree_entry_name(entry)
            else { return nil }
            let bytes = unsafe Array(
                UnsafeRawBufferPointer(start: name, count: length(of: name)))
            let full = path.isEmpty ? bytes : path + [0x2f] + bytes
            return unsafe TreeEntry(entry, path: full)
        }
    }

    /// The entries of one tree object with the modes that it has, old ones such as `100664` too.
    func rawEntries(of id: ObjectID) throws(GitError) -> [RawEntry] {
        let tree = unsafe try openTree(id)
        defer { unsafe git_tree_free(tree) }
        return unsafe (0..<git_tree_entrycount(tree)).compactMap { index in
            guard let entry = unsafe git_tree_entry_byindex(tree, index),
                let name = unsafe git_tree_entry_name(entry),
                let id = unsafe git_tree_entry_id(entry)
            else { return nil }
            let bytes = unsafe Array(UnsafeRawBufferPointer(start: name, count: length(of: name)))
            let mode = unsafe git_tree_entry_filemode_raw(entry).rawValue
            return unsafe RawEntry(name: bytes, mode: UInt32(mode), id: ObjectID(id.pointee))
        }
    }

    func openTree(_ id: ObjectID) throws(GitError) -> OpaquePointer {
        Library.forgetLastError()
        var tree: OpaquePointer?
        var native = id.native
        let code = unsafe git_tree_lookup(&tree, handle, &native)
        guard code == 0, let tree = unsafe tree else { throw failure(code, of: id) }
        return unsafe tree
    }

    func failure(_ code: Int32, of id: ObjectID) -> GitError {
        code == GIT_ENOTFOUND.rawValue
            ? .missingObject(id) : .unreadable(what: "object \(id)", reason: Library.lastError)
    }

    private func peeledID(_ object: OpaquePointer?, to kind: git_object_t) -> ObjectID? {
        var peeled: OpaquePointer?
        defer { unsafe git_object_free(peeled) }
        guard unsafe git_object_peel(&peeled, object, kind) == 0,
            let id = unsafe git_object_id(peeled)
        else { return nil }
        return unsafe ObjectID(id.pointee)
    }
}

/// What a revision stands for.
public struct ResolvedRevision: Hashable, Sendable {
    /// The commit, nil if the revision names a tree.
    public let commit: ObjectID?
    /// The tree of the commit, or the one that is named.
    public let tree: ObjectID
}
