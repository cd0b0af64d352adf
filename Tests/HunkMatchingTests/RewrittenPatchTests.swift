// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Foundation
import GitObjects
import HunkMatching
import Testing
import UnifiedDiffs

/// Patches written anew for a tree, judged by `git apply`.
@Suite(.enabled(if: CommandLineGit.isInstalled, "skipped: git is not installed"))
struct RewrittenPatchTests {
    /// Applies a patch, writes it anew, and lets git apply that; git must need no offset.
    private func check(
        _ diff: String, on files: [String: String], options: MatchOptions = MatchOptions(),
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let folder = try TemporaryFolder()
        for (name, text) in files { try folder.write(text, to: "tree/" + name) }
        let before = TreeSnapshot(try FolderTree(folder: folder.path + "/tree"))
        let patches = DiffFinder().diffs(in: ByteText(diff)).flatMap(\.patches)
        let outcome = before.applying(patches, options: options)
        let after = try #require(
            outcome.result, "\(outcome.files)", sourceLocation: sourceLocation)
        let bytes = try RewrittenPatch.diff(
            patches, files: outcome.files, before: before, after: after)
        try folder.write(bytes, to: "patch")
        let words = Comment(rawValue: String(decoding: bytes, as: UTF8.self))
        let git = try CommandLineGit.run(
            ["apply", "-v", "--whitespace=nowarn", "../patch"], in: folder.path + "/tree")
        #expect(git.status == 0, words, sourceLocation: sourceLocation)
        #expect(!git.errors.contains("offset"), words, sourceLocation: sourceLocation)
        for path in after.changedPaths {
            let found = try? folder.read("tree/" + path.string)
            #expect(try after.contents(of: path) == found, words, sourceLocation: sourceLocation)
        }
    }

    @Test func movedHunksGetTheLinesOfTheTree() throws {
        try check(
            patch("@@ -1,3 +1,4 @@\n a\n+A\n b\n c\n@@ -7,3 +8,2 @@ g()\n g\n-h\n i\n"),
            on: ["f": lines("0 0 0") + lines("a b c x y d e f g h i j k")],
            options: MatchOptions(leastContext: 0))
    }

    @Test func blanksTurnToTheTabsOfTheTree() throws {
        try check(
            patch("@@ -1,3 +1,4 @@\n f()\n         one;\n+        two;\n }\n"),
            on: ["f": "f()\n\tone;\n}\n"])
    }

    @Test func countsThatLieAreCorrected() throws {
        try check(
            patch("@@ -1,3 +1,9 @@\n a\n+A\n b\n c\n"), on: ["f": lines("a b c d")])
    }

    @Test func filesThatComeAndGoKeepTheirHeaders() throws {
        try check(
            """
            diff --git a/gone b/gone
            deleted file mode 100644
            --- a/gone
            +++ /dev/null
            @@ -1,2 +0,0 @@
            -x
            -y
            diff --git a/made b/made
            new file mode 100755
            --- /dev/null
            +++ b/made
            @@ -0,0 +1 @@
            +x
            \\ No newline at end of file
            diff --git a/old name b/new name
            similarity index 50%
            rename from old name
            rename to new name
            --- a/old name\t
            +++ b/new name\t
            @@ -1,2 +1,2 @@
             1
            -2
            +3

            """, on: ["gone": "x\ny\n", "old name": "1\n2\n"])
    }

    @Test func hunksThatTheTreeHasAreLeftOut() throws {
        let before = TreeSnapshot(try MemoryTree(["f": lines("a new b")]))
        let patches = DiffFinder().diffs(in: ByteText(patch("@@ -1,2 +1,3 @@\n a\n+new\n b\n")))
            .flatMap(\.patches)
        let outcome = before.applying(patches)
        let after = try #require(outcome.result)
        #expect(
            try RewrittenPatch.diff(patches, files: outcome.files, before: before, after: after)
                .isEmpty)
    }

    @Test func aHunkNeedsTheEarliestPatchBelowWhichItDoesNotApply() throws {
        let tree = TreeSnapshot(try MemoryTree(["f": lines("a b c d")]))
        let texts = [
            "@@ -1,2 +1,3 @@\n a\n+1\n b\n", "@@ -4,2 +4,3 @@\n c\n+2\n d\n",
            "@@ -1,3 +1,4 @@\n a\n 1\n+3\n b\n",
        ]
        var needs = SeriesNeeds(on: tree)
        var ground = tree
        var found: [[Int]] = []
        for text in texts {
            let patches = DiffFinder().diffs(in: ByteText(patch(text))).flatMap(\.patches)
            let outcome = ground.applying(patches)
            ground = try #require(outcome.result)
            found.append(
                needs.add(patches, outcome: outcome.files, tree: ground).map(\.patchIndex))
        }
        #expect(found == [[], [], [0]])
    }
}
