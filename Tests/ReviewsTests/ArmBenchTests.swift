// SPDX-License-Identifier: GPL-2.0-only

import Testing

/// The benches of Arm's, Renesas', Qualcomm's and Apple's IOMMUs and of their page-table formats.
/// What is not clean here is in docs/reference-findings.md.
@Suite(
    .enabled(if: Pipeline.kernels != nil, "skipped: REVIEW_THREAD_TREES is not set"),
    .enabled(Pipeline.noToolchain, Pipeline.hasToolchain))
struct ArmBenchTests {
    private static let long: Set<String> = [
        "arm-smmu", "arm-smmu-lpae32", "arm-smmu-s2", "arm-smmu-v1", "io-pgtable-arm",
        "ipmmu-vmsa", "qcom_iommu",
    ]
    private static let short: Set<String> = ["arm-smmu-v7s", "io-pgtable-arm-v7s"]
    private static let dart: Set<String> = [
        "apple-dart-t8020", "apple-dart-t8110", "io-pgtable-dart",
    ]

    /// A part of a section is unmapped, and the rest goes to other memory.
    private static let split = [
        "failed-split": "mapping 960 KiB", "larger-leaf": "mapping 1020 KiB",
        "partial-block": "mapping 960 KiB",
    ]

    /// A map that failed is reported as done.
    private static func mapped(_ driver: String) -> [String: String] {
        switch driver {
        case _ where short.contains(driver): ["failed-map": "mapping 4112 KiB"]
        case "apple-dart-t8110", "io-pgtable-dart":
            ["failed-map": "mapping 128 KiB", "failed-split": "mapping 4 MiB"]
        default: ["failed-map": "mapping 4112 KiB", "failed-split": "mapping 4 MiB"]
        }
    }

    @Test(arguments: KernelBenches.trees)
    func `each driver is clean, or known not to be`(tree: String) async throws {
        let drivers = Self.long.union(Self.short).union(Self.dart)
        let verdicts = try await KernelBenches.verdicts(of: drivers, on: tree)
        #expect(Set(verdicts.keys) == drivers)
        for (driver, found) in verdicts {
            switch tree {
            case "linux-6.1" where driver == "apple-dart-t8110":
                #expect(found.values.allSatisfy { $0.contains("this driver does not know") })
                #expect(found.count > 10)
            case "linux-7.1":
                #expect(found == Self.mapped(driver), "\(driver)")
            default:
                #expect(found == (Self.short.contains(driver) ? Self.split : [:]), "\(driver)")
            }
        }
    }
}
