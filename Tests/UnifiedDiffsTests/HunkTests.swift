// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Testing
import UnifiedDiffs

@Suite struct HunkTests {
    private func hunk(_ text: String) throws -> (hunk: Hunk, problems: [DiffProblem.Kind]) {
        let patch = try onlyPatch(in: "--- a/f\n+++ b/f\n" + text)
        return (try #require(patch.hunks.first), patch.problems.map(\.kind))
    }

    @Test func aLineWithoutNewlineIsMarked() throws {
        let (hunk, problems) = try hunk(
            "@@ -1,2 +1,2 @@\n x\n-y\n\\ No newline at end of file\n+z\n\\ Kein Zeilenende am Ende\n"
        )
        #expect(hunk.lines.map(\.hasNewline) == [true, false, false])
        #expect(
            hunk.lines.map(\.fileBytes).map { String(decoding: $0, as: UTF8.self) }
                == ["x\n", "y", "z"])
        #expect(problems.isEmpty)
    }

    @Test func aMissingNewlineInsideOfASideIsReported() throws {
        let (_, problems) = try hunk(
            "@@ -1,2 +1,2 @@\n x\n\\ No newline at end of file\n-y\n+z\n")
        #expect(problems == [.newlineMissingInside])
    }

    @Test func anEmptyLineIsContextWhoseBlankWasStripped() throws {
        let (hunk, problems) = try hunk("@@ -1,3 +1,3 @@\n x\n\n-y\n+z\n")
        #expect(hunk.lines[1].origin == .context)
        #expect(hunk.lines[1].content.isEmpty)
        #expect(hunk.lines[1].isMarkStripped)
        #expect(problems.isEmpty)
    }

    @Test func blankLinesBelowAHunkThatBreaksOffAreNotItsOwn() throws {
        let (hunk, problems) = try hunk("@@ -1,6 +1,6 @@\n x\n-y\n+z\n\n\nNo, that is wrong.\n")
        #expect(hunk.lines.count == 3)
        #expect(problems == [.hunkEndsEarly])
    }

    @Test func aHunkThatIsLongerThanItSaysIsTakenWhole() throws {
        let (hunk, problems) = try hunk("@@ -1,2 +1,2 @@\n x\n-y\n+z\n+w\n v\n\nBye\n")
        #expect(hunk.lines.count == 5)
        #expect(!hunk.areCountsTrue)
        #expect(problems == [.hunkGoesOn])
    }

    @Test func indentedWordsBelowAHunkAreNotItsOwn() throws {
        let (hunk, problems) = try hunk("@@ -1 +1 @@\n-y\n+z\n  indented words\n")
        #expect(hunk.lines.count == 2)
        #expect(problems.isEmpty)
    }

    @Test(arguments: [
        "@@ -1,99999999999999999999 +1 @@", "@@ -18446744073709551616 +1 @@",
        "@@ -9223372036854775807,9223372036854775807 +9223372036854775807,1 @@",
    ])
    func hugeNumbersAreClampedAndReported(header: String) throws {
        let (hunk, problems) = try hunk("\(header)\n-y\n+z\n")
        #expect(hunk.lines.count == 2)
        #expect(max(hunk.oldStart, hunk.oldCount) == DiffLimits.standard.largestLineNumber)
        #expect(problems.first == .numberTooLarge)
    }

    @Test func aCarriageReturnBelongsToTheLine() throws {
        let (hunk, _) = try hunk("@@ -1 +1 @@\r\n-y\r\n+z\r\n")
        #expect(hunk.lines.map(\.content) == [Array("y\r".utf8), Array("z\r".utf8)])
        #expect(hunk.header == Array("@@ -1 +1 @@\r".utf8))
    }

    @Test func zeroBytesAreContentLikeOthers() throws {
        let (hunk, problems) = try hunk("@@ -1 +1 @@\n-y\0\n+\0z\n")
        #expect(hunk.lines.map(\.content) == [[0x79, 0], [0, 0x7a]])
        #expect(problems.isEmpty)
    }
}
