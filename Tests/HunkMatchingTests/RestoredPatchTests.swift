// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import GitObjects
import HunkMatching
import Testing
import UnifiedDiffs

/// Patches that an archive's page left without indentation.
@Suite struct RestoredPatchTests {
    private let before =
        "int f(int n)\n{\n\tint m = 0;\n\n\tif (n)\n\t\tm = n;\n\n\tlog(\"n: %d\",\n\t    n);\n\n"
        + "\treturn m;\n}\n"
    private let after =
        "int f(int n)\n{\n\tint m = 0;\n\n\tif (n)\n\t\tm = n;\n\n\tlog(\"n: %d\",\n\t    n);\n\n"
        + "\t/* enough */\n\tif (n > 9) {\n\t\tfor (m = 0; m < n; m++)\n\t\t\tlog(\"m\");\n\t}\n\n"
        + "\treturn m;\n}\n"

    private func damaged(index: String) throws -> FilePatch {
        let diff = """
            diff --git a/f.c b/f.c
            \(index)--- a/f.c
            +++ b/f.c
            @@ -8,5 +8,11 @@ int f(int n)
             log("n: %d",
             n);
            + /* enough */
            + if (n > 9) {
            + for (m = 0; m < n; m++)
            + log("m");
            + }
            +
             return m;
             }

            """
        return try #require(DiffFinder().diffs(in: ByteText(diff)).first?.patches.first)
    }

    @Test func `the index line proves what was restored`() throws {
        let id = ObjectID.blob(of: Array(after.utf8)).hex.prefix(12)
        let tree = TreeSnapshot(try MemoryTree(["f.c": before]))
        let patch = try damaged(index: "index 0123456789ab..\(id) 100644\n")
        let restored = try #require(tree.restoringWhiteSpace(of: patch))
        #expect(restored.isProven)
        let outcome = tree.applying([restored.patch], options: MatchOptions())
        #expect(outcome.verdicts == [.exact])
        #expect(try text(of: "f.c", in: outcome) == after)
    }

    @Test func `without an index line it is a guess`() throws {
        let tree = TreeSnapshot(try MemoryTree(["f.c": before]))
        let restored = try #require(tree.restoringWhiteSpace(of: try damaged(index: "")))
        #expect(!restored.isProven)
        let outcome = tree.applying([restored.patch], options: MatchOptions())
        #expect(try text(of: "f.c", in: outcome) == after)
    }

    @Test func `what does not stand in the file is not restored`() throws {
        let tree = TreeSnapshot(
            try MemoryTree(["f.c": before.replacingOccurrences("log(\"n", "warn(\"n")]))
        #expect(tree.restoringWhiteSpace(of: try damaged(index: "")) == nil)
    }

    @Test func `a patch that kept its white space is left alone`() throws {
        let diff = "--- a/f.c\n+++ b/f.c\n@@ -3,3 +3,4 @@\n \tint m = 0;\n+\tint k;\n \n \tif (n)\n"
        let patch = try #require(DiffFinder().diffs(in: ByteText(diff)).first?.patches.first)
        let tree = TreeSnapshot(try MemoryTree(["f.c": before]))
        #expect(tree.restoringWhiteSpace(of: patch) == nil)
    }
}

extension String {
    fileprivate func replacingOccurrences(_ one: String, _ other: String) -> String {
        var text = self
        while let range = text.firstRange(of: one) { text.replaceSubrange(range, with: other) }
        return text
    }
}
