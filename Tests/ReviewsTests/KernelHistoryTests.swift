// SPDX-License-Identifier: GPL-2.0-only

import Reviews
import Testing

/// What the tool would have said of patches of the kernel's own history: docs/history-fixes.md and docs/gather-claims.md.
@Suite(
    .enabled(if: Pipeline.mail != nil, "skipped: REVIEW_THREAD_DATA is not set"),
    .enabled(if: Pipeline.kernels != nil, "skipped: REVIEW_THREAD_TREES is not set"),
    .enabled(Pipeline.noToolchain, Pipeline.hasToolchain))
struct KernelHistoryTests {
    private static let drivers: Set<String> = [
        "amd", "arm-smmu", "mtk", "rockchip", "sprd", "virtio",
    ]

    @Test func `the blamed patch breaks the drivers that gather nothing, and no others`()
        async throws
    {
        let review = try await Pipeline.review(
            Pipeline.harmless, on: try KernelReviews.tree(), drivers: Self.drivers,
            unders: try KernelReviews.blamed())
        for driver in Self.drivers {
            #expect(try review.row(driver, "reference").allSatisfy { $0 == "clean" })
        }
        for driver in ["sprd", "virtio"] {
            #expect(try review.row(driver, "base").first == "stale 4 KiB")
        }
        #expect(try review.row("arm-smmu", "base").first == "unsynced 4 KiB")
        for driver in ["amd", "mtk", "rockchip"] {
            #expect(try review.row(driver, "base").allSatisfy { $0 == "clean" })
        }
    }

    /// Each fix taken back in one line: the driver was right with it, and comes to this without.
    @Test(arguments: [
        (
            "sun50i", "drivers/iommu/sun50i-iommu.c", "\tif (old_dte)", "NUM_PT_ENTRIES",
            "PT_SIZE", "crash"
        ),
        (
            "amd", "drivers/iommu/amd/iommu.c", "\tif (unlikely(msb_diff", "(1ull << msb_diff) - 1",
            "1ull << (msb_diff - 1)", "stale"
        ),
    ])
    func `a fix taken back is found`(
        driver: String, path: String, mark: String, old: String, new: String, verdict: String
    ) async throws {
        let tree = try KernelReviews.tree()
        let change = try KernelDiff.layer(tree, path, behind: mark, replace: old, with: new)
        let review = try await Pipeline.review(
            Pipeline.harmless, on: tree, drivers: [driver], unders: change)
        #expect(try review.row(driver, "reference").allSatisfy { $0 == "clean" })
        #expect(try review.row(driver, "base").contains { $0.hasPrefix(verdict) })
    }
}
