// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import GitObjects
import HunkMatching
import Testing
import UnifiedDiffs

/// A source tree of given files.
struct MemoryTree: SourceTree {
    let files: [TreePath: [UInt8]]
    let name = "memory"
    let folderOnDisk: String? = nil

    init(_ files: [String: String]) throws {
        var paths: [TreePath: [UInt8]] = [:]
        for (path, text) in files { paths[try TreePath(validating: path)] = Array(text.utf8) }
        self.files = paths
    }

    func identity() throws(TreeError) -> String { "memory" }

    func contents(of paths: [TreePath]) throws(TreeError) -> [[UInt8]?] { paths.map { files[$0] } }

    func blobID(of path: TreePath) throws(TreeError) -> ObjectID? {
        files[path].map { ObjectID.blob(of: $0) }
    }

    func kind(of path: TreePath) throws(TreeError) -> TreeEntry.Kind? {
        if files[path] != nil { return .file }
        return files.keys.contains { $0.isInside(path) } ? .folder : nil
    }

    func paths(under folder: TreePath?) throws(TreeError) -> [TreePath] {
        files.keys.filter { $0.isInside(folder) }.sorted()
    }
}

/// Applies the diffs in a text to given files.
func apply(
    _ text: String, to files: [String: String], options: MatchOptions = MatchOptions()
) throws -> PatchOutcome {
    let patches = DiffFinder().diffs(in: ByteText(text)).flatMap(\.patches)
    return TreeSnapshot(try MemoryTree(files)).applying(patches, options: options)
}

/// A patch of the file `f` with these hunks.
func patch(_ hunks: String) -> String { "--- a/f\n+++ b/f\n" + hunks }

/// The contents of a file of a patched tree as a string.
func text(
    of path: String, in outcome: PatchOutcome, sourceLocation: SourceLocation = #_sourceLocation
) throws -> String? {
    let result = try #require(outcome.result, sourceLocation: sourceLocation)
    return try result.contents(of: TreePath(validating: path)).map {
        String(decoding: $0, as: UTF8.self)
    }
}

/// Lines with LF, one for each word.
func lines(_ words: String) -> String {
    words.split(separator: " ").map { "\($0)\n" }.joined()
}

extension PatchOutcome {
    /// The verdicts of all hunks of all files, in order.
    var verdicts: [HunkVerdict] { files.flatMap { $0.hunks.map(\.verdict) } }

    /// The problems of all files, nil for those that have none.
    var problems: [FileProblem?] { files.map(\.problem) }
}
