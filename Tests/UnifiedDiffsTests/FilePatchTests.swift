// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Testing
import UnifiedDiffs

@Suite struct FilePatchTests {
    @Test func aCreatedFileHasNoOldPath() throws {
        let patch = try onlyPatch(
            in: """
                diff --git a/new.c b/new.c
                new file mode 100755
                index 000000000000..89abcdef0123
                --- /dev/null
                +++ b/new.c
                @@ -0,0 +1,2 @@
                +one
                +two

                """)
        #expect(patch.kind == .create)
        #expect(patch.oldPath == nil)
        #expect(patch.newPath?.string == "new.c")
        #expect(patch.newMode == .program)
        #expect(patch.preimageID?.isNull == true)
        #expect(patch.problems.isEmpty)
    }

    @Test func aDeletedFileHasNoNewPath() throws {
        let patch = try onlyPatch(
            in: """
                diff --git a/old.c b/old.c
                deleted file mode 100644
                index 89abcdef0123..000000000000
                --- a/old.c
                +++ /dev/null
                @@ -1 +0,0 @@
                -one

                """)
        #expect(patch.kind == .delete)
        #expect(patch.path?.string == "old.c")
        #expect(patch.newPath == nil)
        #expect(patch.oldMode == .file)
    }

    @Test func emptyFilesAreCreatedAndDeletedWithoutHunks() {
        let found = diffs(
            in: """
                diff --git a/born b/born
                new file mode 100644
                index 0000000..e69de29
                diff --git a/dead b/dead
                deleted file mode 100644
                index e69de29..0000000

                """)
        #expect(found.map { $0.patches.map(\.kind) } == [[.create, .delete]])
        #expect(found[0].patches.map(\.path?.string) == ["born", "dead"])
    }

    @Test func aRenameHasBothPathsAndItsSimilarity() throws {
        let patch = try onlyPatch(
            in: """
                diff --git a/a/old name.c b/b/new.c
                similarity index 95%
                rename from a/old name.c
                rename to b/new.c
                index 1111111..2222222 100644
                --- a/a/old name.c
                +++ b/b/new.c
                @@ -1 +1 @@
                -x
                +y

                """)
        #expect(patch.kind == .rename)
        #expect(patch.oldPath?.string == "a/old name.c")
        #expect(patch.newPath?.string == "b/new.c")
        #expect(patch.similarity == 95)
    }

    @Test func aChangeOfModeAloneIsItsOwnKind() throws {
        let patch = try onlyPatch(
            in: "diff --git a/run.sh b/run.sh\nold mode 100644\nnew mode 100755\n-- \n2.43.0\n")
        #expect(patch.kind == .modeChange)
        #expect(patch.oldMode == .file)
        #expect(patch.newMode == .program)
        #expect(patch.lastLineNumber == 3)
    }

    @Test func binaryPatchesAreRecognisedWithTheirData() throws {
        let patch = try onlyPatch(
            in: """
                diff --git a/logo.png b/logo.png
                index 1111111..2222222 100644
                GIT binary patch
                literal 10
                RcmZ?wbhEHbG6D!SfB*mh00aO4

                literal 5
                McmZ?wbhEHbG6D!S

                -- 
                2.43.0

                """)
        #expect(patch.isBinary)
        #expect(patch.lastLineNumber == 9)
        let word = try onlyPatch(
            in: "diff --git a/l b/l\nindex 11111..2222\nBinary files a/l and b/l differ\nend\n")
        #expect(word.isBinary)
        #expect(word.lastLineNumber == 3)
    }

    @Test func quotedNamesAreRead() throws {
        let patch = try onlyPatch(
            in: #"""
                diff --git "a/t\303\274r \"1\"\t.c" "b/t\303\274r \"1\"\t.c"
                index 1111111..2222222 100644
                --- "a/t\303\274r \"1\"\t.c"
                +++ "b/t\303\274r \"1\"\t.c"
                @@ -1 +1 @@
                -x
                +y

                """#)
        #expect(patch.path?.string == "tür \"1\"\t.c")
    }

    @Test func namesInPlainUTF8AreRead() throws {
        let patch = try onlyPatch(
            in: "diff --git a/tür 1.c b/tür 1.c\nold mode 100644\nnew mode 100755\n")
        #expect(patch.path?.string == "tür 1.c")
    }

    @Test(arguments: [
        ("a/f.c", "b/f.c", "f.c"),
        ("house/f.c", "house/f.c", "house/f.c"),
        ("f.c", "f.c", "f.c"),
        ("a/f.c", "a/f.c", "f.c"),
        ("v6.12/house/f.c", "v6.13/house/f.c", "house/f.c"),
        ("f.c.orig", "f.c", "f.c"),
        ("x/f.c", "x/f.c~", "f.c"),
        ("a//f.c", "b//f.c", "f.c"),
        ("a/f.c 2024-05-01 10:00:00 +0200", "b/f.c 2024-05-02 10:00:00 +0200", "f.c"),
        ("a/two words.c\t", "b/two words.c\t", "two words.c"),
    ])
    func prefixesAreTakenOff(old: String, new: String, path: String) throws {
        let patch = try onlyPatch(in: "--- \(old)\n+++ \(new)\n@@ -1 +1 @@\n-x\n+y\n")
        #expect(patch.oldPath?.string == path)
        #expect(patch.newPath?.string == path)
        #expect(patch.problems.isEmpty)
    }

    @Test func theStartOf1970StandsForAnAbsentFile() throws {
        let patch = try onlyPatch(
            in: """
                --- a/f.c\t1970-01-01 01:00:00.000000000 +0100
                +++ b/f.c\t2024-05-01 10:00:00.000000000 +0200
                @@ -0,0 +1 @@
                +x

                """)
        #expect(patch.kind == .create)
    }

    @Test(arguments: [
        ("a/../../etc/passwd", PathProblem.parentFolder),
        ("/etc/passwd", .absolute),
        ("a/.git/config", .gitFolder),
        ("a/x/.GIT/hooks/y", .gitFolder),
        ("a/x/git~1/y", .gitFolder),
        ("a/.git . /config", .gitFolder),
        ("a/x\\.git\\config", .gitFolder),
        ("a/./x", .currentFolder),
        ("a/x/", .namesAFolder),
        ("\"a/x\\0\"", .badQuoting),
        ("\"a/x\\000y\"", .containsNUL),
    ])
    func unsafePathsAreRefused(name: String, reason: PathProblem) throws {
        let patch = try onlyPatch(in: "--- a/f\n+++ \(name)\n@@ -1 +1 @@\n-x\n+y\n")
        #expect(patch.newPath == nil)
        #expect(patch.refusedPaths.map(\.reason) == [reason])
        #expect(patch.problems.map(\.kind) == [.newPathRefused])
    }

    @Test func aGitDiffWithTwoNamesIsARenameThatSaysNothing() throws {
        let patch = try onlyPatch(
            in: "diff --git a/f b/g\n--- a/f\n+++ b/g\n@@ -1 +1 @@\n-x\n+y\n")
        #expect(patch.kind == .rename)
        #expect(patch.problems.map(\.kind) == [.namesDisagree])
    }

    @Test func aHeaderWithoutHunksIsReported() throws {
        let patch = try onlyPatch(
            in: "diff --git a/f b/f\nindex 1111111..2222222 100644\n--- a/f\n+++ b/f\nwords\n")
        #expect(patch.problems.map(\.kind) == [.noHunks])
    }
}
