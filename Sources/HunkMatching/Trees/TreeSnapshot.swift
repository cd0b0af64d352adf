// SPDX-License-Identifier: GPL-2.0-only

public import GitObjects
public import UnifiedDiffs

/// A source tree with changed files above it, in memory: a patched tree.
public struct TreeSnapshot: Sendable {
    /// The tree below.
    public let base: any SourceTree
    /// The changed files: their contents, or nil for a file that was removed.
    public private(set) var overlay: [TreePath: [UInt8]?]
    /// The type of each changed file that is there.
    private var kinds: [TreePath: TreeEntry.Kind] = [:]

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
        if let changed = overlay[path] {
            if let kind = kinds[path], !kind.isRegularFile { throw .notRegularFile(path, kind) }
            return changed
        }
        return try base.contents(of: path)
    }

    /// What is at the path, links and submodules included; as ``SourceTree/file(at:)``.
    ///
    /// - Throws: What the tree's ``SourceTree/file(at:)`` throws.
    public func file(at path: TreePath) throws(TreeError) -> TreeFile? {
        guard let changed = overlay[path] else { return try base.file(at: path) }
        return changed.map { TreeFile(kind: kinds[path] ?? .file, bytes: $0) }
    }

    /// The id of the tree object that git would make of the files; nil if the tree below is not in
    /// a repository. Nothing is written.
    ///
    /// - Throws: What the tree's ``SourceTree/treeID(changing:)`` throws.
    public func treeID() throws(TreeError) -> ObjectID? {
        var files: [TreePath: TreeFile?] = [:]
        for path in overlay.keys { files.updateValue(try file(at: path), forKey: path) }
        return try base.treeID(changing: files)
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
        guard let changed = overlay[path] else { return try base.kind(of: path) }
        return changed == nil ? nil : kinds[path] ?? .file
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
            let kind = kinds[path] ?? .file
            let mark = kind == .file ? "" : kind.rawValue
            listing += Array((id + mark).utf8) + [0x20] + path.bytes + [0]
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
    ///
    /// - Parameter kind: nil for the type that it has, or a plain file.
    public mutating func setContents(
        _ contents: [UInt8]?, of path: TreePath, kind: TreeEntry.Kind? = nil
    ) {
        setContents(contents, of: path, kind: kind, reader: TreeReader(base))
    }

    mutating func setContents(
        _ contents: [UInt8]?, of path: TreePath, kind: TreeEntry.Kind?, reader: TreeReader
    ) {
        let below = (try? reader.kind(of: path)) ?? nil
        let held = overlay[path] == nil ? below : kinds[path]
        let kind = contents == nil ? nil : kind ?? held ?? .file
        let isAsBelow: Bool =
            if let contents {
                kind == below && (try? reader.file(at: path))?.bytes == contents
            } else {
                below == nil
            }
        kinds[path] = isAsBelow ? nil : kind
        if isAsBelow {
            overlay.removeValue(forKey: path)
        } else {
            overlay.updateValue(contents, forKey: path)
        }
    }

    /// As ``kind(of:)``, through a reader of the tree below.
    func kind(of path: TreePath, reader: TreeReader) throws(TreeError) -> TreeEntry.Kind? {
        guard let changed = overlay[path] else { return try reader.kind(of: path) }
        return changed == nil ? nil : kinds[path] ?? .file
    }

    /// As ``contents(of:)``, through a reader of the tree below.
    func contents(of path: TreePath, reader: TreeReader) throws(TreeError) -> [UInt8]? {
        overlay[path] == nil ? try reader.contents(of: path) : try contents(of: path)
    }

    /// As ``file(at:)``, through a reader of the tree below.
    func file(at path: TreePath, reader: TreeReader) throws(TreeError) -> KeptFile? {
        guard let changed = overlay[path] else { return try reader.file(at: path) }
        return changed.map { KeptFile(TreeFile(kind: kinds[path] ?? .file, bytes: $0)) }
    }
}
