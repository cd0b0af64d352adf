// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Foundation
import HunkMatching
import Testing
import UnifiedDiffs

/// Real patches against a real kernel (Debian's linux-source-6.12, 6.12.117).
@Suite(
    .enabled(
        if: ProcessInfo.processInfo.environment["REVIEW_THREAD_DATA"] != nil,
        "skipped: REVIEW_THREAD_DATA is not set"),
    .enabled(
        if: ProcessInfo.processInfo.environment["REVIEW_THREAD_TREES"] != nil,
        "skipped: REVIEW_THREAD_TREES is not set"))
struct KernelTests {
    private func environment(_ name: String) throws -> String {
        try #require(ProcessInfo.processInfo.environment[name])
    }

    /// The diffs in a file of mail, as long as its messages are not encoded.
    private func diffs(in name: String, unstuffed: Bool = false) throws -> [FoundDiff] {
        let url = URL(fileURLWithPath: try environment("REVIEW_THREAD_DATA") + "/" + name)
        var bytes = [UInt8](try Data(contentsOf: url))
        if unstuffed {
            bytes = Array(
                bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
                    .map { $0.first == 0x20 ? $0.dropFirst() : $0 }.joined(separator: [0x0a]))
        }
        return DiffFinder().diffs(in: ByteText(bytes))
    }

    /// The tree with the first patch of the series that broke the gathers.
    private func base() throws -> (tree: TreeSnapshot, offsets: [HunkVerdict]) {
        let folder = try environment("REVIEW_THREAD_TREES") + "/linux-6.12"
        let first = try #require(try diffs(in: "empty-gathers.mbox").first)
        let outcome = TreeSnapshot(try FolderTree(folder: folder)).applying(first.patches)
        return (try #require(outcome.result), outcome.verdicts)
    }

    @Test func theBlamedPatchApplies() throws {
        #expect(try base().offsets == [.offset(-118)])
    }

    @Test func theOtherPatchOfItsSeriesIsForAFileThatTheTreeLacks() throws {
        let second = try diffs(in: "empty-gathers.mbox")[1]
        let outcome = try base().tree.applying(second.patches)
        #expect(
            outcome.problems
                == [.missing(try TreePath(validating: "drivers/iommu/generic_pt/iommu_pt.h"))])
    }

    @Test func theRootsPatchAppliesWithGitsOffsets() throws {
        let found = try diffs(in: "gather-v1.mbox")
        let outcome = try base().tree.applying(found[0].patches)
        #expect(
            outcome.verdicts
                == [.offset(18), .offset(-1), .offset(-13), .offset(-3), .exact, .offset(-28)])
        #expect(outcome.addedLines.values.reduce(0) { $0 + $1.count } == 10)
        let reverse = MatchOptions(isReverse: true)
        let back = try #require(outcome.result).applying(found[0].patches, options: reverse)
        #expect(try #require(back.result).changesDigest == base().tree.changesDigest)
    }

    @Test func theScissorsDiffAppliesWithGitsOffset() throws {
        let found = try diffs(in: "gather-v1.mbox", unstuffed: true)
        let diff = try #require(
            found.first { $0.patches[0].path?.string == "drivers/iommu/iommu.c" })
        #expect(try base().tree.applying(diff.patches).verdicts == [.offset(-131)])
    }

    @Test func theBareHunksFileIsFoundAndItsTabsComeBack() throws {
        let found = try diffs(in: "gather-v1.mbox")
        let hunk = try #require(found.lazy.flatMap(\.patches).first { $0.isBareHunk })
        let near = found[0].patches.compactMap(\.path)
        let base = try base().tree
        let location = try base.locate(hunk, near: near)
        #expect(location.name == "__arm_v7s_unmap")
        let path = try #require(location.path)
        #expect(path.string == "drivers/iommu/io-pgtable-arm-v7s.c")
        let outcome = base.applying([hunk.assigned(to: path)])
        #expect(outcome.verdicts == [.offset(111)])
        #expect(
            outcome.files[0].hunks[0].repairs
                == [.tabs(.columnsWithMark, contextLines: 4, addedLines: 2)])
        let contents = try #require(try outcome.result?.contents(of: path))
        let lines = contents.split(separator: 0x0a, omittingEmptySubsequences: false)
        let added = try #require(outcome.addedLines[path]).sorted().map { lines[$0 - 1] }
        #expect(added.map { $0.prefix { $0 == 0x09 }.count } == [2, 3, 0])
        #expect(added[2].isEmpty)
        #expect(!added.contains { $0.contains(0x20) && $0.first == 0x20 })
    }
}
