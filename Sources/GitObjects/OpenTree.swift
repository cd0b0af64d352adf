// SPDX-License-Identifier: GPL-2.0-only

internal import CGit2

/// One tree of a repository, opened to be asked many times by one task.
///
/// The repository and the folders that were asked for stay open, so that asking costs a binary
/// search. Nothing is written. Not `Sendable`: libgit2's handles serve one thread at a time.
@safe public final class OpenTree {
    private let repository: GitRepository
    private let tree: ObjectID
    /// Folders by their paths, nil for those that are not there.
    private var folders: [ArraySlice<UInt8>: OpenFolder?] = [:]

    /// The most folders that stay open; Linux has some six thousand.
    private static let mostFolders = 8_192

    /// Opens a tree of the repository at a path.
    ///
    /// - Throws: As ``GitRepository/open(_:)``.
    public init(_ tree: ObjectID, ofRepository path: String) throws(GitError) {
        repository = try GitRepository.open(path)
        self.tree = tree
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

    /// The bytes of a blob of at most `limit` bytes; as ``GitRepository/blob(_:limit:)``.
    ///
    /// - Throws: ``GitError/missingObject(_:)``, ``GitError/tooLarge(_:bytes:limit:)``,
    ///   ``GitError/unreadable(what:reason:)``.
    public func blob(_ id: ObjectID, limit: Int) throws(GitError) -> [UInt8] {
        try repository.blob(id, limit: limit)
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
