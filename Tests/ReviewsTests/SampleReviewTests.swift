// SPDX-License-Identifier: GPL-2.0-only

import Benches
import Foundation
import GatherSimulation
import HunkMatching
import KernelBuild
import Mail
import Proposals
import Reviews
import Testing
import UnifiedDiffs

/// The sample threads on the sample tree, through the whole pipeline.
enum SampleReviews {
    static let gather = make("always-fill-gather")
    static let series = make("clean-series")
    static let noBench = make("no-bench")

    private static func make(_ name: String) -> Task<ThreadReview, any Error> {
        Task {
            try await Pipeline.review(
                try Pipeline.bytes(of: "\(Pipeline.samples)/\(name).mbox"),
                on: try FolderTree(folder: "\(Pipeline.samples)/kernel"),
                benches: ["\(Pipeline.samples)/benches"])
        }
    }
}

@Suite(.enabled(Pipeline.noToolchain, Pipeline.hasToolchain))
struct GatherSampleTests {
    /// A driver in a variant, and what it comes to in one page, many pages, disjoint, nothing.
    struct Row: Sendable, CustomTestStringConvertible {
        let driver: String
        let variants: [String]
        let verdicts: [String]

        var testDescription: String { "\(driver) under \(variants.joined(separator: ", "))" }
    }

    private static let clean = ["clean", "clean", "clean", "clean"]
    private static let stale = ["stale 4 KiB", "stale 80 KiB", "stale 8 KiB", "clean"]
    private static let over = ["clean", "clean", "over 28 KiB", "clean"]

    @Test(arguments: [
        Row(driver: "heron", variants: ["reference", "base", "P3"], verdicts: stale),
        Row(driver: "heron", variants: ["P1", "P1+P3", "P2 (fix-it)"], verdicts: clean),
        Row(
            driver: "plover", variants: ["reference", "base", "P1+P3", "P2 (fix-it)", "P3"],
            verdicts: clean),
        Row(driver: "plover", variants: ["P1"], verdicts: stale),
        Row(
            driver: "kestrel", variants: ["reference", "base", "P2 (fix-it)", "P3"],
            verdicts: clean),
        Row(driver: "kestrel", variants: ["P1", "P1+P3"], verdicts: over),
        Row(driver: "heron", variants: ["P2"], verdicts: []),
        Row(driver: "plover", variants: ["P2"], verdicts: []),
        Row(driver: "kestrel", variants: ["P2"], verdicts: []),
    ])
    func `each driver comes to this in each variant`(_ row: Row) async throws {
        let review = try await SampleReviews.gather.value
        for variant in row.variants {
            #expect(try review.row(row.driver, variant) == row.verdicts, "\(variant)")
        }
    }

    @Test func `the variants are the proposals, and the supplement on what it supplements`()
        async throws
    {
        let review = try await SampleReviews.gather.value
        #expect(
            review.variants.map(\.name.description)
                == ["reference", "base", "P1", "P2", "P2 (fix-it)", "P3", "P1+P3"])
        #expect(review.proposals.map(\.relation?.kind) == [nil, .alternative, .supplements])
    }

    @Test func `stale pages are those that were unmapped, and no others`() async throws {
        let review = try await SampleReviews.gather.value
        #expect(try review.stale("plover", "P1", "one-page") == ["0x20000000-0x20000fff"])
        #expect(try review.stale("plover", "P1", "many-pages") == ["0x20004000-0x20017fff"])
        #expect(
            try review.stale("plover", "P1", "disjoint-unmaps")
                == ["0x20000000-0x20000fff 0x20008000-0x20008fff"])
    }

    @Test func `what is invalidated too much lies between the pages`() async throws {
        let review = try await SampleReviews.gather.value
        let runs = try #require(try review.variant(named: "P1").driver("kestrel")).runs
        #expect(
            runs.map(\.againstReference.overInvalidated.description).filter { !$0.isEmpty }
                == ["0x40001000-0x40007fff"])
    }

    @Test func `the ranking follows, each place with what decides it`() async throws {
        let review = try await SampleReviews.gather.value
        #expect(
            review.ranking.map(\.variant.description)
                == ["P2 (fix-it)", "P1+P3", "P3", "P1", "P2"])
        #expect(review.ranking.map(\.place) == [1, 2, 3, 4, 5])
        #expect(
            review.ranking.map(\.aboveNext) == [
                "P2 (fix-it) invalidates nothing too much, P1+P3 invalidates 28 KiB too much",
                "P1+P3 leaves no driver broken, P3 leaves 1 driver broken",
                "P3 breaks no driver, P1 breaks 1 driver",
                "P1 compiles, P2 does not compile", nil,
            ])
    }

    @Test func `the reasons name the drivers and the scenarios`() async throws {
        let review = try await SampleReviews.gather.value
        let patch = try #require(review.ranking.first { $0.variant.description == "P1" })
        #expect(
            patch.reasons.map(\.text) == [
                "breaks plover: stale 80 KiB (one-page, many-pages and disjoint-unmaps)",
                "over-invalidates kestrel: 28 KiB beyond the reference (disjoint-unmaps)",
                "repairs heron (stale 80 KiB on the base)",
            ])
        #expect(patch.reasons.allSatisfy { !$0.evidence.isEmpty })
    }

    @Test func `the rival does not compile, and the compiler says why and what would`()
        async throws
    {
        let review = try await SampleReviews.gather.value
        let posted = try review.variant(named: "P2")
        #expect(posted.fixIts.isEmpty)
        try #require(posted.compilerMessages.count == 1)
        let message = posted.compilerMessages[0]
        #expect(message.severity == .error)
        #expect(message.location?.path == "drivers/iommu/iommu.c")
        #expect(message.location?.line == 212)
        #expect(
            message.text.hasPrefix("incompatible pointer types passing 'struct iommu_iotlb_gather"))
        #expect(message.option == "incompatible-pointer-types")

        let repaired = try review.variant(named: "P2 (fix-it)")
        try #require(repaired.fixIts.count == 1)
        #expect(repaired.fixIts[0].path == "drivers/iommu/iommu.c")
        #expect(repaired.fixIts[0].line == 212)
        let change = repaired.fixIts[0]
        #expect(change.before == "\t\t\tiommu_iotlb_gather_add_range(&gather, at, cleared);")
        #expect(change.after == "\t\t\tiommu_iotlb_gather_add_range(gather, at, cleared);")
        #expect(repaired.build == .compiles(unchecked: []))
    }

    @Test func `every hunk applies in place, mail damage and all`() async throws {
        let review = try await SampleReviews.gather.value
        #expect(try review.hunks("P1") == [.exact, .exact, .exact])
        #expect(try review.hunks("P2") == [.exact])
        #expect(try review.hunks("P1+P3") == [.exact, .exact, .exact, .exact])
        let hunk = try #require(try review.variant(named: "P3").patches.first?.outcome)
        #expect(hunk.files.map(\.path?.string) == ["drivers/iommu/io-pgtable-quill.c"])
        #expect(hunk.files.flatMap(\.hunks).map(\.treeLine) == [121])
        let repairs = hunk.files.flatMap(\.hunks).flatMap(\.repairs)
        #expect(repairs.count == 1)
        #expect(hunk.notes.count == 1)
    }

    @Test func `the lines that ran are known`() async throws {
        let review = try await SampleReviews.gather.value
        let coverage = try review.variant(named: "P1+P3").coverage
        #expect(
            coverage.map { "\($0.path) \($0.executed.count)/\($0.codeLines.count)" } == [
                "drivers/iommu/heron-iommu.c 1/1", "drivers/iommu/io-pgtable-quill.c 2/2",
                "drivers/iommu/io-pgtable-tarn.c 2/2",
            ])
        #expect(coverage.map(\.isSimulated) == [true, true, true])
        #expect(try review.variant(named: "P2").coverage.isEmpty)
    }

    @Test func `the functions that a proposal changes are known, and who reaches them`()
        async throws
    {
        let review = try await SampleReviews.gather.value
        let patch = try review.variant(named: "P1")
        #expect(
            patch.changedCode.functions.map(\.name)
                == ["heron_iommu_unmap", "tarn_unmap_level", "plover_iommu_unmap"])
        #expect(patch.changedCode.functions.allSatisfy { $0.change == .changed })
        #expect(patch.uncoveredDrivers == [])
        let kestrel = try #require(patch.driver("kestrel")?.change)
        #expect(
            kestrel.functions.map { "\($0.name) \($0.scenarios.joined(separator: " "))" }
                == ["tarn_unmap_level one-page many-pages disjoint-unmaps"])
        let supplement = try review.variant(named: "P3")
        #expect(supplement.changedCode.functions.map(\.name) == ["quill_unmap_leaves"])
        let heron = try #require(supplement.driver("heron"))
        #expect(heron.isAsBase)
        #expect(heron.change?.functions == [])
        #expect(heron.change?.runs == [])
        #expect(heron.change?.scenarioCount == 4)
        #expect(try review.variant(named: "base").driver("heron")?.change == nil)
    }

    @Test func `what a proposal changes is told of clean drivers, too`() async throws {
        let review = try await SampleReviews.gather.value
        let change = try #require(try review.variant(named: "P2 (fix-it)").driver("heron")?.change)
        let run = try #require(change.runs.first { $0.scenario == "disjoint-unmaps" })
        #expect(run.isComplete)
        #expect(run.base.completions + 1 == run.cost.completions)
        #expect(run.alsoRuns.contains("heron_iommu_sync"))
        #expect(run.noLongerRuns == [])
        let kestrel = try #require(try review.variant(named: "P1").driver("kestrel")?.change)
        let joined = try #require(kestrel.runs.first { $0.scenario == "disjoint-unmaps" })
        #expect(joined.alsoInvalidated.description == "0x40001000-0x40007fff")
        #expect(joined.noLongerInvalidated.isEmpty)
    }

    @Test func `each rival has its reason, and the best its gaps`() async throws {
        let review = try await SampleReviews.gather.value
        #expect(
            review.conclusion.others.map(\.text) == [
                "P1+P3 (score 67): invalidates 28 KiB too much (kestrel)",
                "P3 (score 64): leaves heron (stale 80 KiB) as on the base",
                "P1 (score 44): breaks plover (stale 80 KiB)",
                "P2 (score 10): does not compile",
            ])
        #expect(review.conclusion.confidence?.extent == .full)
    }

    @Test func `the conclusion asks for the rival as a patch and keeps the tags off it`()
        async throws
    {
        let review = try await SampleReviews.gather.value
        #expect(review.conclusion.status == .needsAttention)
        #expect(review.conclusion.exitStatus == 1)
        #expect(review.conclusion.verdict.text.hasPrefix("P2 (fix-it) is the best of 5"))
        let steps = review.conclusion.nextSteps.map(\.text)
        #expect(
            steps.first
                == "Ask Tomasz Zieliński to post P2 as a patch: it is a scissors diff without "
                + "Signed-off-by.")
        #expect(steps.contains { $0.contains("Tested-by Kofi Mensah (P1)") })
        #expect(review.trailers.map(\.proposal) == ["P1", "P1"])
    }

    @Test func `drivers of other trees are named, not judged`() async throws {
        let review = try await SampleReviews.gather.value
        let there = review.drivers.filter { $0.obstacle == nil }.map(\.driver)
        #expect(there == ["heron", "kestrel", "plover"])
        let sprd = try #require(review.drivers.first { $0.driver == "sprd" })
        #expect(sprd.obstacle == "the tree has no drivers/iommu/sprd-iommu.c")
        #expect(review.variants.allSatisfy { $0.driver("sprd") == nil })
    }
}

@Suite(.enabled(Pipeline.noToolchain, Pipeline.hasToolchain))
struct OtherSampleTests {
    @Test func `a clean series changes no verdict and saves register accesses`() async throws {
        let review = try await SampleReviews.series.value
        for driver in ["heron", "kestrel", "plover"] {
            #expect(try review.row(driver, "P1") == review.row(driver, "base"))
        }
        let before = try #require(try review.variant(named: "base").driver("kestrel")).cost
        let after = try #require(try review.variant(named: "P1").driver("kestrel")).cost
        #expect(after.registerAccesses < before.registerAccesses)
        #expect(after.invalidations == before.invalidations)
        let change = try #require(try review.variant(named: "P1").driver("kestrel")?.change)
        #expect(change.runs.allSatisfy { $0.cost.registerAccesses < $0.base.registerAccesses })
        let series = try review.variant(named: "P1")
        #expect(series.patches.map(\.index) == [0, 1])
        #expect(series.build == .compiles(unchecked: []))
        #expect(review.conclusion.status == .ready)
        // What was broken before, and nobody repairs, is said and not held against it.
        #expect(
            review.conclusion.verdict.text
                == "P1 applies and compiles, and leaves 2 of 3 simulated drivers clean; heron is "
                + "broken with and without it.")
    }

    @Test func `a patch without a bench compiles and is not said to be simulated`() async throws {
        let review = try await SampleReviews.noBench.value
        let variant = try review.variant(named: "P1")
        #expect(variant.applies)
        #expect(variant.build == .compiles(unchecked: []))
        #expect(variant.coverage.map(\.path) == ["drivers/clk/clk-wader.c"])
        #expect(variant.coverage.map(\.isSimulated) == [false])
        #expect(variant.coverage.map(\.executed) == [[]])
        #expect(
            review.conclusion.verdict.text
                == "P1 applies and compiles, and changes nothing that was simulated.")
        let confidence = try #require(review.conclusion.confidence)
        #expect(confidence.extent == .none)
        #expect(confidence.gaps.map(\.text) == ["built by no bench: drivers/clk/clk-wader.c"])
        #expect(variant.changedCode.functions.map(\.path) == ["drivers/clk/clk-wader.c"])
        #expect(variant.drivers.allSatisfy { $0.isAsBase && $0.change?.runs == [] })
    }

    @Test func `cold and warm, one job and two, give the same review`() async throws {
        let folder = try TemporaryFolder()
        let mail = try Pipeline.bytes(of: "\(Pipeline.samples)/always-fill-gather.mbox")
        let tree = try FolderTree(folder: "\(Pipeline.samples)/kernel")
        let benches = ["\(Pipeline.samples)/benches"]
        let cold = try await Pipeline.review(
            mail, on: tree, benches: benches, cache: "\(folder.path)/cache", jobs: 1)
        let warm = try await Pipeline.review(
            mail, on: tree, benches: benches, cache: "\(folder.path)/cache", jobs: 2)
        #expect(cold == warm)
        #expect(warm == (try await SampleReviews.gather.value))
    }
}
