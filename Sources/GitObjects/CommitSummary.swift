// SPDX-License-Identifier: GPL-2.0-only

internal import CGit2

/// A commit, as far as a report names it.
public struct CommitSummary: Hashable, Sendable {
    /// The commit's id.
    public let id: ObjectID
    /// The first paragraph of its message on one line.
    public let subject: String
    /// When it was written, in seconds since the start of 1970.
    public let authorSeconds: Int64
    /// Its parents, the first first.
    public let parents: [ObjectID]
    /// Its tree.
    public let tree: ObjectID
}

/// What a file was from one commit on.
public struct FileVersion: Hashable, Sendable {
    /// The commit that made it so; of the last version that was looked at, maybe an older one did.
    public let commit: CommitSummary
    /// The blob; nil where the file is not there.
    public let blob: ObjectID?
}

/// A path that two trees do not have in common.
public struct PathDifference: Hashable, Sendable {
    /// The bytes of the path.
    public let path: [UInt8]
    /// The blob in the first tree, nil if it has none.
    public let old: ObjectID?
    /// The blob in the second tree, nil if it has none.
    public let new: ObjectID?
}

extension GitRepository {
    /// The commit of an id.
    ///
    /// The corresponding C function is `git_commit_lookup`.
    ///
    /// - Throws: ``GitError/missingObject(_:)``, ``GitError/unreadable(what:reason:)``.
    public func commit(_ id: ObjectID) throws(GitError) -> CommitSummary {
        Library.forgetLastError()
        var commit: OpaquePointer?
        var native = id.native
        let code = unsafe git_commit_lookup(&commit, handle, &native)
        defer { unsafe git_commit_free(commit) }
        guard code == 0, let commit = unsafe commit,
            let tree = unsafe git_commit_tree_id(commit)
        else { throw failure(code, of: id) }
        let summary = unsafe git_commit_summary(commit)
        let author = unsafe git_commit_author(commit)
        let parents = unsafe (0..<git_commit_parentcount(commit)).compactMap { index in
            unsafe git_commit_parent_id(commit, index).map { unsafe ObjectID($0.pointee) }
        }
        return unsafe CommitSummary(
            id: id, subject: summary.map { unsafe String(cString: $0) } ?? "",
            authorSeconds: author.map { unsafe $0.pointee.when.time } ?? 0, parents: parents,
            tree: ObjectID(tree.pointee))
    }

    /// The versions of a file from a commit back, the newest first.
    ///
    /// Merges are followed to the parent that has the same file, as `git log` does, else to the
    /// first. A shallow clone ends where its commits end.
    ///
    /// - Parameters:
    ///   - limit: the most versions.
    ///   - commitLimit: the most commits that are looked at.
    /// - Throws: ``GitError/missingObject(_:)``, ``GitError/unreadable(what:reason:)``.
    public func versions(
        of path: [UInt8], from start: ObjectID, limit: Int, commitLimit: Int
    ) throws(GitError) -> [FileVersion] {
        var versions: [FileVersion] = []
        var current = try commit(start)
        var blob = try entry(at: path, in: current.tree)?.id
        for _ in 0..<commitLimit {
            var next: (commit: CommitSummary, blob: ObjectID?)?
            for parent in current.parents {
                guard let older = try? commit(parent) else { continue }
                let olderBlob = try entry(at: path, in: older.tree)?.id
                if olderBlob == blob {
                    next = (older, olderBlob)
                    break
                }
                if next == nil { next = (older, olderBlob) }
            }
            guard let next else {
                versions.append(FileVersion(commit: current, blob: blob))
                break
            }
            if next.blob != blob {
                versions.append(FileVersion(commit: current, blob: blob))
                guard versions.count < limit else { break }
            }
            (current, blob) = next
        }
        return versions
    }

    /// The files that two trees do not have in common; folders that are equal are not read.
    ///
    /// - Throws: ``GitError/tooManyEntries(limit:)``, ``GitError/missingObject(_:)``,
    ///   ``GitError/unreadable(what:reason:)``.
    public func differences(
        from old: ObjectID?, to new: ObjectID?, below folder: [UInt8] = [], limit: Int
    ) throws(GitError) -> [PathDifference] {
        var sides: [[UInt8]: (old: RawEntry?, new: RawEntry?)] = [:]
        if let old {
            for entry in try rawEntries(of: old) { sides[entry.name] = (entry, nil) }
        }
        if let new {
            for entry in try rawEntries(of: new) {
                sides[entry.name] = (sides[entry.name]?.old, entry)
            }
        }
        var found: [PathDifference] = []
        for (name, side) in sides.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            if side.old?.id == side.new?.id, side.old?.mode == side.new?.mode { continue }
            let path = folder.isEmpty ? name : folder + [0x2f] + name
            let folders = [side.old, side.new].map { $0?.isFolder == true ? $0?.id : nil }
            let files = [side.old, side.new].map { $0?.isFolder == false ? $0?.id : nil }
            if files[0] != nil || files[1] != nil {
                found.append(PathDifference(path: path, old: files[0], new: files[1]))
            }
            if folders[0] != nil || folders[1] != nil {
                found += try differences(
                    from: folders[0], to: folders[1], below: path, limit: limit - found.count)
            }
            guard found.count <= limit else { throw .tooManyEntries(limit: limit) }
        }
        return found
    }
}
