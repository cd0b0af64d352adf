// SPDX-License-Identifier: GPL-2.0-only

internal import CGit2

extension GitRepository {
    /// A file of a tree that gets other contents, or goes.
    public struct TreeChange: Hashable, Sendable {
        /// The bytes of the path from the top of the tree.
        public let path: [UInt8]
        /// The type that the file gets.
        public let kind: TreeEntry.Kind
        /// The id of its contents; nil for a file that goes.
        public let id: ObjectID?

        /// A change at a path.
        public init(path: [UInt8], kind: TreeEntry.Kind, id: ObjectID?) {
            self.path = path
            self.kind = kind
            self.id = id
        }
    }

    /// The id that `git write-tree` would give to a tree with these changes. Nothing is written.
    ///
    /// Folders without files go. Cost: the tree objects on the way to the changes are read.
    ///
    /// - Throws: ``GitError/missingObject(_:)``, ``GitError/unreadable(what:reason:)``.
    public func treeID(
        of tree: ObjectID, with changes: [TreeChange]
    ) throws(GitError) -> ObjectID {
        try changedTree(tree, changes.map { ($0.path[...], $0) }) ?? emptyTree
    }

    private var emptyTree: ObjectID { ObjectID.object(of: [], kind: GIT_OBJECT_TREE) }

    /// The id of a changed folder; nil for one that has no files left.
    private func changedTree(
        _ tree: ObjectID?, _ changes: [(path: ArraySlice<UInt8>, change: TreeChange)]
    ) throws(GitError) -> ObjectID? {
        guard !changes.isEmpty else { return tree }
        var entries: [[UInt8]: RawEntry] = [:]
        if let tree {
            for entry in try rawEntries(of: tree) { entries[entry.name] = entry }
        }
        var folders: [[UInt8]: [(path: ArraySlice<UInt8>, change: TreeChange)]] = [:]
        // What goes makes room for what comes: a file for a folder of its name.
        for (path, change) in changes.sorted(by: { $0.change.id == nil && $1.change.id != nil }) {
            let name = Array(path.prefix { $0 != 0x2f })
            if name.count < path.count {
                folders[name, default: []].append((path.dropFirst(name.count + 1), change))
            } else if let id = change.id {
                entries[name] = RawEntry(name: name, mode: change.kind.mode, id: id)
            } else if entries[name]?.isFolder == false {
                entries[name] = nil
            }
        }
        for (name, inside) in folders {
            let old = entries[name].flatMap { $0.isFolder ? $0.id : nil }
            if let id = try changedTree(old, inside) {
                entries[name] = RawEntry(name: name, mode: TreeEntry.Kind.folder.mode, id: id)
            } else if entries[name]?.isFolder == true {
                entries[name] = nil
            }
        }
        guard !entries.isEmpty else { return nil }
        let sorted = entries.values.sorted { $0.sortKey.lexicographicallyPrecedes($1.sortKey) }
        return ObjectID.object(of: sorted.flatMap(\.bytes), kind: GIT_OBJECT_TREE)
    }
}

/// An entry of one tree object.
struct RawEntry {
    let name: [UInt8]
    let mode: UInt32
    let id: ObjectID

    var isFolder: Bool { mode == TreeEntry.Kind.folder.mode }

    /// Git sorts folders as if their names ended in a slash.
    var sortKey: [UInt8] { isFolder ? name + [0x2f] : name }

    /// The entry as the tree object has it.
    var bytes: [UInt8] { Array(String(mode, radix: 8).utf8) + [0x20] + name + [0] + id.bytes }
}

extension TreeEntry.Kind {
    /// The mode that git writes for new entries of the kind.
    var mode: UInt32 {
        switch self {
        case .file: 0o100644
        case .program: 0o100755
        case .symbolicLink: 0o120000
        case .submodule: 0o160000
        case .folder: 0o40000
        }
    }
}
