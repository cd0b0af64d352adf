// SPDX-License-Identifier: GPL-2.0-only

internal import Benches
internal import GitObjects
internal import HunkMatching
internal import UnifiedDiffs

/// All that the compiler can see for one bench on one tree, and the content ids of it.
struct CompilerView {
    /// The folder that `/tree` shows, and what must be hidden of it.
    let tree: TreeOnDisk

    /// Files of ours by the compiler's name for them: `/shim/asm/page.h`, `/bench/mtk.c`.
    private(set) var support: [String: [UInt8]]

    /// The files of the tree that the patch changed or made, and those that it removed.
    let changed: [String: [UInt8]]
    let removed: [String]

    /// All files of the tree with the patch in.
    let paths: Set<String>

    private let treeNamesDigest: String
    private var supportNamesDigest: String
    private var contentIDs: [String: String] = [:]

    /// What the units of the tree see; ``showing(_:)`` adds a bench.
    init(snapshot: TreeSnapshot, tree: TreeOnDisk, shim: [BenchFile], runtime: [BenchFile]) {
        self.tree = tree
        var support: [String: [UInt8]] = [:]
        for file in shim + runtime { support["/\(file.path)"] = file.bytes }
        self.support = support
        var paths = tree.files
        var changed: [String: [UInt8]] = [:]
        var removed: [String] = []
        for path in snapshot.changedPaths where tree.shows(path.string) {
            if let bytes = snapshot.overlay[path] ?? nil {
                changed[path.string] = bytes
                paths.insert(path.string)
            } else {
                removed.append(path.string)
                paths.remove(path.string)
            }
        }
        self.changed = changed
        self.removed = removed
        self.paths = paths
        var digest = ContentDigest()
        digest.update(field: "\(tree.namesSum)")
        for path in paths.symmetricDifference(tree.files).sorted() { digest.update(field: path) }
        for name in support.keys.sorted() where name.hasPrefix("/shim/") {
            digest.update(field: name)
        }
        treeNamesDigest = digest.finished()
        supportNamesDigest = treeNamesDigest
    }

    /// The same for a bench, which sees its own files and the runtime, too; what is known of the
    /// tree stays known.
    func showing(_ bench: Bench) -> CompilerView {
        var view = self
        for file in bench.companions + [bench.file] {
            view.support["/bench/\(file.name)"] = file.bytes
        }
        var digest = ContentDigest()
        digest.update(field: treeNamesDigest)
        for name in view.support.keys.sorted() where !name.hasPrefix("/shim/") {
            digest.update(field: name)
        }
        view.supportNamesDigest = digest.finished()
        return view
    }

    /// Takes over what another view of the same tree knows of its files.
    mutating func learn(from other: CompilerView) {
        if contentIDs.isEmpty { contentIDs = other.contentIDs }
    }

    /// Digest over the names of all files that the unit can see: one that appears or goes can
    /// change what an `#include` or `__has_include` finds without any file having changed.
    func namesDigest(for unit: CompileCommand.Unit) -> String {
        switch unit {
        case .tree: treeNamesDigest
        case .bench: supportNamesDigest
        }
    }

    /// Whether the compiler would find a file of the tree.
    func contains(_ treePath: String) -> Bool { paths.contains(treePath) }

    /// An id of the content behind a name of the compiler; nil when there is no such file.
    mutating func contentID(of name: String) throws(KernelBuildError) -> String? {
        if let known = contentIDs[name] { return known }
        guard let id = try freshContentID(of: name) else { return nil }
        contentIDs[name] = id
        return id
    }

    private func freshContentID(of name: String) throws(KernelBuildError) -> String? {
        let meaning = VirtualPath.meaning(of: name)
        guard meaning.origin == .tree else {
            guard let normalized = DependencyFile.normalized(name) else { return nil }
            return support[normalized].map { ObjectID.blob(of: $0).hex }
        }
        guard contains(meaning.path) else { return nil }
        if let changed = changed[meaning.path] { return ObjectID.blob(of: changed).hex }
        return try tree.contentID(of: meaning.path)
    }

    /// Writes the files that are not on disk yet, and the overlays that name everything: units of
    /// the tree see no bench, so that their objects serve all benches.
    func materialize(in folder: PrivateFolder) throws(KernelBuildError) -> Overlays {
        var overlay = VirtualOverlay()
        let changedFolder = try folder.subfolder("changed")
        for (index, file) in changed.sorted(by: { $0.key < $1.key }).enumerated() {
            let target = "\(changedFolder)/\(index)"
            try StorageFile.writeNew(file.value, to: target)
            for name in VirtualPath.names(of: file.key) { overlay.add(file: name, at: target) }
        }
        for path in removed + tree.hidden {
            for name in VirtualPath.names(of: path) { overlay.hide(name) }
        }
        var benchFiles: [(name: String, target: String)] = []
        let supportFolder = try folder.subfolder("support")
        for (index, file) in support.sorted(by: { $0.key < $1.key }).enumerated() {
            let target = "\(supportFolder)/\(index)"
            try StorageFile.writeNew(file.value, to: target)
            if file.key.hasPrefix("/shim/") {
                overlay.add(file: file.key, at: target)
            } else {
                benchFiles.append((file.key, target))
            }
        }
        for visible in tree.folders {
            overlay.add(folder: "/tree/\(visible.path)", at: visible.onDisk)
            for alias in VirtualPath.aliases where alias.folder.hasPrefix(visible.path + "/") {
                let inside = alias.folder.dropFirst(visible.path.count)
                if StorageFile.kind(visible.onDisk + inside) == .folder {
                    overlay.add(folder: alias.virtual, at: visible.onDisk + inside)
                }
            }
        }
        let forTree = "\(folder.path)/tree.yaml"
        try StorageFile.writeNew(Array(overlay.text.utf8), to: forTree)
        for file in benchFiles { overlay.add(file: file.name, at: file.target) }
        let forBench = "\(folder.path)/bench.yaml"
        try StorageFile.writeNew(Array(overlay.text.utf8), to: forBench)
        return Overlays(tree: forTree, bench: forBench)
    }

    /// The paths of the overlay files for the two kinds of unit.
    struct Overlays {
        let tree: String
        let bench: String

        /// The one for a unit.
        func file(for unit: CompileCommand.Unit) -> String {
            switch unit {
            case .tree: tree
            case .bench: bench
            }
        }
    }
}
