// SPDX-License-Identifier: GPL-2.0-only

import HunkMatching
import Testing
import UnifiedDiffs

@Suite struct HunkVerdictTests {
    let change = patch("@@ -4,3 +4,4 @@\n d\n-e\n+E\n+EE\n f\n")

    @Test func aHunkInItsPlaceIsExact() throws {
        let outcome = try apply(change, to: ["f": lines("a b c d e f g")])
        #expect(outcome.verdicts == [.exact])
        #expect(outcome.status == .applies)
        #expect(outcome.files[0].hunks[0].treeLine == 4)
        #expect(outcome.files[0].hunks[0].resultLine == 4)
        #expect(try text(of: "f", in: outcome) == lines("a b c d E EE f g"))
        #expect(outcome.addedLines == [try TreePath(validating: "f"): [5, 6]])
    }

    @Test(arguments: [
        ("x y a b c d e f g", 2), ("b c d e f g", -1), ("d e f g", -3),
    ])
    func aHunkElsewhereHasAnOffset(words: String, offset: Int) throws {
        let outcome = try apply(change, to: ["f": lines(words)])
        #expect(outcome.verdicts == [.offset(offset)])
        #expect(outcome.files[0].hunks[0].resultLine == 4 + offset)
    }

    @Test func theNearestPlaceWinsAndOfTwoTheLowerOne() throws {
        let hunk = patch("@@ -6,2 +6,3 @@\n x\n+n\n y\n")
        let far = try apply(hunk, to: ["f": lines("x y a b c d e x y x y")])
        #expect(far.verdicts == [.offset(2)])
        let tie = try apply(hunk, to: ["f": lines("a b c x y d e x y z")])
        #expect(tie.verdicts == [.offset(2)])
        #expect(try text(of: "f", in: tie) == lines("a b c x y d e x n y z"))
    }

    @Test func anOffsetIsCountedInThePatchedFile() throws {
        let two = patch("@@ -1,2 +1,4 @@\n a\n+n\n+m\n b\n@@ -6,2 +8,2 @@\n f\n-g\n+G\n")
        let outcome = try apply(two, to: ["f": lines("a b c d e f g")])
        #expect(outcome.verdicts == [.exact, .exact])
        let second = outcome.files[0].hunks[1]
        #expect(second.treeLine == 6)
        #expect(second.resultLine == 8)
        let shifted = try apply(two, to: ["f": lines("a b c z d e f g")])
        #expect(shifted.verdicts == [.exact, .offset(1)])
    }

    @Test func aHunkThatIsThereAlreadySaysSo() throws {
        let outcome = try apply(change, to: ["f": lines("x a b c d E EE f g")])
        #expect(outcome.verdicts == [.alreadyApplied(offset: 1)])
        #expect(outcome.status == .alreadyApplied)
        #expect(try text(of: "f", in: outcome) == lines("x a b c d E EE f g"))
        #expect(outcome.addedLines.isEmpty)
    }

    @Test func aLostBraceIsNoSignOfAnAppliedHunk() throws {
        let outcome = try apply(
            patch("@@ -1,3 +1,3 @@\n {\n-x\n+}\n }\n"), to: ["f": lines("a { } } b")])
        guard case .conflict = outcome.verdicts[0] else {
            Issue.record("\(outcome.verdicts[0])")
            return
        }
    }

    @Test func aHunkThatIsPartlyThereGivesNoTree() throws {
        let two = patch("@@ -1 +1 @@\n-a\n+A1\n@@ -3,2 +3,2 @@\n c\n-d\n+D\n e\n")
        let outcome = try apply(
            two.replacing("@@ -3,2 +3,2 @@", with: "@@ -3,3 +3,3 @@")
                .replacing("@@ -1 +1 @@\n-a\n+A1\n", with: "@@ -1,2 +1,2 @@\n-a\n+A1\n b\n"),
            to: ["f": lines("A1 b c d e")])
        #expect(outcome.verdicts == [.alreadyApplied(offset: 0), .exact])
        #expect(outcome.status == .partlyApplied)
        #expect(outcome.result == nil)
    }

    @Test func aConflictNamesTheFirstDifferentLineAtTheBestPlace() throws {
        let outcome = try apply(
            patch("@@ -2,4 +2,4 @@\n one\n two\n-three\n+THREE\n four\n"),
            to: ["f": lines("a b c one zwei three four d")])
        let difference = LineDifference(
            patchLineNumber: 5, expected: Array("two".utf8), found: Array("zwei".utf8), treeLine: 5)
        #expect(
            outcome.verdicts == [
                .conflict(
                    HunkConflict(
                        reason: .linesDiffer(difference), matchingLines: 3, oldLines: 4))
            ])
        #expect(outcome.files[0].hunks[0].treeLine == 4)
        #expect(outcome.result == nil)
    }

    @Test func aConflictAtTheEndOfTheFileHasNoFoundLine() throws {
        let outcome = try apply(
            patch("@@ -2,3 +2,3 @@\n one\n two\n-three\n+THREE\n"), to: ["f": lines("a one two")])
        let difference = LineDifference(
            patchLineNumber: 6, expected: Array("three".utf8), found: nil, treeLine: 4)
        #expect(
            outcome.verdicts == [
                .conflict(
                    HunkConflict(
                        reason: .linesDiffer(difference), matchingLines: 2, oldLines: 3))
            ])
    }

    private func reason(_ outcome: PatchOutcome, hunk: Int = 0) -> HunkConflict.Reason? {
        if case .conflict(let conflict) = outcome.verdicts[hunk] { conflict.reason } else { nil }
    }

    @Test func aHunkOfTheFirstLineMustBeAtTheStart() throws {
        let outcome = try apply(
            patch("@@ -1,2 +1,2 @@\n-a\n+A\n b\n"), to: ["f": lines("x a b")])
        #expect(reason(outcome) == .notAtStart)
    }

    @Test func aHunkWithoutContextBehindMustBeAtTheEnd() throws {
        let outcome = try apply(
            patch("@@ -2,2 +2,2 @@\n a\n-b\n+B\n"), to: ["f": lines("x a b y")])
        #expect(reason(outcome) == .notAtEnd)
    }

    @Test func linesThatAnEarlierHunkTouchedDoNotMatchAgain() throws {
        let outcome = try apply(
            patch("@@ -2,2 +2,3 @@\n a\n+n\n b\n@@ -3,2 +4,2 @@\n b\n-c\n+C\n d\n")
                .replacing("@@ -3,2 +4,2 @@", with: "@@ -3,3 +4,3 @@"),
            to: ["f": lines("x a b c d")])
        #expect(outcome.verdicts[0] == .exact)
        #expect(reason(outcome, hunk: 1) == .overlapsEarlierHunk)
    }

    @Test func aHunkThatBreaksOffInsideOfItsChangesIsNotApplied() throws {
        let outcome = try apply(
            patch("@@ -2,3 +2,4 @@\n a\n-b\n+B\n"), to: ["f": lines("x a b c")])
        #expect(reason(outcome) == .brokenOff)
    }

    @Test func falseCountsAreRepairedWhereTheHunkIsWhole() throws {
        let outcome = try apply(
            patch("@@ -2,9 +2,9 @@\n a\n-b\n+B\n c\n"), to: ["f": lines("x a b c")])
        #expect(outcome.verdicts == [.exact])
        #expect(outcome.files[0].hunks[0].repairs == [.headerCounts])
    }

    @Test func wordsRightBelowAHunkAreLeftOutWhereTheyDoNotMatch() throws {
        let outcome = try apply(
            patch("@@ -2,3 +2,3 @@\n a\n-b\n+B\n c\n- and a list\n- of words\n"),
            to: ["f": lines("x a b c d")])
        #expect(outcome.verdicts == [.exact])
        #expect(outcome.files[0].hunks[0].repairs.isEmpty)
        #expect(try text(of: "f", in: outcome) == lines("x a B c d"))
    }

    @Test func linesThatTheHeaderForgotToCountAreApplied() throws {
        let outcome = try apply(
            patch("@@ -2,3 +2,3 @@\n a\n-b\n+B\n c\n+C\n d\n"), to: ["f": lines("x a b c d")])
        #expect(outcome.files[0].hunks[0].repairs == [.headerCounts])
        #expect(try text(of: "f", in: outcome) == lines("x a B c C d"))
    }

    @Test func aHunkBehindAConflictStillGetsItsVerdict() throws {
        let outcome = try apply(
            patch("@@ -2,2 +2,2 @@\n no\n-b\n+B\n c\n@@ -5,2 +5,2 @@\n e\n-f\n+F\n")
                .replacing("@@ -2,2 +2,2 @@", with: "@@ -2,3 +2,3 @@"),
            to: ["f": lines("a b c d e f")])
        #expect(outcome.verdicts.map(\.isApplied) == [false, true])
        #expect(outcome.status == .fails)
    }

    @Test func aMissingNewlineAtTheEndIsKept() throws {
        let hunk = patch("@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+B\n")
        let outcome = try apply(hunk, to: ["f": "a\nb"])
        #expect(outcome.verdicts == [.exact])
        #expect(try text(of: "f", in: outcome) == "a\nB\n")
        #expect(try apply(hunk, to: ["f": "a\nb\n"]).status == .fails)
    }

    @Test func aNewlineAtTheEndThatThePatchDoesNotKnowIsDropped() throws {
        let outcome = try apply(
            patch("@@ -1,2 +1,2 @@\n-a\n+A\n b\n\\ No newline at end of file\n"),
            to: ["f": "a\nb\n"])
        #expect(outcome.files[0].hunks[0].repairs == [.newlineAtEnd])
        #expect(try text(of: "f", in: outcome) == "A\nb")
    }

    @Test func linesAreNotJoinedWhereAPatchSeesTheEndInsideOfAFile() throws {
        let outcome = try apply(
            patch("@@ -1,2 +1,2 @@\n-a\n+A\n b\n\\ No newline at end of file\n"),
            to: ["f": lines("a b c")])
        #expect(outcome.status == .fails)
    }

    @Test func takingOutIsTheOppositeOfApplying() throws {
        let files = ["f": lines("x a b c d e f g")]
        let applied = try apply(change, to: files)
        let reverse = MatchOptions(isReverse: true)
        let back = try apply(
            change, to: ["f": try #require(try text(of: "f", in: applied))], options: reverse)
        // Git turns the sign of an offset with the direction.
        #expect(back.verdicts == [.offset(-1)])
        #expect(try text(of: "f", in: back) == files["f"])
        #expect(try apply(change, to: files, options: reverse).status == .alreadyApplied)
    }

    @Test(.timeLimit(.minutes(2))) func manyEqualLinesTakeLinearTime() throws {
        let file = String(repeating: "x\n", count: 150_000) + "y\n"
        let body = String(repeating: " x\n", count: 75_000)
        let hunk = patch("@@ -30000,75002 +30000,75003 @@\n\(body) y\n+n\n x\n")
        let outcome = try apply(hunk, to: ["f": file])
        #expect(reason(outcome) != nil)
    }

    @Test func theWorkForOneFileIsLimited() throws {
        var options = MatchOptions()
        options.limits.searchedLines = 10
        let outcome = try apply(change, to: ["f": lines("a b c d e f g")], options: options)
        #expect(reason(outcome) == .notSearched)
        let again = try apply(
            change + change, to: ["f": lines("a b c d e f g")], options: options)
        #expect(again.problems == [nil, .limitReached])
    }
}
