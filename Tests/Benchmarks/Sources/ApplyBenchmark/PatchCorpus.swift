// SPDX-License-Identifier: GPL-2.0-only

import BenchmarkTools
import ByteText
import Foundation
import HunkMatching

/// Patches, and the tree that they are checked against.
struct PatchCorpus {
    /// The repository's folder, with its files.
    let tree: String
    /// The files of the patches, in order of their names.
    private(set) var names: [String]
    private(set) var texts: [[UInt8]]
    /// The tree of the commit that is checked out.
    let repository: any SourceTree
    /// The files that are checked out.
    let folder: any SourceTree

    init(tree: String, patches: String) throws {
        self.tree = URL(filePath: tree).standardizedFileURL.path
        let top = URL(filePath: patches).standardizedFileURL
        names = try FileManager.default.contentsOfDirectory(atPath: top.path).sorted()
            .map { top.appending(path: $0).path }
        texts = try names.map { [UInt8](try Data(contentsOf: URL(filePath: $0))) }
        repository = try GitTree(repository: self.tree, revision: "HEAD")
        folder = try FolderTree(folder: self.tree)
    }

    /// So many of the patches, evenly from all; a third of them apply.
    func taking(_ count: Int) throws -> PatchCorpus {
        let applying = try Applier(self).applying(of: names.indices, from: repository)
        let others = names.indices.filter { !applying.contains($0) }
        let taken =
            Self.evenly(count / 3, of: applying.sorted())
            + Self.evenly(
                count - count / 3, of: others)
        var corpus = self
        corpus.names = taken.sorted().map { names[$0] }
        corpus.texts = taken.sorted().map { texts[$0] }
        return corpus
    }

    private static func evenly(_ count: Int, of all: [Int]) -> [Int] {
        guard count < all.count else { return all }
        return (0..<count).map { all[$0 * all.count / count] }
    }
}
