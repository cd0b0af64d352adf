// SPDX-License-Identifier: GPL-2.0-only

import GitObjects
import HunkMatching
import Testing
import UnifiedDiffs

@Suite struct FilePatchOutcomeTests {
    private func path(_ string: String) throws -> TreePath { try TreePath(validating: string) }

    private let creation = """
        diff --git a/x/new b/x/new
        new file mode 100644
        --- /dev/null
        +++ b/x/new
        @@ -0,0 +1,2 @@
        +one
        +two

        """

    @Test func aFileIsCreated() throws {
        let outcome = try apply(creation, to: ["f": "x\n"])
        #expect(outcome.status == .applies)
        #expect(try text(of: "x/new", in: outcome) == "one\ntwo\n")
        #expect(outcome.addedLines == [try path("x/new"): [1, 2]])
    }

    @Test func aFileIsNotCreatedOverAnotherOne() throws {
        let outcome = try apply(creation, to: ["x/new": "other\n"])
        #expect(outcome.problems == [.alreadyExists(try path("x/new"))])
        #expect(outcome.verdicts == [.notTried])
        #expect(outcome.status == .fails)
    }

    @Test func aCreatedFileThatIsThereIsAlreadyApplied() throws {
        let outcome = try apply(creation, to: ["x/new": "one\ntwo\n"])
        #expect(outcome.verdicts == [.alreadyApplied(offset: 0)])
        #expect(outcome.status == .alreadyApplied)
    }

    @Test func aFileIsNotCreatedBelowAFile() throws {
        let outcome = try apply(creation, to: ["x": "a file\n"])
        #expect(outcome.problems == [.belowFile(try path("x/new"))])
    }

    private let deletion = """
        diff --git a/f b/f
        deleted file mode 100644
        --- a/f
        +++ /dev/null
        @@ -1,2 +0,0 @@
        -one
        -two

        """

    @Test func aFileIsDeleted() throws {
        let outcome = try apply(deletion, to: ["f": "one\ntwo\n", "g": ""])
        #expect(outcome.status == .applies)
        #expect(try text(of: "f", in: outcome) == nil)
        #expect(try outcome.result?.paths(under: nil) == [path("g")])
    }

    @Test func aDeletionMustDeleteEveryLine() throws {
        let outcome = try apply(deletion, to: ["f": "one\ntwo\nthree\n"])
        #expect(outcome.status == .fails)
    }

    @Test func aDeletionTakenOutCreatesTheFile() throws {
        let outcome = try apply(deletion, to: [:], options: MatchOptions(isReverse: true))
        #expect(try text(of: "f", in: outcome) == "one\ntwo\n")
        #expect(outcome.files[0].kind == .create)
    }

    @Test func aRenameTakesItsEditsAlong() throws {
        let rename = """
            diff --git a/f b/g
            similarity index 80%
            rename from f
            rename to g
            --- a/f
            +++ b/g
            @@ -1,2 +1,2 @@
             one
            -two
            +TWO

            """
        let outcome = try apply(rename, to: ["f": "one\ntwo\n"])
        #expect(try text(of: "g", in: outcome) == "one\nTWO\n")
        #expect(try text(of: "f", in: outcome) == nil)
        let back = try apply(
            rename, to: ["g": "one\nTWO\n"], options: MatchOptions(isReverse: true))
        #expect(try text(of: "f", in: back) == "one\ntwo\n")
        let blocked = try apply(rename, to: ["f": "one\ntwo\n", "g": "x\n"])
        #expect(blocked.problems == [.alreadyExists(try path("g"))])
    }

    @Test func twoFilesChangePlaces() throws {
        let swap = """
            diff --git a/f b/g
            similarity index 100%
            rename from f
            rename to g
            diff --git a/g b/f
            similarity index 100%
            rename from g
            rename to f

            """
        let outcome = try apply(swap, to: ["f": "was f\n", "g": "was g\n"])
        #expect(outcome.status == .applies)
        #expect(try text(of: "f", in: outcome) == "was g\n")
        #expect(try text(of: "g", in: outcome) == "was f\n")
    }

    @Test func aCopyTakesItsSourceAsItWas() throws {
        let copy = """
            --- a/f
            +++ b/f
            @@ -1 +1 @@
            -one
            +ONE
            diff --git a/f b/g
            similarity index 100%
            copy from f
            copy to g

            """
        let outcome = try apply(copy, to: ["f": "one\n"])
        #expect(try text(of: "f", in: outcome) == "ONE\n")
        #expect(try text(of: "g", in: outcome) == "one\n")
    }

    @Test func aFilePatchedTwiceIsPatchedOnTopOfTheFirstTime() throws {
        let twice =
            patch("@@ -1,2 +1,3 @@\n a\n+n\n b\n") + patch("@@ -1,3 +1,4 @@\n a\n n\n+m\n b\n")
        let outcome = try apply(twice, to: ["f": lines("a b")])
        #expect(outcome.status == .applies)
        #expect(try text(of: "f", in: outcome) == lines("a n m b"))
        #expect(outcome.addedLines == [try path("f"): [2, 3]])
    }

    @Test func aFileThatIsGoneCannotBePatchedAgain() throws {
        let outcome = try apply(
            deletion + "diff --git a/f b/f\n" + patch("@@ -1 +1 @@\n-one\n+two\n"),
            to: ["f": "one\ntwo\n"])
        #expect(outcome.problems == [nil, .goneEarlier(try path("f"))])
    }

    @Test func aMissingFileIsAProblemOfTheFileAlone() throws {
        let outcome = try apply(
            "--- a/g\n+++ b/g\n@@ -1 +1 @@\n-x\n+y\n" + patch("@@ -1 +1 @@\n-a\n+b\n"),
            to: ["f": "a\n"])
        #expect(outcome.problems == [.missing(try path("g")), nil])
        #expect(outcome.verdicts == [.notTried, .exact])
        #expect(outcome.result == nil)
    }

    @Test func aDiffWithoutGitsHeaderMayMakeAFile() throws {
        let outcome = try apply(patch("@@ -0,0 +1 @@\n+x\n"), to: [:])
        #expect(outcome.files[0].kind == .create)
        #expect(try text(of: "f", in: outcome) == "x\n")
    }

    @Test func refusedPathsAreNotLookedUp() throws {
        let outcome = try apply(
            "--- a/../f\n+++ b/../f\n@@ -1 +1 @@\n-x\n+y\n", to: ["f": "x\n"])
        let refused = [
            RefusedPath(written: Array("a/../f".utf8), reason: .parentFolder),
            RefusedPath(written: Array("b/../f".utf8), reason: .parentFolder),
        ]
        #expect(outcome.problems == [.pathRefused(refused)])
        #expect(
            outcome.problems[0]?.description
                == "a/../f leaves the tree by \"..\", b/../f leaves the tree by \"..\"")
    }

    @Test func modesAreReportedAndLinksAreMade() throws {
        let mode = try apply(
            "diff --git a/f b/f\nold mode 100644\nnew mode 100755\n", to: ["f": "x\n"])
        #expect(mode.status == .applies)
        #expect(mode.files[0].newMode == .program)
        let link = try apply(
            """
            diff --git a/l b/l
            new file mode 120000
            --- /dev/null
            +++ b/l
            @@ -0,0 +1 @@
            +/etc/passwd
            \\ No newline at end of file

            """, to: [:])
        let made = try #require(link.result).file(at: TreePath(validating: "l"))
        #expect(made == TreeFile(kind: .symbolicLink, bytes: Array("/etc/passwd".utf8)))
    }

    @Test func theIndexLineTellsWhetherThePatchWasMadeForThisFile() throws {
        func preimage(_ ids: String) throws -> FileOutcome.Preimage {
            let outcome = try apply(
                "diff --git a/f b/f\nindex \(ids) 100644\n" + patch("@@ -1 +1 @@\n-x\n+y\n"),
                to: ["f": "x\n"])
            return outcome.files[0].preimage
        }
        // The id that `git hash-object` gives for "x" and a line feed.
        #expect(try preimage("587be6b..9766475") == .equal)
        guard case .different = try preimage("1234567..9766475") else {
            Issue.record("a wrong id is not noticed")
            return
        }
        #expect(
            try apply(patch("@@ -1 +1 @@\n-x\n+y\n"), to: ["f": "x\n"]).files[0].preimage
                == .unstated)
    }

    @Test func aBinaryPatchIsRecognised() throws {
        let outcome = try apply(
            "diff --git a/f b/f\nindex 1111111..2222222 100644\nBinary files a/f and b/f differ\n",
            to: ["f": "x\n"])
        #expect(outcome.problems == [.binary])
    }

    @Test func nothingAppliesWhereThereIsNoPatch() throws {
        #expect(try apply("no diff", to: ["f": "x\n"]).status == .fails)
    }
}
