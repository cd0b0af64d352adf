// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import GatherSimulation
import GitObjects
import HunkMatching
import KernelBuild
import Reviews
import Testing
import UnifiedDiffs

/// Nothing is hard-coded: under other names and in other places all is as before.
@Suite(.enabled(Pipeline.noToolchain, Pipeline.hasToolchain))
struct RenamedSampleTests {
    /// A copy of a folder under the new names, and the blob ids that changed, abbreviated.
    private func copyRenamed(_ old: String, to new: String) throws -> [(old: String, new: String)] {
        let tree = try FolderTree(folder: old)
        return try tree.paths(under: nil).compactMap { path in
            let bytes = try #require(try tree.contents(of: path))
            let text = Array(RenameTable.renamed(String(decoding: bytes, as: UTF8.self)).utf8)
            let url = URL(fileURLWithPath: "\(new)/\(RenameTable.renamed(path.string))")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text).write(to: url)
            let ids = [bytes, text].map { String(ObjectID.blob(of: $0).hex.prefix(12)) }
            return ids[0] == ids[1] ? nil : (ids[0], ids[1])
        }
    }

    private func renamedReview() async throws -> ThreadReview {
        let folder = try TemporaryFolder()
        let ids = try copyRenamed("\(Pipeline.samples)/kernel", to: "\(folder.path)/kernel")
        _ = try copyRenamed("\(Pipeline.samples)/benches", to: "\(folder.path)/benches")
        try #require(ids.count >= 6)
        let mail = String(
            decoding: try Pipeline.bytes(of: "\(Pipeline.samples)/always-fill-gather.mbox"),
            as: UTF8.self)
        let renamed = ids.reduce(RenameTable.renamed(mail)) {
            $0.replacingOccurrences(of: $1.old, with: $1.new)
        }
        for name in ["heron", "plover", "kestrel", "quill", "tarn", "Heron", "QUILL"] {
            try #require(!renamed.contains(name))
        }
        return try await Pipeline.review(
            Array(renamed.utf8), on: try FolderTree(folder: "\(folder.path)/kernel"),
            benches: ["\(folder.path)/benches"])
    }

    @Test func `a thread and a tree with other names get the same verdicts`() async throws {
        let review = try await SampleReviews.gather.value
        let renamed = try await renamedReview()
        #expect(renamed.variants.map(\.name) == review.variants.map(\.name))
        for (mine, theirs) in zip(renamed.variants, review.variants) {
            #expect(cells(mine) == cells(theirs, RenameTable.renamed), "\(mine.name)")
            #expect(hunks(mine) == hunks(theirs, RenameTable.renamed), "\(mine.name)")
            #expect(mine.compilerMessages.map(\.text) == theirs.compilerMessages.map(\.text))
            #expect(mine.fixIts == theirs.fixIts)
        }
        #expect(cells(renamed.variants[0]).keys.sorted() == ["badger", "lynx", "otter"])
        #expect(renamed.ranking.map(\.variant) == review.ranking.map(\.variant))
        #expect(renamed.ranking.map(\.aboveNext) == review.ranking.map(\.aboveNext))
        #expect(
            renamed.ranking.map { Set($0.reasons.map(\.text)) }
                == review.ranking.map { Set($0.reasons.map { RenameTable.renamed($0.text) }) })
        #expect(renamed.conclusion.verdict.text == review.conclusion.verdict.text)
        #expect(
            renamed.conclusion.nextSteps.map(\.text) == review.conclusion.nextSteps.map(\.text))
    }

    /// The verdict on each scenario, by driver.
    private func cells(
        _ variant: VariantReview, _ name: (String) -> String = { $0 }
    ) -> [String: [String]] {
        Dictionary(
            uniqueKeysWithValues: variant.drivers.map { driver in
                (
                    name(driver.driver),
                    [driver.verdict.words]
                        + driver.runs.map { "\($0.run.scenario): \($0.verdict.words)" }
                )
            })
    }

    /// The path, place and verdict of each hunk, and whether the patch was made on that file.
    private func hunks(
        _ variant: VariantReview, _ name: (String) -> String = { $0 }
    ) -> Set<String> {
        Set(
            variant.patches.flatMap(\.outcome.files).flatMap { file in
                file.hunks.map { hunk in
                    "\(name(file.path?.string ?? "?")):\(hunk.treeLine ?? 0) \(hunk.verdict) "
                        + "\(file.preimage)"
                }
            })
    }
}
