// SPDX-License-Identifier: GPL-2.0-only

public import GitObjects
public import UnifiedDiffs

/// A source tree in a plain folder.
///
/// Links inside of the folder are followed, links that lead out of it are refused, and so are
/// devices.
public struct FolderTree: SourceTree {
    /// The name of the folder.
    public let name: String
    /// The folder's absolute path, with its links resolved.
    public let folder: String
    /// How much is read.
    public let limits: TreeLimits

    /// The folder, as ``folder``.
    public var folderOnDisk: String? { folder }

    /// The tree in a folder.
    ///
    /// - Throws: ``TreeError/noSuchPath(_:)``, ``TreeError/notAFolder(_:)``.
    public init(folder: String, limits: TreeLimits = .standard) throws(TreeError) {
        guard let real = FileSystem.realPath(of: folder),
            let status = FileSystem.status(of: Array(real.utf8))
        else { throw .noSuchPath(folder) }
        guard status.kind == .folder else { throw .notAFolder(folder) }
        self.folder = real
        name = real.split(separator: "/").last.map(String.init) ?? real
        self.limits = limits
    }

    /// As ``SourceTree/contents(of:)`` says.
    public func contents(of paths: [TreePath]) throws(TreeError) -> [[UInt8]?] {
        var links = FolderLinks()
        var contents: [[UInt8]?] = []
        for path in paths {
            contents.append(try self.contents(of: path, links: &links))
        }
        return contents
    }

    /// As ``SourceTree/file(at:)`` says; a folder has no submodules.
    public func file(at path: TreePath) throws(TreeError) -> TreeFile? {
        var links = FolderLinks()
        return try file(at: path, links: &links)
    }

    func file(at path: TreePath, links: inout FolderLinks) throws(TreeError) -> TreeFile? {
        let place = try links.place(of: path, in: self, followingLast: false)
        guard let kind = FileSystem.status(of: place)?.kind, kind != .folder else { return nil }
        if kind == .symbolicLink {
            return FileSystem.target(ofLink: place).map { TreeFile(kind: kind, bytes: $0) }
        }
        return try contents(at: place, of: path).map { TreeFile(kind: kind, bytes: $0) }
    }

    /// Hashes the contents of the file, as git would.
    public func blobID(of path: TreePath) throws(TreeError) -> ObjectID? {
        try contents(of: path).map { ObjectID.blob(of: $0) }
    }

    /// As ``SourceTree/kind(of:)`` says; nil for devices too.
    public func kind(of path: TreePath) throws(TreeError) -> TreeEntry.Kind? {
        var links = FolderLinks()
        return try kind(of: path, links: &links)
    }

    func kind(of path: TreePath, links: inout FolderLinks) throws(TreeError) -> TreeEntry.Kind? {
        FileSystem.status(of: try links.place(of: path, in: self, followingLast: false))?.kind
    }

    /// As ``SourceTree/paths(under:)`` says; folders named `.git` are left out.
    public func paths(under start: TreePath?) throws(TreeError) -> [TreePath] {
        let top = Array(folder.utf8)
        if let start {
            var links = FolderLinks()
            let place = try links.place(of: start, in: self, followingLast: true)
            if place != top + [0x2f] + start.bytes { return [] }
        }
        var pending: [[UInt8]] = [start?.bytes ?? []]
        var found: [TreePath] = []
        while let folder = pending.popLast() {
            for name in try names(in: folder) where !name.elementsEqual(".git".utf8) {
                let path = folder.isEmpty ? name : folder + [0x2f] + name
                guard let kind = FileSystem.status(of: top + [0x2f] + path)?.kind else { continue }
                if kind == .folder {
                    pending.append(path)
                } else if kind.isRegularFile, let path = try? TreePath(validating: path) {
                    found.append(path)
                }
                guard found.count + pending.count <= limits.files else {
                    throw .tooManyFiles(limit: limits.files)
                }
            }
        }
        return found.sorted()
    }

    /// Reads all files: `folder-` and a digest of their paths and blob ids.
    public func identity() throws(TreeError) -> String {
        var listing: [UInt8] = []
        for path in try paths(under: nil) {
            guard let id = try blobID(of: path) else { continue }
            listing += Array(id.hex.utf8) + [0x20] + path.bytes + [0x0a]
        }
        return "folder-" + ObjectID.blob(of: listing).hex
    }

    private func contents(
        of path: TreePath, links: inout FolderLinks
    ) throws(TreeError) -> [UInt8]? {
        try contents(at: links.place(of: path, in: self, followingLast: true), of: path)
    }

    private func contents(at place: [UInt8], of path: TreePath) throws(TreeError) -> [UInt8]? {
        switch FileSystem.contents(of: place, limit: limits.fileBytes) {
        case .bytes(let bytes): return bytes
        case .absent: return nil
        case .otherKind(let kind): throw .notRegularFile(path, kind)
        case .tooLarge(let bytes): throw .tooLarge(path, bytes: bytes, limit: limits.fileBytes)
        case .failed(let reason):
            throw .unreadable(path: String(decoding: place, as: UTF8.self), reason: reason)
        }
    }

    private func names(in folder: [UInt8]) throws(TreeError) -> [[UInt8]] {
        let place = Array(self.folder.utf8) + (folder.isEmpty ? [] : [0x2f] + folder)
        guard FileSystem.status(of: place)?.kind == .folder else { return [] }
        guard let names = FileSystem.names(in: place) else {
            throw .unreadable(
                path: String(decoding: place, as: UTF8.self), reason: FileSystem.lastError)
        }
        return names
    }
}
