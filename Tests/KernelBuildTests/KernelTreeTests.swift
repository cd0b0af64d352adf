// SPDX-License-Identifier: GPL-2.0-only

import Benches
import Foundation
import HunkMatching
import Testing
import UnifiedDiffs

@testable import KernelBuild

/// On Debian's 6.12: `REVIEW_THREAD_TREES` names a folder that holds `linux-6.12`.
@Suite(
    .enabled(if: TestTree.hasClang, TestTree.skipped),
    .enabled(if: TestTree.kernelTrees != nil, "skipped: REVIEW_THREAD_TREES is not set"))
struct KernelTreeTests {
    @Test func `every embedded bench builds, and a second time from the cache alone`()
        async throws
    {
        let test = try TestTree()
        let catalogue = try BenchCatalogue()
        let tree = try FolderTree(folder: "\(try #require(TestTree.kernelTrees))/linux-6.12")
        let snapshot = TreeSnapshot(tree)
        let builder = try KernelBuilder(
            toolchain: try await Toolchain.find(searchPath: TestTree.searchPath),
            catalogue: catalogue, cacheFolder: test.cache, jobs: 2)
        var built = 0
        for bench in catalogue.benches {
            let driver = try TreePath(validating: bench.driver)
            guard try tree.kind(of: driver) != nil else { continue }
            let outcome = try await builder.build(bench, on: snapshot)
            let program = try #require(outcome.executable, "\(bench.name): \(outcome)")
            #expect(program.hostSymbols.count > 10)
            let again = try await builder.build(bench, on: snapshot)
            #expect(again.executable?.digest == program.digest)
            #expect(again.units.allSatisfy { $0.isFromCache })
            built += 1
        }
        #expect(built >= 3)
    }

    @Test func `a driver without a bench is compiled as a check`() async throws {
        let test = try TestTree()
        let tree = try FolderTree(folder: "\(try #require(TestTree.kernelTrees))/linux-6.12")
        let reports = try await test.builder().check(
            units: ["drivers/iommu/sun50i-iommu.c", "drivers/iommu/iova.c"],
            on: TreeSnapshot(tree))
        #expect(reports.map(\.verdict) == [.compiled, .compiled])
    }
}
