// SPDX-License-Identifier: GPL-2.0-only

import Benches
import HunkMatching
import Reviews
import Testing

@Suite(.enabled(Pipeline.noToolchain, Pipeline.hasToolchain))
struct BenchDrafterTests {
    @Test func `a path that the tree has not is an error`() async throws {
        let catalogue = try BenchCatalogue()
        let drafter = BenchDrafter(
            try FolderTree(folder: "\(Pipeline.samples)/kernel"), catalogue: catalogue,
            builder: nil)
        await #expect(throws: ReviewError.noSuchDriver("drivers/iommu/none.c")) {
            try await drafter.draft("drivers/iommu/none.c")
        }
        await #expect(throws: ReviewError.noSuchDriver("../secret.c")) {
            try await drafter.draft("../secret.c")
        }
    }
}

@Suite(
    .enabled(if: Pipeline.kernels != nil, "skipped: REVIEW_THREAD_TREES is not set"),
    .enabled(Pipeline.noToolchain, Pipeline.hasToolchain))
struct KernelBenchDrafterTests {
    @Test func `a draft for a driver of 6.12 builds as it is`() async throws {
        let catalogue = try BenchCatalogue()
        let tree = try FolderTree(folder: "\(try #require(Pipeline.kernels))/linux-6.12")
        let result = try await BenchDrafter(
            tree, catalogue: catalogue, builder: try await Pipeline.builder(catalogue)
        ).draft("drivers/iommu/sprd-iommu.c")
        #expect(result.problems.isEmpty)
        #expect(result.draft.source.ops == "sprd_iommu_ops")
        #expect(result.draft.source.operations.contains { $0.member == "unmap_pages" })
        #expect(!result.draft.text.contains("TODO */"))
    }
}
