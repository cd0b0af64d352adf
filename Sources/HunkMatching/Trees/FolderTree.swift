// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation
public import GitObjects
public import UnifiedDiffs

/// A source tree in a plain folder.
///
/// Links inside of the folder are followed, links that lead out of it are refused, and so are
/// devices. Files whose names are not UTF-8 are as good as absent.
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
        let url = URL(fileURLWithPath: folder).resolvingSymlinksInPath()
        guard let attributes = FolderTree.attributes(at: url.path) else {
            throw .noSuchPath(folder)
        }
        guard attributes.kind == .folder else { throw .notAFolder(folder) }
        self.folder = url.path
        name = url.lastPathComponent
        self.limits = limits
    }

    /// As ``SourceTree/contents(of:)`` says.
    public func contents(of paths: [TreePath]) throws(TreeError) -> [[UInt8]?] {
        var contents: [[UInt8]?] = []
        for path in paths {
            contents.append(try self.contents(at: path))
        }
        return contents
    }

    /// As ``SourceTree/file(at:)`` says; a folder has no submodules.
    public func file(at path: TreePath) throws(TreeError) -> TreeFile? {
        guard let place = try place(of: path, followingLast: false),
            let kind = FolderTree.attributes(at: place)?.kind, kind != .folder
        else { return nil }
        if kind == .symbolicLink {
            let target = try? FileManager.default.destinationOfSymbolicLink(atPath: place)
            return target.map { TreeFile(kind: kind, bytes: Array($0.utf8)) }
        }
        return try contents(at: path).map { TreeFile(kind: kind, bytes: $0) }
    }

    /// Hashes the contents of the file, as git would.
    public func blobID(of path: TreePath) throws(TreeError) -> ObjectID? {
        try contents(of: path).map { ObjectID.blob(of: $0) }
    }

    /// As ``SourceTree/kind(of:)`` says; nil for devices too.
    public func kind(of path: TreePath) throws(TreeError) -> TreeEntry.Kind? {
        guard let place = try place(of: path, followingLast: false),
            let attributes = FolderTree.attributes(at: place)
        else { return nil }
        return attributes.kind
    }

    /// As ``SourceTree/paths(under:)`` says; folders named `.git` are left out.
    public func paths(under start: TreePath?) throws(TreeError) -> [TreePath] {
        var pending: [String] = [start.map(\.string) ?? ""]
        if let start, try place(of: start, followingLast: true) != folder + "/" + start.string {
            return []
        }
        var found: [TreePath] = []
        while let folder = pending.popLast() {
            for name in try names(in: folder) where name != ".git" {
                let path = folder.isEmpty ? name : folder + "/" + name
                guard let kind = FolderTree.attributes(at: self.folder + "/" + path)?.kind else {
                    continue
                }
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

    private func contents(at path: TreePath) throws(TreeError) -> [UInt8]? {
        guard let place = try place(of: path, followingLast: true),
            let attributes = FolderTree.attributes(at: place)
        else { return nil }
        guard let kind = attributes.kind, kind.isRegularFile else {
            throw .notRegularFile(path, attributes.kind)
        }
        guard attributes.size <= limits.fileBytes else {
            throw .tooLarge(path, bytes: attributes.size, limit: limits.fileBytes)
        }
        do {
            let data = try Data(contentsOf: URL(fileURLWithPath: place))
            return [UInt8](data)
        } catch {
            throw .unreadable(path: place, reason: error.localizedDescription)
        }
    }

    /// The absolute path of what `path` means with all links on the way resolved.
    ///
    /// Nil for a name that is not UTF-8. The file need not exist.
    private func place(
        of path: TreePath, followingLast: Bool
    ) throws(TreeError) -> String? {
        guard let text = String(validating: path.bytes, as: UTF8.self) else { return nil }
        var pending = Array(text.split(separator: "/").map(String.init).reversed())
        var real: [String] = []
        var linkCount = 0
        while let name = pending.popLast() {
            if name == "." { continue }
            if name == ".." {
                guard real.popLast() != nil else { throw .linkLeavesTree(path) }
                continue
            }
            let here = ([folder] + real + [name]).joined(separator: "/")
            let isFollowed = followingLast || !pending.isEmpty
            guard isFollowed,
                let target = try? FileManager.default.destinationOfSymbolicLink(atPath: here)
            else {
                real.append(name)
                continue
            }
            linkCount += 1
            guard linkCount <= limits.links else { throw .tooManyLinks(path) }
            var rest = target[...]
            if target.hasPrefix("/") {
                guard target == folder || target.hasPrefix(folder + "/") else {
                    throw .linkLeavesTree(path)
                }
                rest = target.dropFirst(folder.count)
                real = []
            }
            pending += rest.split(separator: "/").map(String.init).reversed()
        }
        return ([folder] + real).joined(separator: "/")
    }

    private func names(in folder: String) throws(TreeError) -> [String] {
        let path = folder.isEmpty ? self.folder : self.folder + "/" + folder
        guard FolderTree.attributes(at: path)?.kind == .folder else { return [] }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
    }

    /// Kind and size of what is at an absolute path, nil for nothing; links are not followed.
    private static func attributes(at place: String) -> (kind: TreeEntry.Kind?, size: Int)? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: place)
        else { return nil }
        let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
        switch attributes[.type] as? FileAttributeType {
        case .typeRegular:
            let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
            return (mode & 0o100 == 0 ? .file : .program, size)
        case .typeDirectory: return (.folder, 0)
        case .typeSymbolicLink: return (.symbolicLink, 0)
        default: return (nil, 0)
        }
    }
}
