// SPDX-License-Identifier: GPL-2.0-only

import GatherSimulation
import HunkMatching
import Proposals
import Testing
import UnifiedDiffs

@testable import KernelBuild
@testable import Reviews

/// What a review comes to, from variants made by hand.
@Suite struct ConclusionTests {
    private func conclusion(
        _ variants: [VariantReview], base drivers: [DriverReview] = [Hand.driver("heron")],
        hasTree: Bool = true, notSimulated: String? = nil,
        proposals: [Proposal]? = nil
    ) throws -> Conclusion {
        let base = Hand.base(drivers)
        return Conclusions(
            proposals: try proposals ?? Hand.proposals(), trailers: [], hasTree: hasTree,
            variants: [base] + variants,
            ranking: RankedVariant.ranking(
                variants.map { variant in
                    (
                        variant, Standing(of: variant, base: base, changedLines: 1),
                        VariantReasons(variant: variant, base: base).statements
                    )
                }), notSimulated: notSimulated
        ).conclusion
    }

    private static let stale = Hand.run([.stale(Hand.page)])

    @Test func `no change of code is no proposal`() throws {
        let conclusion = try conclusion([], proposals: [])
        #expect(conclusion.status == .noProposal)
        #expect(conclusion.exitStatus == 2)
    }

    @Test func `without a tree the answer is partial, and says what to give`() throws {
        let conclusion = try conclusion([], hasTree: false)
        #expect(conclusion.status == .incomplete)
        #expect(conclusion.exitStatus == 3)
        #expect(conclusion.nextSteps.map(\.text).contains { $0.contains("--tree") })
    }

    @Test func `a clean, signed-off patch is ready`() throws {
        let conclusion = try conclusion([Hand.variant(["P1"], drivers: [Hand.driver("heron")])])
        #expect(conclusion.status == .ready)
        #expect(conclusion.exitStatus == 0)
        #expect(conclusion.nextSteps.isEmpty)
        #expect(
            conclusion.verdict.text
                == "P1 applies and compiles, and leaves the simulated driver clean.")
    }

    @Test func `a repair is said`() throws {
        let conclusion = try conclusion(
            [
                Hand.variant(
                    ["P1"],
                    drivers: [Hand.driver("heron", base: Self.stale), Hand.driver("plover")])
            ],
            base: [Hand.driver("heron", Self.stale, base: Self.stale), Hand.driver("plover")])
        #expect(conclusion.status == .ready)
        #expect(
            conclusion.verdict.text
                == "P1 applies and compiles, and leaves all 2 simulated drivers clean, "
                + "1 of them repaired.")
    }

    @Test func `a clean diff without a sign-off has to be posted as a patch`() throws {
        let conclusion = try conclusion([Hand.variant(["P2"], drivers: [Hand.driver("heron")])])
        #expect(conclusion.status == .needsAttention)
        #expect(conclusion.exitStatus == 1)
        #expect(conclusion.nextSteps.map(\.text).first?.hasPrefix("Ask Bob to post P2") == true)
    }

    @Test func `a series that lacks a patch has to be found`() throws {
        let conclusion = try conclusion([Hand.variant(["P3"], drivers: [Hand.driver("heron")])])
        #expect(conclusion.status == .needsAttention)
        #expect(
            conclusion.nextSteps.map(\.text)
                == ["Find the rest of P3: 1 of 2 patches are here."])
    }

    @Test func `a combination has to become one patch`() throws {
        let conclusion = try conclusion([
            Hand.variant(["P1", "P2"], drivers: [Hand.driver("heron")])
        ])
        #expect(conclusion.status == .needsAttention)
        #expect(
            conclusion.nextSteps.map(\.text)
                == ["Ask Ann for a new revision of P1 with P2 in it."])
    }

    @Test func `a conflict needs a rebase, even where nothing could be simulated`() throws {
        for notSimulated in [nil, "no compiler"] {
            let conclusion = try conclusion(
                [Hand.variant(["P1"], problem: .noPath)], notSimulated: notSimulated)
            #expect(conclusion.status == .needsAttention)
            #expect(
                conclusion.verdict.text
                    == "P1 does not apply: the patch does not say which file it is for.")
            #expect(
                conclusion.nextSteps.map(\.text).first?.hasPrefix("Ask Ann to rebase P1") == true)
        }
    }

    @Test func `what does not compile needs a repair`() throws {
        let message = CompilerMessage(location: nil, severity: .error, text: "no such thing")
        let conclusion = try conclusion([Hand.variant(["P1"], build: .fails([message]))])
        #expect(conclusion.status == .needsAttention)
        #expect(
            conclusion.nextSteps.map(\.text)
                == ["Ask Ann to repair P1."])
        #expect(conclusion.verdict.text == "P1 does not compile: no such thing.")
    }

    @Test func `what compiles only by a fix-it needs attention`() throws {
        let change = FixItRepair.Change(
            path: "a.c", line: 1, error: "wrong", before: "\tb(&a);", after: "\tb(a);")
        let conclusion = try conclusion([
            Hand.variant(["P1"], drivers: [Hand.driver("heron")], fixIts: [change])
        ])
        #expect(conclusion.status == .needsAttention)
        #expect(
            conclusion.nextSteps.map(\.text) == [
                "P1 does not compile as posted; the compiler's own correction of a.c:1 is: b(a);"
            ])
    }

    @Test func `a new defect holds a patch back`() throws {
        let conclusion = try conclusion([
            Hand.variant(["P1"], drivers: [Hand.driver("heron", Self.stale)])
        ])
        #expect(conclusion.status == .needsAttention)
        #expect(conclusion.verdict.text == "P1 breaks heron (stale 4 KiB).")
        #expect(
            conclusion.nextSteps.map(\.text) == ["Hold P1 back: it breaks heron (stale 4 KiB)."])
    }

    @Test func `an old defect that a rival repairs holds a patch back`() throws {
        let rival = Hand.variant(
            ["P2"],
            drivers: [Hand.driver("heron", base: Self.stale), Hand.driver("plover", Self.stale)])
        let conclusion = try conclusion(
            [
                Hand.variant(
                    ["P1"],
                    drivers: [
                        Hand.driver("heron", Self.stale, base: Self.stale), Hand.driver("plover"),
                    ]),
                rival,
            ],
            base: [Hand.driver("heron", Self.stale, base: Self.stale), Hand.driver("plover")])
        #expect(conclusion.status == .needsAttention)
        #expect(
            conclusion.verdict.text
                == "None of 2 combinations is good; P1 comes nearest: it leaves heron (stale 4 KiB) as "
                + "on the base.")
    }

    @Test func `an old defect that nobody repairs does not`() throws {
        let conclusion = try conclusion(
            [
                Hand.variant(
                    ["P1"],
                    drivers: [
                        Hand.driver("heron", Self.stale, base: Self.stale), Hand.driver("plover"),
                    ])
            ],
            base: [Hand.driver("heron", Self.stale, base: Self.stale), Hand.driver("plover")])
        #expect(conclusion.status == .ready)
        #expect(
            conclusion.verdict.text
                == "P1 applies and compiles, and leaves 1 of 2 simulated drivers clean; heron is "
                + "broken with and without it.")
    }

    @Test func `without a compiler the answer is partial`() throws {
        let conclusion = try conclusion(
            [Hand.variant(["P1"], build: .notTried("no compiler"))], notSimulated: "no compiler")
        #expect(conclusion.status == .incomplete)
        #expect(conclusion.verdict.text == "P1 applies.")
        #expect(conclusion.basis.map(\.text) == ["Nothing was simulated: no compiler."])
    }

    @Test func `what was not compiled is not ready, though nobody asked for it`() throws {
        let conclusion = try conclusion(
            [Hand.variant(["P1"], build: .notTried("--no-simulate was given"))],
            notSimulated: "--no-simulate was given")
        #expect(conclusion.status == .incomplete)
        #expect(conclusion.verdict.text == "P1 applies.")
    }

    @Test func `of several that apply none is best as long as nothing was run`() throws {
        let alike = ["P1", "P2"].map { Hand.variant([$0], build: .notTried("no compiler")) }
        let conclusion = try conclusion(alike, notSimulated: "no compiler")
        #expect(conclusion.status == .incomplete)
        #expect(conclusion.verdict.text == "Nothing decides between P1, P2: each applies.")
        #expect(conclusion.nextSteps.isEmpty)
    }

    @Test func `a patch for files outside of the tree is no matter of a rebase`() throws {
        let refused = RefusedPath(written: Array("a/../x".utf8), reason: .parentFolder)
        let conclusion = try conclusion([Hand.variant(["P1"], problem: .pathRefused([refused]))])
        #expect(conclusion.status == .needsAttention)
        #expect(
            conclusion.nextSteps.map(\.text)
                == ["Do not apply P1 by other means: it names files outside of the tree."])
    }

    @Test func `where none applies the one that comes nearest is named`() throws {
        let conclusion = try conclusion([
            Hand.variant(["P1"], problem: .noPath), Hand.variant(["P2"], problem: .noPath),
        ])
        #expect(conclusion.status == .needsAttention)
        #expect(conclusion.verdict.text == "None of 2 combinations applies.")
    }

    @Test func `where no driver is known to the end the answer is partial`() throws {
        let run = Hand.run(outcome: .notModelled(name: "kmalloc", stack: []))
        let conclusion = try conclusion([
            Hand.variant(["P1"], drivers: [Hand.driver("heron", run)])
        ])
        #expect(conclusion.status == .incomplete)
        #expect(conclusion.verdict.text == "P1 applies and compiles.")
    }
}
