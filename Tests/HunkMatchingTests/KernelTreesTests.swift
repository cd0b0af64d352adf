// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Foundation
import GitObjects
import HunkMatching
import Testing
import UnifiedDiffs

/// The root's patch of the gather thread on three kernels: the one it was made for, an older one,
/// and one that lacks what it is about.
@Suite(
    .enabled(
        if: ProcessInfo.processInfo.environment["REVIEW_THREAD_DATA"] != nil,
        "skipped: REVIEW_THREAD_DATA is not set"),
    .enabled(
        if: ProcessInfo.processInfo.environment["REVIEW_THREAD_TREES"] != nil,
        "skipped: REVIEW_THREAD_TREES is not set"))
struct KernelTreesTests {
    private func environment(_ name: String) throws -> String {
        try #require(ProcessInfo.processInfo.environment[name])
    }

    private func rootPatches() throws -> [FilePatch] {
        let file = try environment("REVIEW_THREAD_DATA") + "/gather-v1.mbox"
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
        return try #require(DiffFinder().diffs(in: ByteText(bytes)).first).patches
    }

    /// Whether the folder of kernels holds that one.
    private static func has(_ name: String) -> Bool {
        let folder = ProcessInfo.processInfo.environment["REVIEW_THREAD_TREES"] ?? ""
        return FileManager.default.fileExists(atPath: "\(folder)/\(name)")
    }

    private func tree(_ name: String) throws -> TreeSnapshot {
        TreeSnapshot(
            try FolderTree(folder: try environment("REVIEW_THREAD_TREES") + "/" + name))
    }

    @Test(.enabled(if: has("linux-7.1"), "skipped: REVIEW_THREAD_TREES holds no linux-7.1"))
    func onTheKernelItWasMadeForAllIsExactAndGivesTheVeryFiles() throws {
        let patches = try rootPatches()
        let before = try tree("linux-7.1")
        let outcome = before.applying(patches)
        #expect(outcome.verdicts == Array(repeating: .exact, count: 6))
        #expect(outcome.files.map(\.preimage) == Array(repeating: .equal, count: 6))
        let result = try #require(outcome.result)
        for patch in patches {
            let (path, stated) = (try #require(patch.newPath), try #require(patch.postimageID))
            #expect(stated.isPrefix(of: try #require(try result.blobID(of: path)).hex))
        }
        let again = result.applying(patches)
        #expect(again.status == .alreadyApplied)
        #expect(again.verdicts == Array(repeating: .alreadyApplied(offset: 0), count: 6))
        let back = result.applying(patches, options: MatchOptions(isReverse: true))
        #expect(back.verdicts == Array(repeating: .exact, count: 6))
        #expect(try #require(back.result).changedPaths.isEmpty)
    }

    @Test(.enabled(if: has("linux-6.12"), "skipped: REVIEW_THREAD_TREES holds no linux-6.12"))
    func onAnOlderKernelHunksMove() throws {
        let outcome = try tree("linux-6.12").applying(try rootPatches())
        #expect(
            outcome.verdicts
                == [.offset(18), .offset(-1), .offset(-13), .offset(-3), .exact, .offset(-28)])
        #expect(
            outcome.files.allSatisfy { if case .different = $0.preimage { true } else { false } })
    }

    @Test(.enabled(if: has("linux-6.1"), "skipped: REVIEW_THREAD_TREES holds no linux-6.1"))
    func onAKernelThatLacksTheCodeEachConflictHasItsReason() throws {
        let patches = try rootPatches()
        let tree = try tree("linux-6.1")
        let outcome = tree.applying(patches)
        let explainer = ConflictExplainer(tree)
        var found: [String: Reason] = [:]
        for (patch, file) in zip(patches, outcome.files) {
            guard case .conflict(let conflict)? = file.hunks.first?.verdict else { continue }
            let path = try #require(file.sourcePath)
            found[path.string] = Reason(
                line: conflict.difference?.treeLine,
                causes: explainer.causes(of: patch.hunks[0], at: path))
        }
        #expect(
            found == [
                "drivers/iommu/io-pgtable-arm.c": Reason(
                    line: 653, causes: [.functionDiffers(name: "__arm_lpae_unmap", line: 616)]),
                "drivers/iommu/mtk_iommu.c": Reason(
                    line: 742, causes: [.functionDiffers(name: "mtk_iommu_unmap", line: 728)]),
                "drivers/iommu/sprd-iommu.c": Reason(
                    line: 342, causes: [.functionDiffers(name: "sprd_iommu_unmap", line: 326)]),
            ])
        #expect(outcome.verdicts.filter(\.isApplied) == [.offset(4), .offset(-13), .offset(-27)])
    }

    private struct Reason: Equatable {
        let line: Int?
        let causes: [ConflictCause]
    }
}
