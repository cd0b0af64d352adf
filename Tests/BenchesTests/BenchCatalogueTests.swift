// SPDX-License-Identifier: GPL-2.0-only

import Benches
import Foundation
import Testing

@Suite struct BenchCatalogueTests {
    @Test func `every file of the folders is embedded as it is`() throws {
        let catalogue = try BenchCatalogue()
        var embedded: [String: [UInt8]] = [:]
        for file in catalogue.shimFiles + catalogue.runtimeFiles {
            embedded[file.path] = file.bytes
        }
        for bench in catalogue.benches {
            for file in [bench.file] + bench.companions { embedded[file.path] = file.bytes }
        }
        for scenario in catalogue.scenarios { embedded[scenario.file.path] = scenario.file.bytes }

        let onDisk = try BenchSources.files()
        #expect(onDisk.count > 30)
        #expect(embedded.keys.sorted() == onDisk.keys.sorted())
        for (path, bytes) in onDisk {
            #expect(embedded[path] == bytes, "\(path) differs from what is embedded")
        }
    }

    @Test func `every embedded file begins with its licence`() throws {
        for (path, bytes) in try BenchSources.files() {
            let first = String(decoding: bytes.prefix(60), as: UTF8.self)
            #expect(first.contains("SPDX-License-Identifier: GPL-2.0-only"), "\(path)")
        }
    }

    @Test func `the benches of the program name their drivers`() throws {
        let catalogue = try BenchCatalogue()
        let drivers = catalogue.benches.map { "\($0.name) \($0.driver)" }
        #expect(drivers == drivers.sorted())
        #expect(catalogue.benches.allSatisfy { $0.driver.hasPrefix("drivers/iommu/") })
        for expected in [
            "arm-smmu-v3 drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c",
            "arm-smmu-v3-range drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c",
            "mtk drivers/iommu/mtk_iommu.c",
            "sprd drivers/iommu/sprd-iommu.c",
        ] {
            #expect(drivers.contains(expected), "\(expected)")
        }
        let mtk = try #require(catalogue.bench(named: "mtk"))
        #expect(mtk.pageSize == 4096)
        #expect(mtk.iovaBase == 0x10_0000)
        #expect(mtk.leafSizes == [4096, 65536, 1 << 20, 16 << 20])
        #expect(
            mtk.units.map(\.path) == [
                "drivers/iommu/iommu.c", "drivers/iommu/io-pgtable.c",
                "drivers/iommu/io-pgtable-arm-v7s.c", "lib/find_bit.c",
            ])
        #expect(catalogue.bench(named: "no such bench") == nil)
    }

    @Test func `the scenarios of the program have titles`() throws {
        let catalogue = try BenchCatalogue()
        #expect(
            catalogue.scenarios.map(\.name) == [
                "block-over-large-pages", "block-over-table", "disjoint-unmaps", "failed-map",
                "failed-split", "first-iovas", "freed-table", "half-mapped", "larger-leaf",
                "last-iovas", "many-pages", "many-times", "mixed-sizes", "never-mapped",
                "one-page", "partial-block", "queued-unmaps", "supersection", "two-tables",
                "unmap-nothing",
            ])
        for scenario in catalogue.scenarios {
            let text = String(decoding: scenario.file.bytes, as: UTF8.self)
            #expect(text.contains("\ntitle: "), "\(scenario.name)")
        }
    }

    @Test func `the digest has 16 digits`() throws {
        let digest = try BenchCatalogue().supportDigest
        #expect(digest.count == 16)
        #expect(UInt64(digest, radix: 16) != nil)
    }
}

/// The files below Sources/BenchFiles that are meant to be embedded.
private enum BenchSources {
    static func files() throws -> [String: [UInt8]] {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/BenchFiles")
        var files: [String: [UInt8]] = [:]
        for folder in ["benches", "runtime", "scenarios", "shim"] {
            let base = root.appending(path: folder)
            for path in try FileManager.default.subpathsOfDirectory(atPath: base.path) {
                let file = base.appending(path: path)
                guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
                else { continue }
                files["\(folder)/\(path)"] = Array(try Data(contentsOf: file))
            }
        }
        return files
    }
}
