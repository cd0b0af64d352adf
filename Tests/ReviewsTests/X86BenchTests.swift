// SPDX-License-Identifier: GPL-2.0-only

import Testing

/// The benches of AMD's, Intel's, IBM's and RISC-V's IOMMUs, of virtio's, and of generic_pt alone.
/// What is not clean here is in docs/reference-findings.md.
@Suite(
    .enabled(if: Pipeline.kernels != nil, "skipped: REVIEW_THREAD_TREES is not set"),
    .enabled(Pipeline.noToolchain, Pipeline.hasToolchain))
struct X86BenchTests {
    private static let drivers: Set<String> = [
        "amd", "amd-v2", "intel", "intel-ats", "intel-first", "s390", "riscv", "virtio",
        "generic_pt",
    ]

    /// The large leaves of AMD's and Intel's tables, and maps that fail half-way.
    private static let part = ["failed-split": "mapping 64 KiB", "partial-block": "mapping 64 KiB"]
    private static let guest = [
        "block-over-table": "freed early", "failed-split": "still mapped 64 KiB",
        "partial-block": "still mapped 64 KiB",
    ]
    private static let intel = [
        "block-over-table": "freed early", "failed-map": "mapping 16 KiB",
        "failed-split": "crash", "partial-block": "crash",
    ]
    private static let s390 = ["failed-map": "stale 4 MiB", "failed-split": "stale 3 MiB"]
    private static let virtio = [
        "failed-map": "disagreement 8 KiB", "half-mapped": "disagreement 4 KiB",
    ]

    /// By the tree; a driver that is not named is clean in all scenarios, or not in the tree.
    private static let known: [String: [String: [String: String]]] = [
        "linux-6.1": [
            "amd": part, "intel": intel, "intel-ats": intel,
            "intel-first": [
                "block-over-table": "freed early", "failed-map": "stale 16 KiB",
                "failed-split": "crash", "many-pages": "warning", "partial-block": "crash",
                "two-tables": "stale 16 KiB",
            ],
            "virtio": [
                "failed-map": "disagreement 8 KiB", "half-mapped": "disagreement 4 KiB",
                "queued-unmaps": "stale 64 KiB",
            ],
        ],
        "linux-6.12": [
            "amd": part, "amd-v2": guest, "intel": intel, "intel-ats": intel, "intel-first": intel,
            "s390": s390,
            "virtio": virtio,
        ],
        "linux-7.1": [
            "s390": s390,
            "virtio": [
                "failed-map": "mapping 4112 KiB", "failed-split": "mapping 4 MiB",
                "half-mapped": "disagreement 4 KiB",
            ],
        ],
    ]

    private static let notModelled: [String: Set<String>] = ["linux-6.1": ["amd-v2", "s390"]]

    private static let absent: [String: Set<String>] = [
        "linux-6.1": ["riscv", "generic_pt"], "linux-6.12": ["riscv", "generic_pt"],
    ]

    @Test(arguments: KernelBenches.trees)
    func `each driver is clean, or known not to be`(tree: String) async throws {
        let verdicts = try await KernelBenches.verdicts(of: Self.drivers, on: tree)
        #expect(Set(verdicts.keys) == Self.drivers.subtracting(Self.absent[tree] ?? []))
        for (driver, found) in verdicts {
            guard Self.notModelled[tree]?.contains(driver) != true else {
                #expect(found.count > 10, "\(driver)")
                #expect(found.values.allSatisfy { $0.hasPrefix("not modelled: ") }, "\(driver)")
                continue
            }
            #expect(found == Self.known[tree]?[driver] ?? [:], "\(driver)")
        }
    }
}
