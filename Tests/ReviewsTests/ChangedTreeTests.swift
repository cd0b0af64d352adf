// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import GatherSimulation
import HunkMatching
import Reviews
import Testing

/// Nothing is hard-coded: another tree, another verdict.
@Suite(.enabled(Pipeline.noToolchain, Pipeline.hasToolchain))
struct ChangedTreeTests {
    private func review(_ folder: TemporaryFolder) async throws -> ThreadReview {
        try await Pipeline.review(
            Pipeline.harmless, on: try FolderTree(folder: "\(folder.path)/kernel"),
            benches: ["\(Pipeline.samples)/benches"])
    }

    @Test func `without the core's sync drivers that were clean are stale`() async throws {
        let folder = try TemporaryFolder.sampleTree(
            changing: "drivers/iommu/iommu.c", behind: "size_t iommu_unmap(",
            replace: "\tiommu_iotlb_sync(domain, &gather);\n", with: "")
        let review = try await review(folder)
        // Quill and Tarn both wait for the core; a sync by hand still helps.
        for driver in ["plover", "kestrel"] {
            #expect(
                try review.row(driver, "reference")
                    == ["stale 4 KiB", "stale 80 KiB", "clean", "clean"])
        }
        #expect(try review.row("heron", "reference").contains("stale 80 KiB"))
    }

    @Test func `with the gather one page short exactly that page is stale`() async throws {
        let folder = try TemporaryFolder.sampleTree(
            changing: "drivers/iommu/plover-iommu.c", behind: "size_t plover_iommu_unmap(",
            replace: "gather, iova, pgsize * pgcount)",
            with: "gather, iova, pgsize * (pgcount - 1))")
        let review = try await review(folder)
        #expect(try review.stale("plover", "P1", "one-page") == ["0x20000000-0x20000fff"])
        #expect(try review.stale("plover", "P1", "many-pages") == ["0x20017000-0x20017fff"])
        #expect(try review.stale("plover", "P1", "disjoint-unmaps") == ["0x20008000-0x20008fff"])
        #expect(try review.stale("plover", "P1", "unmap-nothing") == [])
        #expect(try review.row("kestrel", "P1") == ["clean", "clean", "clean", "clean"])
    }

    @Test func `a tree whose names the bench does not know is not simulated, and nobody's fault`()
        async throws
    {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(
            atPath: "\(Pipeline.samples)/kernel", toPath: "\(folder.path)/kernel")
        let path = "\(folder.path)/kernel/drivers/iommu/heron-iommu.c"
        let text = String(decoding: try Pipeline.bytes(of: path), as: UTF8.self)
        try Data(
            text.replacing("heron_probe(", with: "heron_start(")
                .replacing("= heron_probe,", with: "= heron_start,").utf8
        )
        .write(to: URL(fileURLWithPath: path))
        let review = try await review(folder)
        let heron = try #require(review.variant(.reference)?.driver("heron"))
        #expect(heron.obstacle?.contains("its bench does not fit") == true)
        #expect(review.variant(.base)?.build.isFailure == false)
    }
}
