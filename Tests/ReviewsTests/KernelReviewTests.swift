// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import GatherSimulation
import HunkMatching
import KernelBuild
import Mail
import MailThreads
import Proposals
import Reviews
import Testing

/// The gather thread on Debian's 6.12 with the patch that it blames put under it.
enum KernelReviews {
    static let drivers: Set<String> = ["arm-smmu-v3", "mtk", "sprd"]

    static func tree() throws -> FolderTree {
        try FolderTree(folder: "\(try #require(Pipeline.kernels))/linux-6.12")
    }

    static func file(_ name: String) throws -> [UInt8] {
        try Pipeline.bytes(of: "\(try #require(Pipeline.mail))/\(name)")
    }

    static func blamed() throws -> [LayerFile.Patch] {
        try LayerFile(
            name: "empty-gathers.mbox", bytes: file("empty-gathers.mbox"),
            part: SeriesPosition(number: 1, count: 2)
        ).patches
    }

    static let gather = Task {
        try await Pipeline.review(
            try file("gather-v1.mbox"), on: try tree(), drivers: drivers, unders: try blamed())
    }

    /// The tree as it is with a further change under everything.
    static func review(
        changing path: String, behind mark: String, replace old: String, with new: String?,
        drivers: Set<String>
    ) async throws -> ThreadReview {
        let tree = try tree()
        let change = try KernelDiff.layer(tree, path, behind: mark, replace: old, with: new)
        return try await Pipeline.review(
            Pipeline.harmless, on: tree, drivers: drivers, unders: try blamed() + change)
    }
}

@Suite(
    .enabled(if: Pipeline.mail != nil, "skipped: REVIEW_THREAD_DATA is not set"),
    .enabled(if: Pipeline.kernels != nil, "skipped: REVIEW_THREAD_TREES is not set"),
    .enabled(Pipeline.noToolchain, Pipeline.hasToolchain))
struct KernelReviewTests {
    private static let clean = ["clean", "clean", "clean", "clean"]
    private static let stale = ["stale 4 KiB", "stale 80 KiB", "stale 8 KiB", "clean"]
    private static let over = ["clean", "clean", "over 28 KiB", "clean"]

    @Test func `the hunks lie where git apply finds them`() async throws {
        let review = try await KernelReviews.gather.value
        #expect(
            try review.hunks("P1") == [
                .offset(18), .offset(-1), .offset(-13), .offset(-3), .exact, .offset(-28),
            ])
        #expect(try review.hunks("P2") == [.offset(-131)])
        #expect(try review.hunks("P3") == [.offset(111)])
        #expect(try review.hunks("P1+P3").last == .offset(111))
        let layer = try #require(review.tree?.layers.first)
        #expect(layer.name == "empty-gathers.mbox#1/2")
        #expect(layer.outcome.isInTree)
    }

    @Test func `the tags are for the first patch alone`() async throws {
        let review = try await KernelReviews.gather.value
        #expect(review.trailers.map(\.trailer.name) == ["Tested-by", "Acked-by"])
        #expect(review.trailers.map(\.giver.name) == ["Jon Hunter", "Pranjal Shrivastava"])
        #expect(review.trailers.map(\.proposal) == ["P1", "P1"])
    }

    @Test(arguments: [
        ("sprd", "reference", clean), ("sprd", "base", stale), ("sprd", "P1", clean),
        ("sprd", "P2 (fix-it)", clean), ("sprd", "P3", stale), ("sprd", "P1+P3", clean),
        ("mtk", "reference", clean), ("mtk", "base", clean), ("mtk", "P1", stale),
        ("mtk", "P2 (fix-it)", clean), ("mtk", "P3", clean), ("mtk", "P1+P3", clean),
        ("arm-smmu-v3", "reference", clean), ("arm-smmu-v3", "base", clean),
        ("arm-smmu-v3", "P1", over), ("arm-smmu-v3", "P2 (fix-it)", clean),
        ("arm-smmu-v3", "P3", clean), ("arm-smmu-v3", "P1+P3", over),
        ("sprd", "P2", []), ("mtk", "P2", []), ("arm-smmu-v3", "P2", []),
    ])
    func `each driver comes to this in each variant`(
        driver: String, variant: String, verdicts: [String]
    ) async throws {
        let review = try await KernelReviews.gather.value
        #expect(try review.row(driver, variant) == verdicts)
    }

    @Test func `the rival does not compile as posted, and the fix-it is one ampersand`()
        async throws
    {
        let review = try await KernelReviews.gather.value
        let messages = try review.variant(named: "P2").compilerMessages
        #expect(messages.map(\.location?.path) == ["drivers/iommu/iommu.c"])
        #expect(messages.map(\.option) == ["incompatible-pointer-types"])
        let changes = try review.variant(named: "P2 (fix-it)").fixIts
        try #require(changes.count == 1)
        #expect(changes[0].before.contains("(&iotlb_gather,"))
        #expect(changes[0].after == changes[0].before.replacing("&", with: "", maxReplacements: 1))
        #expect(review.ranking.first?.variant.description == "P2 (fix-it)")
        #expect(review.conclusion.status == .needsAttention)
    }

    @Test func `without the core's sync drivers that were clean are stale`() async throws {
        let review = try await KernelReviews.review(
            changing: "drivers/iommu/iommu.c", behind: "size_t iommu_unmap(",
            replace: "iommu_iotlb_sync(", with: nil, drivers: ["mtk", "arm-smmu-v3"])
        for driver in ["mtk", "arm-smmu-v3"] {
            #expect(try review.row(driver, "reference") == Self.clean)
            #expect(
                try review.row(driver, "base") == ["stale 4 KiB", "stale 80 KiB", "clean", "clean"])
        }
    }

    @Test func `with the gather one page short exactly that page is stale`() async throws {
        let review = try await KernelReviews.review(
            changing: "drivers/iommu/mtk_iommu.c", behind: "static size_t mtk_iommu_unmap(",
            replace: "pgsize * pgcount", with: "pgsize * (pgcount - 1)", drivers: ["mtk"])
        #expect(try review.row("mtk", "reference") == Self.clean)
        let runs = try #require(try review.variant(named: "base").driver("mtk")).runs
        for scenario in ["one-page", "many-pages", "disjoint-unmaps"] {
            let run = try #require(runs.first { $0.run.scenario == scenario }).run
            let last = try #require(run.unmapped.ranges.last).last
            let page = AddressRange(first: last - 4095, last: last)
            #expect(run.findings.map(\.kind) == [.stale(AddressRangeSet([page]))], "\(scenario)")
        }
        #expect(try review.row("mtk", "base").last == "clean")
    }
}
