// SPDX-License-Identifier: GPL-2.0-only

internal import GitObjects
public import UnifiedDiffs

/// The versions of files that a patch can have been made on: those of a repository, and those that
/// earlier patches of a series made.
///
/// Not `Sendable`: the repository stays open for one task.
public final class KnownVersions {
    private let repository: GitRepository
    private let limit: Int
    private var made: [ObjectID: [UInt8]] = [:]

    /// The versions in the repository of a tree; nil for a tree that is in none.
    public init?(_ tree: any SourceTree) {
        guard let tree = tree as? GitTree, let opened = try? GitRepository.open(tree.repository)
        else { return nil }
        repository = opened
        limit = tree.limits.fileBytes
    }

    /// The version of an id; nil where there is none, or several that begin so.
    public func contents(_ id: AbbreviatedID) -> [UInt8]? {
        let own = made.filter { id.isPrefix(of: $0.key.hex) }
        if own.count == 1 { return own.first?.value }
        guard own.isEmpty else { return nil }
        return try? repository.blob(abbreviated: id.digits, limit: limit)
    }

    /// Remembers what patches made of the files at some paths.
    public func keep(_ paths: [TreePath], of tree: TreeSnapshot) {
        for case let bytes?? in paths.map({ tree.overlay[$0] }) {
            made[ObjectID.blob(of: bytes)] = bytes
        }
    }
}
