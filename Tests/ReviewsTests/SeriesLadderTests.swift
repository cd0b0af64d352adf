// SPDX-License-Identifier: GPL-2.0-only

import Benches
import GatherSimulation
import HunkMatching
import KernelBuild
import Reviews
import Testing

@Suite(.enabled(Pipeline.noToolchain, Pipeline.hasToolchain))
struct SeriesLadderTests {
    private static let path = "drivers/iommu/plover-iommu.c"
    private static let good = "gather->end - gather->start + 1"

    /// A patch of the lines by which plover invalidates its gather.
    private func change(
        call: (String, String) = ("range", "range"), length: (String, String) = (good, good)
    ) throws -> [LayerFile.Patch] {
        func lines(_ mark: String, _ call: String, _ length: String) -> String {
            "\(mark)\t\tplover_inv_\(call)(dom->plover, gather->start,\n\(mark)\t\t\t\t \(length));\n"
        }
        let diff =
            "--- a/\(Self.path)\n+++ b/\(Self.path)\n@@ -152,5 +152,5 @@\n \n \tif (dom->plover)\n"
            + lines("-", call.0, length.0) + lines("+", call.1, length.1) + " }\n"
        return try LayerFile(name: "change.diff", bytes: Array(diff.utf8), part: nil).patches
    }

    private func patched(
        _ patches: [LayerFile.Patch], isBuilt: Bool = true
    ) async throws -> VariantReview {
        let catalogue = try BenchCatalogue(folders: ["\(Pipeline.samples)/benches"])
        var request = TreeRequest(
            try FolderTree(folder: "\(Pipeline.samples)/kernel"), catalogue: catalogue)
        request.scenarios = [try Scenario(#require(catalogue.scenario(named: "many-pages")))]
        if isBuilt { request.builder = .ready(try await Pipeline.builder(catalogue)) }
        let comparison = try await TreeReviewer(request).compare(patches)
        return try #require(comparison.variants.last)
    }

    private func cells(_ rung: LadderRung) -> [String] {
        rung.changes.map { "\($0.driver): \($0.before.words) -> \($0.after.words)" }
    }

    @Test func `each patch of the sample stands alone`() async throws {
        let variant = try await SampleReviews.series.value.variant(named: "P1")
        #expect(variant.ladder.map(\.index) == [0, 1])
        #expect(variant.ladder.map(\.reached) == [["kestrel"], ["plover"]])
        #expect(variant.ladder.allSatisfy { $0.status == .applies && $0.build.isSuccess })
        #expect(variant.ladder.allSatisfy { $0.changes.isEmpty && $0.worse.isEmpty })
        #expect(variant.ladder.map(\.standing?.score) == [100, 100])
        #expect(variant.ladder.first?.title.hasPrefix("iommu/kestrel: Ring the bell") == true)
        #expect(variant.isBisectable == true)
        #expect(try await SampleReviews.gather.value.variants.allSatisfy(\.ladder.isEmpty))
    }

    @Test func `a patch that compiles only with the next one is told`() async throws {
        let variant = try await patched(
            change(call: ("range", "gather")) + change(call: ("gather", "range")))
        #expect(variant.ladder.map(\.build.isSuccess) == [false, true])
        #expect(variant.ladder.map(\.changes.count) == [0, 0])
        #expect(variant.isBisectable == false)
        let fault = try #require(variant.bisectionFaults.first)
        #expect(fault.text.hasPrefix("patch 1 of 2 does not compile without what follows it: "))
        #expect(fault.text.contains("plover_inv_gather"))
        #expect(fault.evidence == [.tree(variant: variant.name, path: Self.path, line: nil)])
    }

    @Test func `a patch that breaks a driver until the next one is told`() async throws {
        let variant = try await patched(
            change(length: (Self.good, "1")) + change(length: ("1", Self.good)))
        #expect(
            variant.ladder.map(cells) == [
                ["plover: clean -> stale 76 KiB"], ["plover: stale 76 KiB -> clean"],
            ])
        #expect(variant.ladder.map(\.worse) == [["plover"], []])
        #expect(variant.ladder.map(\.standing?.regressions) == [1, 0])
        #expect(variant.isBisectable == false)
        #expect(
            variant.bisectionFaults.map(\.text) == [
                "patch 1 of 2 breaks plover, which a later patch repairs"
            ])
    }

    @Test func `what the whole series breaks is no fault of bisection`() async throws {
        let variant = try await patched(
            change(length: (Self.good, "1")) + change(length: ("1", "2")))
        #expect(variant.ladder.map(\.worse) == [["plover"], ["plover"]])
        #expect(variant.isBisectable == true)
    }

    @Test func `behind a patch that does not apply nothing is built`() async throws {
        let variant = try await patched(
            change(length: (Self.good, "1")) + change(length: ("3", "4"))
                + change(length: ("4", "5")))
        #expect(variant.ladder.map(\.status) == [.applies, .fails, .fails])
        #expect(variant.ladder.map(\.build.isSuccess) == [true, false, false])
        #expect(variant.ladder.map(\.build.isFailure) == [false, false, false])
        #expect(variant.isBisectable == nil)
        #expect(variant.bisectionFaults.isEmpty)
    }

    @Test func `without a compiler it is told how each patch applies`() async throws {
        let variant = try await patched(
            change(length: (Self.good, "1")) + change(length: ("1", "2")), isBuilt: false)
        #expect(variant.ladder.map(\.status) == [.applies, .applies])
        #expect(variant.ladder.allSatisfy { $0.standing == nil && !$0.build.isSuccess })
        #expect(variant.isBisectable == nil)
    }

    @Test func `a single patch has no ladder`() async throws {
        #expect(try await patched(change(length: (Self.good, "1"))).ladder.isEmpty)
    }
}
