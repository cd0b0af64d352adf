// SPDX-License-Identifier: GPL-2.0-only

public import GitObjects
public import UnifiedDiffs

/// A source tree with changed files above it, in memory: a patched tree.
public struct TreeSnapshot: Sendable {
    /// The tree below.
    public let base: any SourceTree
    /// The changed files: their contents, or nil for a file that was removed.
    public private(set) var overlay: [TreePath: [UInt8]?]

    /// A tree with no changes.
    public init(_ base: any SourceTree) {
        self.base = base
        overlay = [:]
    }

    /// The paths of the files that were changed, added or removed, in their order.
    public var changedPaths: [TreePath] { overlay.keys.sorted() }

    /// The contents of a file, nil if it is not there.
    ///
    /// - Throws: What the tree's ``SourceTree/contents(of:)`` throws.
    public func contents(of path: TreePath) throws(TreeError) -> [UInt8]? {
        if let changed = overlay[path] { return changed }
        return try base.contents(of: path)
    }

    /// The id that git gives to the file's contents, nil if it is not there.
    ///
    /// - Throws: What the tree's ``SourceTree/contents(of:)`` throws.
    public func blobID(of path: TreePath) throws(TreeError) -> ObjectID? {
        if let changed = overlay[path] { return changed.map { ObjectID.blob(of: $0) } }
        return try base.blobID(of: path)
    }

    /// What is at the path, nil for nothing; a changed file is a plain file.
    ///
    /// - Throws: What the tree's ``SourceTree/kind(of:)`` throws.
    public func kind(of path: TreePath) throws(TreeError) -> TreeEntry.Kind? {
        let below = try base.kind(of: path)
        guard let changed = overlay[path] else { return below }
        return changed == nil ? nil : below == .program ? .program : .file
    }

    /// The paths of all regular files below a folder, or in the whole tree for nil, in their order.
    ///
    /// - Throws: What the tree's ``SourceTree/paths(under:)`` throws.
    public func paths(under folder: TreePath?) throws(TreeError) -> [TreePath] {
        var paths = Set(try base.paths(under: folder))
        for (path, contents) in overlay where path.isInside(folder) {
            if contents == nil {
                paths.remove(path)
            } else {
                paths.insert(path)
            }
        }
        return paths.sorted()
    }

    /// A digest of the changes alone; the empty string for none.
    ///
    /// The same for the same contents at the same paths, in whatever order they were made.
    public var changesDigest: String {
        guard !overlay.isEmpty else { return "" }
        var listing: [UInt8] = []
        for path in changedPaths {
            let id = overlay[path].flatMap { $0 }.map { ObjectID.blob(of: $0).hex } ?? "removed"
            // A path may hold any byte but zero.
            listing += Array(id.utf8) + [0x20] + path.bytes + [0]
        }
        return ObjectID.blob(of: listing).hex
    }

    /// A digest of all files: the tree's identity, and that of the changes.
    ///
    /// - Throws: What the tree's ``SourceTree/identity()`` throws.
    public func identity() throws(TreeError) -> String {
        let below = try base.identity()
        return overlay.isEmpty ? below : below + "+" + changesDigest
    }

    /// Sets the contents of a file, or removes it by nil.
    ///
    /// What the tree below has is no change: a patch that is taken out again leaves none.
    public mutating func setContents(_ contents: [UInt8]?, of path: TreePath) {
        if let below = try? base.contents(of: path), below == contents {
            overlay.removeValue(forKey: path)
        } else if contents == nil, (try? base.kind(of: path)) == .some(nil) {
            overlay.removeValue(forKey: path)
        } else {
            overlay.updateValue(contents, forKey: path)
        }
    }
}
