// SPDX-License-Identifier: GPL-2.0-only

import HunkMatching
import Testing

/// Hunks of which part of the context is gone, with `git apply -C` as the measure.
struct FuzzTests {
    private let hunk = patch(
        """
        @@ -2,7 +2,7 @@
         b
         c
         d
        -e
        +E
         f
         g
         h

        """)

    @Test func noContextIsIgnoredUnlessAskedFor() throws {
        let outcome = try apply(hunk, to: ["f": lines("a X c d e f g h i")])
        #expect(outcome.status == .fails)
    }

    @Test func theChangedLineOfTheContextIsKept() throws {
        let outcome = try apply(
            hunk, to: ["f": lines("a X c d e f g h i")], options: MatchOptions(leastContext: 1))
        let reduction = ContextReduction(leadingLines: 1, trailingLines: 1, isUnanchored: false)
        #expect(outcome.verdicts == [.fuzz(offset: 0, reduction)])
        #expect(try text(of: "f", in: outcome) == lines("a X c d E f g h i"))
    }

    @Test func theOffsetIsThatOfTheWholeHunk() throws {
        let outcome = try apply(
            hunk, to: ["f": lines("0 1 a X c d e f g h i")], options: MatchOptions(leastContext: 2))
        let reduction = ContextReduction(leadingLines: 1, trailingLines: 1, isUnanchored: false)
        #expect(outcome.verdicts == [.fuzz(offset: 2, reduction)])
    }

    @Test func noMoreIsIgnoredThanAllowed() throws {
        let outcome = try apply(
            hunk, to: ["f": lines("a b X d e f g h i")], options: MatchOptions(leastContext: 2))
        #expect(outcome.status == .fails)
    }

    @Test func aHunkForTheEndMayMatchInside() throws {
        let atEnd = patch("@@ -2,3 +2,2 @@\n b\n c\n-d\n")
        let outcome = try apply(
            atEnd, to: ["f": lines("a b c d e")], options: MatchOptions(leastContext: 1))
        let reduction = ContextReduction(leadingLines: 0, trailingLines: 0, isUnanchored: true)
        #expect(outcome.verdicts == [.fuzz(offset: 0, reduction)])
    }

    @Test func aChangeThatIsThereAlreadyIsNotMadeTwice() throws {
        let adding = patch("@@ -1,2 +1,3 @@\n a\n+new\n b\n")
        let outcome = try apply(
            adding, to: ["f": lines("a new b c")], options: MatchOptions(leastContext: 0))
        #expect(outcome.status == .alreadyApplied)
    }
}
