// SPDX-License-Identifier: GPL-2.0-only

internal import CGit2

/// One tree of a repository, opened to be asked many times by one task.
///
/// The repository and the folders that were asked for stay open, so that asking costs a binary
/// search. Nothing is written. Not `Sendable`: libgit2's handles serve one thread at a time.
@safe public final class OpenTree {
    private let repository: GitRepository
    private let tree: ObjectID
    private let database: OpaquePointer
    /// Folders by their paths, nil for those that are not there.
    private var folders: [ArraySlice<UInt8>: OpenFolder?] = [:]

    /// The most folders that stay open; Linux has some six thousand.
    private static let mostFolders = 8_192

    /// Opens a tree of the repository at a path.
    ///
    /// The corresponding C functions are `git_repository_open_ext` and `git_repository_odb`.
    ///
    /// - Throws: As ``GitRepository/open(_:)``; ``GitError/unreadable(what:reason:)``.
    public init(_ tree: ObjectID, ofRepository path: String) throws(GitError) {
        let repository = try GitRepository.open(path)
        Library.forgetLastError()
        var database: OpaquePointer?
        let code = unsafe git_repository_odb(&database, repository.handle)
        guard code == 0, let database = unsafe database else {
            throw .unreadable(what: path, reason: Library.lastError)
        }
        unsafe self.database = database
        self.repository = repository
        self.tree = tree
    }

    deinit {
        unsafe git_odb_free(database)
    }

    /// The entry at a path, nil if there is none; as ``GitRepository/entry(at:in:)``.
    ///
    /// - Throws: ``GitError/missingObject(_:)``, ``GitError/unreadable(what:reason:)``.
    public func entry(at path: [UInt8]) throws(GitError) -> TreeEntry? {
        guard !path.isEmpty, !path.contains(0) else { return nil }
        let slash = path.lastIndex(of: 0x2f)
        let folder = try folder(at: path[..<(slash ?? 0)])
        return folder?.entry(named: path[(slash.map { $0 + 1 } ?? 0)...], path: path)
    }

    /// The bytes of a blob of at most `limit` bytes.
    ///
    /// The corresponding C functions are `git_odb_read_header` and `git_odb_read`.
    ///
    /// - Throws: ``GitError/missingObject(_:)``, ``GitError/tooLarge(_:bytes:limit:)``,
    ///   ``GitError/unreadable(what:reason:)``.
    public func blob(_ id: ObjectID, limit: Int) throws(GitError) -> [UInt8] {
        Library.forgetLastError()
        var native = id.native
        var size = 0
        var kind = GIT_OBJECT_INVALID
        let found = unsafe git_odb_read_header(&size, &kind, database, &native)
        guard found == 0 else { throw repository.failure(found, of: id) }
        guard kind == GIT_OBJECT_BLOB else {
            throw .unreadable(what: "object \(id)", reason: "it is no file")
        }
        guard size <= limit else { throw .tooLarge(id, bytes: size, limit: limit) }
        var object: OpaquePointer?
        let code = unsafe git_odb_read(&object, database, &native)
        guard code == 0, let object = unsafe object else { throw repository.failure(code, of: id) }
        defer { unsafe git_odb_object_free(object) }
        guard let start = unsafe git_odb_object_data(object) else { return [] }
        let count = unsafe git_odb_object_size(object)
        return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    /// The open folder at a path, nil if there is none.
    private func folder(at path: ArraySlice<UInt8>) throws(GitError) -> OpenFolder? {
        if let known = folders[path] { return known }
        var id: ObjectID? = tree
        if !path.isEmpty {
            let slash = path.lastIndex(of: 0x2f)
            let above = try folder(at: path[..<(slash ?? path.startIndex)])
            let name = path[(slash.map { $0 + 1 } ?? path.startIndex)...]
            let found = above?.entry(named: name, path: Array(path))
            id = found?.kind == .folder ? found?.id : nil
        }
        if folders.count >= OpenTree.mostFolders { folders.removeAll() }
        guard let id else {
            folders.updateValue(nil, forKey: path)
            return nil
        }
        Library.forgetLastError()
        var opened: OpaquePointer?
        var native = id.native
        let code = unsafe git_tree_lookup(&opened, repository.handle, &native)
        guard code == 0, let opened = unsafe opened else { throw repository.failure(code, of: id) }
        let folder = unsafe OpenFolder(opened)
        folders.updateValue(folder, forKey: path)
        return folder
    }
}

/// One folder of a tree; the corresponding C type is `git_tree`.
@safe private final class OpenFolder {
    private let handle: OpaquePointer

    init(_ handle: OpaquePointer) {
        unsafe self.handle = handle
    }

    deinit {
        unsafe git_tree_free(handle)
    }

    /// The entry of a name, nil if there is none.
    func entry(named name: ArraySlice<UInt8>, path: [UInt8]) -> TreeEntry? {
        let entry = unsafe (Array(name) + [0]).withUnsafeBufferPointer { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { name in
                unsafe git_tree_entry_byname(handle, name.baseAddress)
            }
        }
        return unsafe entry.flatMap { unsafe TreeEntry($0, path: path) }
    }
}
