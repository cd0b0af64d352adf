// SPDX-License-Identifier: GPL-2.0-only

/// What a plain source folder offers to the compiler: the regular files below some folders.
///
/// Symbolic links are not followed: a link can lead out of the tree, and the patched tree knows
/// no links. The kernel's include folder has a handful, none of which the IOMMU drivers read.
struct TreeFiles {
    /// Paths in the tree.
    private(set) var files: [String] = []

    /// Paths in the tree that the compiler must not see: links, devices, sockets.
    private(set) var hidden: [String] = []

    /// The folders of those asked for which are really there.
    private(set) var folders: [String] = []

    private let root: String
    private let limit: Int

    /// Walks the folders.
    ///
    /// - Parameters:
    ///   - root: the tree's folder on disk.
    ///   - visible: folders in the tree, none inside of another.
    init(root: String, visible: [String], limit: Int) throws(KernelBuildError) {
        self.root = root
        self.limit = limit
        for folder in visible where isPlainFolder(folder) {
            folders.append(folder)
            try walk(folder)
        }
    }

    /// Whether each part of the path is a folder and no link.
    private func isPlainFolder(_ path: String) -> Bool {
        var soFar = root
        for part in path.split(separator: "/") {
            soFar += "/" + part
            guard StorageFile.kind(soFar) == .folder else { return false }
        }
        return true
    }

    private mutating func walk(_ folder: String) throws(KernelBuildError) {
        for name in StorageFile.names(in: "\(root)/\(folder)") {
            let path = "\(folder)/\(name)"
            switch StorageFile.kind("\(root)/\(path)") {
            case .folder: try walk(path)
            case .file: files.append(path)
            case nil: break
            case .other: hidden.append(path)
            }
            guard files.count <= limit else {
                throw .tree(path: folder, reason: "it holds more than \(limit) files")
            }
        }
    }
}
