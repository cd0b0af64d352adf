// SPDX-License-Identifier: GPL-2.0-only

import Testing

/// The benches of the IOMMUs of Allwinner, Rockchip, Qualcomm's older SoCs, Mediatek's first, Samsung,
/// Texas Instruments and Nvidia, and of the DMA API above an SMMUv3. What is not clean here is in docs/reference-findings.md.
@Suite(
    .enabled(if: Pipeline.kernels != nil, "skipped: REVIEW_THREAD_TREES is not set"),
    .enabled(Pipeline.noToolchain, Pipeline.hasToolchain))
struct SocBenchTests {
    private static let smallLeaves: Set<String> = [
        "rockchip", "rockchip-v2", "sun50i", "tegra-smmu",
    ]

    /// A part of a section is unmapped, and the rest goes to other memory.
    private static let split = [
        "failed-split": "mapping 960 KiB", "larger-leaf": "mapping 1020 KiB",
        "partial-block": "mapping 960 KiB",
    ]

    /// The second of two instances is never invalidated.
    private static let second = [
        "block-over-large-pages": "stale 4 MiB", "block-over-table": "stale 4 MiB",
        "disjoint-unmaps": "stale 8 KiB",
        "failed-map": "stale 4112 KiB", "first-iovas": "stale 16 KiB",
        "freed-table": "stale 4 MiB",
        "half-mapped": "stale 8 KiB", "last-iovas": "stale 16 KiB",
        "many-pages": "stale 80 KiB", "many-times": "stale 4 KiB",
        "mixed-sizes": "stale 4108 KiB",
        "one-page": "stale 4 KiB", "two-tables": "stale 32 KiB",
    ]

    /// A table is freed before it is taken out, and a part of a section takes all of it.
    private static let omap = [
        "block-over-large-pages": "freed early", "supersection": "freed early",
        "block-over-table": "freed early", "failed-map": "freed early",
        "failed-split": "still mapped 64 KiB", "freed-table": "freed early",
        "many-times": "freed early", "mixed-sizes": "freed early", "one-page": "freed early",
        "partial-block": "still mapped 64 KiB", "two-tables": "freed early",
    ]

    private static let known: [String: [String: String]] = {
        // A table is freed before it is taken out, and there are fewer IOVAs than it says.
        let exynos = [
            "block-over-large-pages": "freed early", "block-over-table": "freed early",
            "last-iovas": "mapping 16 KiB",
        ]
        var found = [
            "exynos": exynos, "exynos-v3": exynos, "msm": split, "mtk-v1": [:], "omap": omap,
            "msm-pair": second.merging(split) { one, _ in one },
            "arm-smmu-v3-dma": [:], "arm-smmu-v3-dma-fq": [:],
        ]
        for bench in smallLeaves { found[bench] = [:] }
        return found
    }()

    /// Of the 7.1 merge window: nothing splits blocks, and a map that failed is reported as done.
    private static let knownIn7_1: [String: [String: String]] = {
        var found = SocBenchTests.known
        found["msm"] = [:]
        found["msm-pair"] = second
        for bench in ["arm-smmu-v3-dma", "arm-smmu-v3-dma-fq", "exynos", "exynos-v3", "msm"] {
            found[bench]?["failed-map"] = "mapping 4112 KiB"
        }
        for bench in smallLeaves {
            found[bench] = ["failed-map": "mapping 4112 KiB", "failed-split": "mapping 4 MiB"]
        }
        return found
    }()

    @Test(arguments: KernelBenches.trees)
    func `each driver is clean, or known not to be`(tree: String) async throws {
        let known = tree == "linux-7.1" ? Self.knownIn7_1 : Self.known
        let verdicts = try await KernelBenches.verdicts(of: Set(known.keys), on: tree)
        #expect(verdicts.keys.sorted() == known.keys.sorted())
        for (bench, found) in verdicts {
            #expect(found == known[bench], "\(bench)")
        }
    }
}
