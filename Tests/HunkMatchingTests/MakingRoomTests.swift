// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import GitObjects
import HunkMatching
import Testing
import UnifiedDiffs

/// Files that take the place of folders and the other way round, as git allows.
@Suite struct MakingRoomTests {
    @Test func aFileMovesIntoAFolderOfItsOwnName() throws {
        let rename = """
            diff --git a/foo b/foo/bar
            similarity index 100%
            rename from foo
            rename to foo/bar

            """
        let outcome = try apply(rename, to: ["foo": "x\n"])
        #expect(outcome.status == .applies)
        #expect(try text(of: "foo/bar", in: outcome) == "x\n")
    }

    @Test func aFileMovesOutOfAFolderAndTakesItsPlace() throws {
        let rename = """
            diff --git a/foo/bar b/foo
            similarity index 100%
            rename from foo/bar
            rename to foo

            """
        let outcome = try apply(rename, to: ["foo/bar": "x\n"])
        #expect(outcome.status == .applies)
        #expect(try text(of: "foo", in: outcome) == "x\n")
        let path = try TreePath(validating: "foo")
        #expect(
            try apply(rename, to: ["foo/bar": "x\n", "foo/other": "y\n"]).problems
                == [.wrongType(path, .folder)])
    }

    @Test func noFileIsMadeBelowOneThatStays() throws {
        let creation = """
            diff --git a/foo/bar b/foo/bar
            new file mode 100644
            --- /dev/null
            +++ b/foo/bar
            @@ -0,0 +1 @@
            +x

            """
        let path = try TreePath(validating: "foo/bar")
        #expect(try apply(creation, to: ["foo": "y\n"]).problems == [.belowFile(path)])
    }
}
