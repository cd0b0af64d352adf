// SPDX-License-Identifier: GPL-2.0-only

import GatherSimulation
import HunkMatching
import Testing

@testable import Reviews

@Suite struct RankingTests {
    private func ranking(_ standings: (String, [Int])...) -> [RankedVariant] {
        RankedVariant.ranking(
            standings.map { (Hand.variant([$0]), Hand.standing($1), []) })
    }

    private static let sentences = [
        "B applies, A does not apply (1 conflict)", "B compiles, A does not compile",
        "B makes no driver crash, A makes 1 driver crash", "B breaks no driver, A breaks 1 driver",
        "B leaves no driver broken, A leaves 1 driver broken",
        "B invalidates nothing too much, A invalidates 1 B too much",
        "B invalidates everything in no more run, A invalidates everything in 1 more run",
        "B compiles as posted, A compiles only once corrected",
        "B issues no invalidation, A issues 1 invalidation",
        "B runs no instruction, A runs 1 instruction", "B changes no line, A changes 1 line",
    ]

    /// Each measure decides over all behind it, however they stand.
    @Test(arguments: Measure.allCases.indices)
    func `the first measure that differs decides`(_ index: Int) {
        let count = Measure.allCases.count
        let zeros = [Int](repeating: 0, count: index)
        let rest = count - index - 1
        let worse = zeros + [1] + [Int](repeating: 0, count: rest)
        let better = zeros + [0] + [Int](repeating: 1, count: rest)
        let ranked = ranking(("A", worse), ("B", better))
        #expect(ranked.map(\.variant.description) == ["B", "A"])
        #expect(ranked.map(\.place) == [1, 2])
        #expect(ranked.map(\.aboveNext) == [Self.sentences[index], nil])
    }

    @Test func `where nothing decides the place is shared and the order stays`() {
        let even = [Int](repeating: 0, count: Measure.allCases.count)
        var worse = even
        worse[10] = 5
        let ranked = ranking(("B", even), ("A", even), ("C", worse))
        #expect(ranked.map(\.variant.description) == ["B", "A", "C"])
        #expect(ranked.map(\.place) == [1, 1, 3])
        #expect(ranked.map(\.aboveNext) == [nil, "A changes no line, C changes 5 lines", nil])
    }

    @Test func `where nothing was run the size of a change decides nothing`() {
        var small = [Int](repeating: 0, count: Measure.allCases.count)
        var failing = small
        var large = small
        (small[10], failing[1], large[10]) = (1, 1, 9)
        let ranked = RankedVariant.ranking(
            [("A", failing), ("B", large), ("C", small)].map {
                (Hand.variant([$0]), Hand.standing($1), [])
            }, by: Measure.withoutRuns)
        #expect(ranked.map(\.variant.description) == ["B", "C", "A"])
        #expect(ranked.map(\.place) == [1, 1, 3])
    }

    /// What does not apply has no build, and what does not compile has not run.
    @Test(arguments: [0, 1])
    func `of two that fail alike nothing further is compared`(_ index: Int) {
        var left = [Int](repeating: 0, count: Measure.allCases.count)
        left[index] = 1
        var right = left
        right[10] = 9
        let ranked = ranking(("B", right), ("A", left))
        #expect(ranked.map(\.place) == [1, 1])
        #expect(ranked.map(\.variant.description) == ["B", "A"])
    }

    @Test func `a standing counts drivers against the base`() {
        let stale = Hand.run([.stale(Hand.page)])
        let crash = Hand.run([.crash(.stackOverflow)], outcome: .crashed)
        let base = Hand.base([
            Hand.driver("fixed", stale, base: stale), Hand.driver("left", stale, base: stale),
            Hand.driver("broken"), Hand.driver("crashing"), Hand.driver("unknown"),
        ])
        let variant = Hand.variant(
            ["P1"],
            drivers: [
                Hand.driver("fixed", base: stale), Hand.driver("left", stale, base: stale),
                Hand.driver("broken", stale), Hand.driver("crashing", crash),
                Hand.driver(
                    "unknown", Hand.run(outcome: .notModelled(name: "kmalloc", stack: []))),
            ])
        let standing = Standing(of: variant, base: base, changedLines: 7)
        #expect(standing.fixed == 1)
        #expect(standing.unfixed == 1)
        #expect(standing.regressions == 1)
        #expect(standing.crashes == 1)
        #expect(standing.unknown == 1)
        #expect(standing.changedLines == 7)
        #expect(standing.conflicts == 0)
        #expect(!standing.failsToBuild)
    }

    @Test func `what the tree itself has wrong counts where a proposal repairs some of it`() {
        let stale = Hand.run([.stale(Hand.page)])
        var mine = Hand.driver("old", stale, base: stale)
        #expect(
            Standing(of: Hand.variant(["P1"], drivers: [mine]), base: nil, changedLines: 1).unfixed
                == 1)
        mine.isUncontested = true
        let variant = Hand.variant(["P1"], drivers: [mine])
        #expect(Standing(of: variant, base: nil, changedLines: 1).unfixed == 0)
        #expect(
            VariantReasons(variant: variant, base: nil).statements.map(\.text)
                == ["leaves the tree's own defects, which no proposal is about: old"])
        // What the base breaks is not the tree's own.
        var broken = Hand.driver("broken", stale, base: stale, reference: Hand.run())
        broken.isUncontested = true
        #expect(
            Standing(of: Hand.variant(["P1"], drivers: [broken]), base: nil, changedLines: 1)
                .unfixed == 1)
    }

    @Test func `what does not compile is not counted by its drivers`() {
        let stale = Hand.run([.stale(Hand.page)])
        let variant = Hand.variant(
            ["P1"], drivers: [Hand.driver("broken", stale)], build: .fails([]))
        let standing = Standing(of: variant, base: Hand.base([]), changedLines: 1)
        #expect(standing.failsToBuild)
        #expect(standing.regressions == 0)
    }

    @Test func `a file that cannot be patched is a conflict`() {
        let variant = Hand.variant(["P1"], problem: .noPath)
        #expect(Standing(of: variant, base: nil, changedLines: 1).conflicts == 1)
    }
}
