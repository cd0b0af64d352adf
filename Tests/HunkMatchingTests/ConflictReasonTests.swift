// SPDX-License-Identifier: GPL-2.0-only

import HunkMatching
import Testing

/// What is said of a hunk that does not match, and of one that matches in several places.
struct ConflictReasonTests {
    private func reason(_ outcome: PatchOutcome) throws -> HunkConflict.Reason? {
        guard case .conflict(let conflict) = try #require(outcome.verdicts.first) else {
            return nil
        }
        return conflict.reason
    }

    @Test func linesThatDifferInWhiteSpaceAloneAreTold() throws {
        let outcome = try apply(
            patch("@@ -1,3 +1,3 @@\n one\n-two  words\n+2\n three\n"),
            to: ["f": "one\ntwo words\nthree\n"])
        let first = LineDifference(
            patchLineNumber: 5, expected: Array("two  words".utf8), found: Array("two words".utf8),
            treeLine: 2)
        #expect(try reason(outcome) == .whitespaceDiffers(first, lines: 1))
    }

    @Test func aHunkOfWhichOneLineIsThereIsAppliedInPart() throws {
        let outcome = try apply(
            patch("@@ -1,3 +1,5 @@\n a\n+first\n b\n+second\n c\n"),
            to: ["f": lines("x a first b c y")])
        #expect(try reason(outcome) == .appliedInPart(changes: 1, of: 2))
        #expect(outcome.files.first?.hunks.first?.treeLine == 2)
    }

    @Test func aDeletionThatIsDoneCountsWithAnAdditionThatIsThere() throws {
        let outcome = try apply(
            patch("@@ -1,4 +1,4 @@\n a\n-old\n+new\n b\n+more\n c\n"),
            to: ["f": lines("a new b c")])
        #expect(try reason(outcome) == .appliedInPart(changes: 2, of: 3))
    }

    @Test func contextThatDiffersIsNoPart() throws {
        let outcome = try apply(
            patch("@@ -1,3 +1,5 @@\n a\n+first\n b\n+second\n c\n"),
            to: ["f": lines("a first X c")])
        guard case .linesDiffer = try reason(outcome) else {
            Issue.record("\(outcome.verdicts)")
            return
        }
    }

    @Test func otherPlacesThatMatchAreListed() throws {
        let outcome = try apply(
            patch("@@ -5,2 +5,3 @@\n a\n+new\n b\n"), to: ["f": lines("a b x x x x a b a b")])
        let hunk = try #require(outcome.files.first?.hunks.first)
        #expect(hunk.verdict == .offset(2))
        #expect(hunk.otherPlaces == [9, 1])
    }

    @Test func aHunkAtItsOwnLineIsNotAmbiguous() throws {
        let outcome = try apply(
            patch("@@ -3,2 +3,3 @@\n a\n+new\n b\n"), to: ["f": lines("a b a b a b")])
        let hunk = try #require(outcome.files.first?.hunks.first)
        #expect(hunk.verdict == .exact)
        #expect(hunk.otherPlaces.isEmpty)
    }
}
