// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import HunkMatching
import Reviews
import Testing
import UnifiedDiffs

/// A change of one line of a tree, as the diff that `git diff` would show.
enum KernelDiff {
    /// Puts `new`, or nothing for nil, in the place of the first line behind a mark that holds
    /// `old`.
    static func layer(
        _ tree: any SourceTree, _ path: String, behind mark: String, replace old: String,
        with new: String?
    ) throws -> [LayerFile.Patch] {
        let contents = try #require(try tree.contents(of: TreePath(validating: path)))
        let lines = String(decoding: contents, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let start = try #require(lines.firstIndex { $0.hasPrefix(mark) })
        let place = try #require(lines[start...].firstIndex { $0.contains(old) })
        try #require(place - start < 20)
        let before = lines[place - 3..<place]
        let after = lines[place + 1...place + 3]
        let added = new.map { lines[place].replacing(old, with: $0) }
        var diff = ["--- a/\(path)", "+++ b/\(path)"]
        diff.append("@@ -\(place - 2),7 +\(place - 2),\(added == nil ? 6 : 7) @@")
        diff += before.map { " \($0)" } + ["-\(lines[place])"]
        diff += (added.map { ["+\($0)"] } ?? []) + after.map { " \($0)" }
        let text = diff.joined(separator: "\n") + "\n"
        return try LayerFile(name: "change.diff", bytes: Array(text.utf8), part: nil).patches
    }
}
