// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Testing
import UnifiedDiffs

@Suite struct DiffFinderTests {
    @Test func aFormattedPatchIsOneDiffWithItsTrailerOutside() throws {
        let found = diffs(in: formattedPatch)
        try #require(found.count == 1)
        let diff = found[0]
        #expect(diff.patches.map(\.path?.string) == ["house/door.c", "house/key.c"])
        #expect(diff.lines == 9...28)
        #expect(diff.linesBefore == 1..<9)
        #expect(diff.linesAfter == 29..<34)
        #expect(diff.problems.isEmpty)
        #expect(diff.trailer.signatureLine == 32)
        #expect(
            diff.trailer.baseCommit?.digits == "0123456789abcdef0123456789abcdef01234567")
        #expect(diff.trailer.baseCommitLine == 30)
        #expect(
            diff.trailer.prerequisitePatchIDs.map(\.digits)
                == ["fedcba9876543210fedcba9876543210fedcba98"])
    }

    @Test func theLinesOfAHunkKnowTheirPlace() throws {
        let hunk = diffs(in: formattedPatch)[0].patches[0].hunks[0]
        #expect(hunk.firstLineNumber == 13)
        #expect(hunk.lastLineNumber == 20)
        #expect(
            [hunk.oldStart, hunk.oldCount, hunk.newStart, hunk.newCount] == [10, 5, 10, 6])
        #expect(
            String(decoding: hunk.sectionHeading, as: UTF8.self)
                == "static int count_doors(struct house *house)")
        #expect(
            hunk.lines.map(\.origin)
                == [.context, .context, .deleted, .added, .added, .context, .context])
        #expect(hunk.lines.map(\.lineNumber) == Array(14...20))
        #expect(hunk.leadingContext == 2)
        #expect(hunk.trailingContext == 2)
    }

    @Test func aDiffWithoutGitsHeaderIsFound() throws {
        let patch = try onlyPatch(
            in: """
                Something like this?

                --- linux.orig/house/door.c\t2024-05-01 10:00:00.000000000 +0200
                +++ linux/house/door.c\t2024-05-02 10:00:00.000000000 +0200
                @@ -1 +1 @@
                -old
                +new

                Regards
                """)
        #expect(patch.path?.string == "house/door.c")
        #expect(patch.kind == .modify)
        #expect(!patch.isGitDiff)
        #expect(patch.firstLineNumber == 3)
        #expect(patch.lastLineNumber == 7)
    }

    @Test(arguments: ["index 1234567..89abcde 100644", "diff -u a/f.c b/f.c", "Index: f.c\n====="])
    func aDiffMayBeginAtTheLinesAboveItsNames(line: String) throws {
        let patch = try onlyPatch(
            in: "See:\n\(line)\n--- a/f.c\n+++ b/f.c\n@@ -1 +1 @@\n-old\n+new\n")
        #expect(patch.path?.string == "f.c")
        #expect(patch.firstLineNumber == 2)
        #expect(patch.preimageID?.digits == (line.hasPrefix("index") ? "1234567" : nil))
    }

    @Test func aBareHunkIsFound() throws {
        let patch = try onlyPatch(
            in: """
                I forgot this one:

                @@ -5,3 +5,4 @@ static void open_door(void)
                 	turn();
                +	push();
                 	step();
                 }

                Sorry about that.
                """)
        #expect(patch.isBareHunk)
        #expect(patch.path == nil)
        #expect(patch.lastLineNumber == 7)
        #expect(patch.problems.isEmpty)
    }

    @Test func aHunkThatStartsAboveTheLastOneIsForAnotherFile() {
        let found = diffs(
            in: "@@ -50 +50 @@ f(\n-a\n+b\n@@ -90 +90 @@ f(\n-c\n+d\n@@ -3 +3 @@ g(\n-e\n+f\n")
        #expect(found.map { $0.patches.map(\.hunks.count) } == [[2, 1]])
    }

    @Test(arguments: [
        "", "\n\n", "no diff at all", "---\n f | 2 +-\n", "--- a/f\n+++ b/f\nno hunk\n",
        "@@ -1,2 +1,2 @@\n\nnothing follows\n", "@@ -1 +1 @@\n context alone\n",
        "diff --git a/f b/f\nand words\n", "index of all things\n--- more\n",
        "@@ -x +y @@\n-a\n+b\n",
        "+++ b/f\n@@ -1 +1 @@", "> @@ -1 +1 @@\n> -a\n> +b\n",
    ])
    func proseIsNoDiff(text: String) {
        #expect(diffs(in: text).isEmpty)
    }

    @Test func aSignatureIsNoDeletedLineEvenWhereTheCountsAskForMore() throws {
        let patch = try onlyPatch(
            in: "--- a/f\n+++ b/f\n@@ -1,4 +1,3 @@\n x\n-y\n z\n-- \n2.43.0\n")
        #expect(patch.lastLineNumber == 6)
        #expect(patch.problems.map(\.kind) == [.hunkEndsEarly])
    }

    @Test func aDeletedLineOfTwoDashesAndABlankIsKept() throws {
        let patch = try onlyPatch(in: "--- a/f\n+++ b/f\n@@ -1,2 +1 @@\n x\n-- \n-- \n2.43.0\n")
        #expect(patch.hunks[0].lines.map(\.content) == [Array("x".utf8), Array("- ".utf8)])
        #expect(patch.problems.isEmpty)
    }

    @Test func deletedAndAddedLinesThatLookLikeNamesAreKept() throws {
        let patch = try onlyPatch(
            in: "--- a/f\n+++ b/f\n@@ -1 +1 @@\n--- a\n+++ b\n@@ -9 +9 @@\n-c\n+d\n")
        #expect(patch.hunks.map(\.lines.count) == [2, 2])
        #expect(patch.problems.isEmpty)
    }

    @Test func theNextFilesNamesEndAHunkWhoseCountsAreTooHigh() throws {
        let found = diffs(
            in: """
                --- a/f
                +++ b/f
                @@ -1,9 +1,9 @@
                 x
                -y
                +z
                 w
                --- a/g
                +++ b/g
                @@ -1 +1 @@
                -y
                +z

                """)
        #expect(found.map { $0.patches.map(\.path?.string) } == [["f", "g"]])
        #expect(found[0].problems.map(\.kind) == [.hunkEndsEarly])
    }

    @Test func theEndOfTheTextEndsADiffThatIsCutOff() throws {
        let patch = try onlyPatch(in: "--- a/f\n+++ b/f\n@@ -1,3 +1,3 @@\n x\n-y")
        #expect(patch.hunks[0].lines.count == 2)
        #expect(!patch.endsInNewline)
        #expect(patch.problems.map(\.kind) == [.hunkEndsEarly])
    }

    @Test func limitsStopTheReadingAndSaySo() {
        let text = String(repeating: "--- a/f\n+++ b/f\n@@ -1 +1 @@\n-y\n+z\n", count: 5)
        let limits = DiffLimits(
            filePatches: 3, hunks: 100, headerLines: 8, largestLineNumber: 1_000)
        let patches = DiffFinder(limits: limits).diffs(in: ByteText(text)).flatMap(\.patches)
        #expect(patches.count == 3)
        #expect(patches.map { $0.problems.map(\.kind) } == [[], [], [.limitReached]])
    }
}
