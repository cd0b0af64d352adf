// SPDX-License-Identifier: GPL-2.0-only

internal import CGit2

extension GitRepository {
    /// A commit as a walk meets it.
    public struct HistoryEntry: Hashable, Sendable {
        /// The commit.
        public let commit: ObjectID
        /// Its tree.
        public let tree: ObjectID
    }

    /// The commits from one back towards the first, along first parents; the newest first.
    ///
    /// The corresponding C function is `git_odb_read`. Cost: each commit is read.
    ///
    /// - Parameter known: where the walk ends, and what is not given; nil for nowhere.
    /// - Returns: at most `limit` commits; the parent of the last, nil if it has none; and whether
    ///   the known commit was met, which leaves nothing to go on with.
    /// - Throws: ``GitError/missingObject(_:)``, ``GitError/unreadable(what:reason:)``.
    public func history(
        from newest: ObjectID, limit: Int, until known: ObjectID? = nil
    ) throws(GitError) -> (entries: [HistoryEntry], rest: ObjectID?, isMet: Bool) {
        var entries: [HistoryEntry] = []
        var next: ObjectID? = newest
        while let id = next, entries.count < limit {
            if id == known { return (entries, nil, true) }
            let (tree, parent) = try commit(id)
            entries.append(HistoryEntry(commit: id, tree: tree))
            next = parent
        }
        return (entries, next, false)
    }

    /// The commits that revisions reach, the newest first, at most `limit`.
    ///
    /// The corresponding C functions are those of `git_revwalk`, sorted by time. A shallow clone ends
    /// where its commits end.
    ///
    /// - Parameter hidden: a commit that is left out with all that it reaches.
    /// - Throws: as ``resolve(_:)``.
    public func commits(
        reachedBy revisions: [String], hiding hidden: ObjectID? = nil, limit: Int
    ) throws(GitError) -> [HistoryEntry] {
        var walk: OpaquePointer?
        Library.forgetLastError()
        let code = unsafe git_revwalk_new(&walk, handle)
        defer { unsafe git_revwalk_free(walk) }
        guard code == 0 else { throw .unreadable(what: path, reason: Library.lastError) }
        unsafe git_revwalk_sorting(walk, GIT_SORT_TIME.rawValue)
        for revision in revisions {
            guard let start = try resolve(revision).commit else {
                throw .revisionWithoutTree(revision, path: path)
            }
            var native = start.native
            let pushed = unsafe git_revwalk_push(walk, &native)
            guard pushed == 0 else { throw failure(pushed, of: start) }
        }
        if let hidden {
            var native = hidden.native
            let code = unsafe git_revwalk_hide(walk, &native)
            guard code == 0 else { throw failure(code, of: hidden) }
        }
        var entries: [HistoryEntry] = []
        var native = git_oid()
        while entries.count < limit, unsafe git_revwalk_next(&native, walk) == 0 {
            let id = ObjectID(native)
            let read: CommitSummary = try commit(id)
            entries.append(HistoryEntry(commit: id, tree: read.tree))
        }
        return entries
    }

    /// Whether the repository has no commit that `HEAD` could mean.
    ///
    /// The corresponding C function is `git_repository_head_unborn`.
    public var isEmpty: Bool { unsafe git_repository_head_unborn(handle) == 1 }

    /// The tree and the first parent, from the commit's first two lines: `git_commit_lookup` would
    /// also make the people, their dates and the text, which takes as long again.
    private func commit(_ id: ObjectID) throws(GitError) -> (tree: ObjectID, parent: ObjectID?) {
        Library.forgetLastError()
        var object: OpaquePointer?
        var native = id.native
        let code = unsafe git_odb_read(&object, database, &native)
        guard code == 0, let object = unsafe object else { throw failure(code, of: id) }
        defer { unsafe git_odb_object_free(object) }
        let text = unsafe UnsafeRawBufferPointer(
            start: git_odb_object_data(object), count: git_odb_object_size(object))
        guard unsafe git_odb_object_type(object) == GIT_OBJECT_COMMIT,
            let tree = unsafe GitRepository.id(in: text, at: 0, behind: "tree ")
        else { throw .unreadable(what: "object \(id)", reason: "it is no commit") }
        // The first line has five letters, forty digits and a line feed.
        return unsafe (tree, GitRepository.id(in: text, at: 46, behind: "parent "))
    }

    /// The id behind a word and before a line feed.
    private static func id(
        in text: UnsafeRawBufferPointer, at start: Int, behind word: StaticString
    ) -> ObjectID? {
        let digits = start + word.utf8CodeUnitCount
        guard text.count > digits + 40, unsafe text[digits + 40] == 0x0a,
            unsafe text[start..<digits].elementsEqual(
                UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
        else { return nil }
        var id = git_oid()
        let code = unsafe git_oid_fromstrn(
            &id, text.baseAddress?.advanced(by: digits).assumingMemoryBound(to: CChar.self), 40)
        return code == 0 ? ObjectID(id) : nil
    }
}
