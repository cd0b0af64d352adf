// SPDX-License-Identifier: GPL-2.0-only

internal import GitObjects
internal import HunkMatching
internal import UnifiedDiffs

/// The base tree as folders which the compiler can read: a plain folder as it is, a git tree
/// written out into the cache.
struct TreeOnDisk {
    /// A folder of the tree and where it lies.
    struct Folder: Hashable {
        let path: String
        let onDisk: String
    }

    /// The folders asked for, whether the base has them or not (a patch may make one).
    let visible: [String]

    /// Those of them that are on disk.
    let folders: [Folder]

    /// The files below them, as paths of the tree.
    let files: Set<String>

    /// Paths on disk which the compiler must not see.
    let hidden: [String]

    /// The git ids of the files' contents, as far as they are known without reading them.
    private let knownIDs: [String: String]

    /// A sum over the names of the files, whatever their order.
    var namesSum: UInt64 {
        files.reduce(0) { $0 &+ Checksum.sum(of: $1.utf8) }
    }

    private static let listName = "list.json"
    private static let copySuffix = "/files"

    /// Whether a path of the tree lies in one of the visible folders.
    func shows(_ path: String) -> Bool {
        visible.contains { path.hasPrefix($0 + "/") }
    }

    /// A plain folder, read in place and never written.
    init(folder: String, visible: [String], limits: BuildLimits) throws(KernelBuildError) {
        let found = try TreeFiles(root: folder, visible: visible, limit: limits.visibleFiles)
        self.visible = visible
        folders = found.folders.map { Folder(path: $0, onDisk: "\(folder)/\($0)") }
        files = Set(found.files)
        hidden = found.hidden
        knownIDs = [:]
    }

    /// A tree that is not on disk: each visible folder is written out once, under the tree's
    /// identity.
    ///
    /// - Parameters:
    ///   - store: the cache's folder for trees.
    ///   - scratch: a private folder on the same file system.
    init(
        tree: any SourceTree, visible: [String], store: String, scratch: PrivateFolder,
        limits: BuildLimits
    ) throws(KernelBuildError) {
        let identity = ContentDigest.hexadecimal(of: Array(try Self.identity(of: tree).utf8))
        var folders: [Folder] = []
        var ids: [String: String] = [:]
        for path in visible {
            let name = ContentDigest.hexadecimal(of: Array(path.utf8)).prefix(16)
            let copy = "\(store)/\(identity)/\(name)"
            var list = RecordStore(folder: copy).read([String: String].self, key: Self.listName)
            if list == nil {
                let fresh = try scratch.subfolder("copy")
                let written = try Self.write(
                    tree, folder: path, to: fresh + Self.copySuffix, limits: limits)
                try RecordStore(folder: fresh).write(written, key: Self.listName)
                StorageFile.remove(copy)
                try StorageFile.publish(folder: fresh, as: copy)
                list = written
            }
            guard let list, !list.isEmpty else { continue }
            folders.append(Folder(path: path, onDisk: copy + Self.copySuffix))
            ids.merge(list) { first, _ in first }
        }
        self.visible = visible
        self.folders = folders
        files = Set(ids.keys)
        hidden = []
        knownIDs = ids
    }

    /// The git id of a file's content; nil when there is no such file.
    func contentID(of path: String) throws(KernelBuildError) -> String? {
        guard files.contains(path) else { return nil }
        if let id = knownIDs[path] { return id }
        guard let bytes = bytes(of: path) else {
            throw .tree(path: path, reason: "it is listed, but cannot be read")
        }
        return ObjectID.blob(of: bytes).hex
    }

    /// The files of a written-out tree that are no longer what was written: the cache is damaged.
    func damaged(among paths: [String]) -> [String] {
        paths.filter { path in
            guard let id = knownIDs[path] else { return false }
            return bytes(of: path).map { ObjectID.blob(of: $0).hex } != id
        }
    }

    /// Removes the copies of a written-out tree; the next build makes them anew.
    func discardCopies() {
        guard !knownIDs.isEmpty else { return }
        for folder in folders {
            StorageFile.remove(String(folder.onDisk.dropLast(Self.copySuffix.count)))
        }
    }

    private func bytes(of path: String) -> [UInt8]? {
        for folder in folders where path.hasPrefix(folder.path + "/") {
            return StorageFile.bytes(folder.onDisk + path.dropFirst(folder.path.count))
        }
        return nil
    }

    private static func identity(of tree: any SourceTree) throws(KernelBuildError) -> String {
        do throws(TreeError) {
            return try tree.identity()
        } catch {
            throw .tree(path: tree.name, reason: error.description)
        }
    }

    /// Writes the regular files below one folder, and gives their paths and ids.
    private static func write(
        _ tree: any SourceTree, folder: String, to target: String, limits: BuildLimits
    ) throws(KernelBuildError) -> [String: String] {
        try StorageFile.makeFolder(target)
        guard let root = try? TreePath(validating: folder) else { return [:] }
        let paths: [TreePath]
        let contents: [[UInt8]?]
        do throws(TreeError) {
            paths = try tree.paths(under: root).filter { Array($0.string.utf8) == $0.bytes }
            contents = try tree.contents(of: paths)
        } catch {
            throw .tree(path: folder, reason: error.description)
        }
        guard paths.count <= limits.visibleFiles else {
            throw .tree(path: folder, reason: "it holds more than \(limits.visibleFiles) files")
        }
        var written: [String: String] = [:]
        for (path, bytes) in zip(paths, contents) {
            guard let bytes else { continue }
            try StorageFile.writeNew(bytes, to: target + path.string.dropFirst(folder.count))
            written[path.string] = ObjectID.blob(of: bytes).hex
        }
        return written
    }
}
