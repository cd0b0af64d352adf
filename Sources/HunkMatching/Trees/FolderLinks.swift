// SPDX-License-Identifier: GPL-2.0-only

internal import UnifiedDiffs

/// Where the folders of a tree are once the links on the way to them are resolved.
struct FolderLinks {
    /// Absolute paths of folders by their paths in the tree.
    private var places: [TreePath: [UInt8]] = [:]

    private static let mostPlaces = 10_000

    /// The absolute path of what `path` means with all links on the way resolved; it need not
    /// exist.
    ///
    /// - Throws: ``TreeError/linkLeavesTree(_:)``, ``TreeError/tooManyLinks(_:)``.
    mutating func place(
        of path: TreePath, in tree: FolderTree, followingLast: Bool
    ) throws(TreeError) -> [UInt8] {
        let folder: [UInt8]
        if let above = path.folder {
            if let known = places[above] {
                folder = known
            } else {
                folder = try FolderLinks.resolved(above, in: tree, for: path)
                if places.count >= FolderLinks.mostPlaces { places.removeAll() }
                places[above] = folder
            }
        } else {
            folder = Array(tree.folder.utf8)
        }
        let place = folder + [0x2f] + path.name
        guard followingLast, FileSystem.target(ofLink: place) != nil else { return place }
        return try FolderLinks.resolved(path, in: tree, for: path)
    }

    private static func resolved(
        _ path: TreePath, in tree: FolderTree, for asked: TreePath
    ) throws(TreeError) -> [UInt8] {
        let top = Array(tree.folder.utf8)
        var pending = Array(path.components.reversed())
        var real: [ArraySlice<UInt8>] = []
        var linkCount = 0
        while let name = pending.popLast() {
            if name.elementsEqual([0x2e]) { continue }
            if name.elementsEqual([0x2e, 0x2e]) {
                guard real.popLast() != nil else { throw .linkLeavesTree(asked) }
                continue
            }
            let here = Array(([top[...]] + real + [name]).joined(separator: [0x2f]))
            guard let target = FileSystem.target(ofLink: here) else {
                real.append(name)
                continue
            }
            linkCount += 1
            guard linkCount <= tree.limits.links else { throw .tooManyLinks(asked) }
            var rest = target[...]
            if target.first == 0x2f {
                guard target == top || target.starts(with: top + [0x2f]) else {
                    throw .linkLeavesTree(asked)
                }
                rest = target.dropFirst(top.count)
                real = []
            }
            pending += rest.split(separator: 0x2f).reversed()
        }
        return Array(([top[...]] + real).joined(separator: [0x2f]))
    }
}
