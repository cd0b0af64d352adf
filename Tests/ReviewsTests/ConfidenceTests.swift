// SPDX-License-Identifier: GPL-2.0-only

import GatherSimulation
import Testing

@testable import Reviews

/// What is known of a variant stands beside its score, and leaves it as it is.
@Suite struct ConfidenceTests {
    private func variant(
        drivers: [DriverReview] = [Hand.driver("heron")], uncovered: [String] = [],
        executed: [Int] = [1], isSimulated: Bool = true
    ) -> VariantReview {
        VariantReview(
            name: VariantName(proposals: ["P1"]), kind: .proposal, proposals: ["P1"], patches: [],
            fixIts: [], build: .compiles(unchecked: []), drivers: drivers,
            changedCode: ChangedCode(functions: [], declarations: []), uncoveredDrivers: uncovered,
            coverage: [
                FileCoverage(
                    path: "a.c", newLines: [1, 2], codeLines: isSimulated ? [1] : [],
                    executed: executed, isSimulated: isSimulated)
            ])
    }

    @Test func `nothing is missing`() {
        let confidence = Confidence(of: variant())
        #expect(confidence.extent == .full)
        #expect(confidence.gaps.isEmpty)
        #expect(confidence.executedLines == 1 && confidence.codeLines == 1)
    }

    @Test func `each gap is named, and none changes the score`() {
        let unknown = Hand.driver("plover", Hand.run(outcome: .notModelled(name: "f", stack: [])))
        let cases: [(VariantReview, String)] = [
            (
                variant(drivers: [Hand.driver("heron"), unknown]),
                "not modelled: f: plover (1 of 1 scenarios)"
            ),
            (
                variant(uncovered: ["drivers/iommu/kestrel.c"]),
                "1 driver that it may reach was not run: kestrel.c"
            ),
            (variant(executed: []), "1 of 1 new lines with code never ran: a.c:1"),
            (variant(executed: [], isSimulated: false), "built by no bench: a.c"),
        ]
        for (variant, gap) in cases {
            let confidence = Confidence(of: variant)
            #expect(confidence.extent == .partial, "\(gap)")
            #expect(confidence.gaps.map(\.text) == [gap])
            #expect(Standing(of: variant, base: nil, changedLines: 1).score == 100)
        }
    }

    @Test func `where every program is that of the base nothing was seen`() {
        let same = DriverReview(
            driver: "heron", runs: Hand.driver("heron").runs, obstacle: nil, isAsBase: true,
            lines: Hand.driver("heron").lines, skipped: [:])
        #expect(Confidence(of: variant(drivers: [same])).extent == .none)
        #expect(Confidence(of: variant(drivers: [])).gaps.map(\.text) == ["nothing of it was run"])
    }

    @Test(arguments: [
        ([], ""), (["a"], "a"), (["a", "b"], "a and b"),
        (["a", "b", "c", "d", "e"], "a, b, c, d and e"),
        (["a", "b", "c", "d", "e", "f"], "a, b, c, d and 2 more"),
    ])
    func `many names are counted`(names: [String], text: String) {
        #expect(NameList.text(names) == text)
    }
}
