// SPDX-License-Identifier: GPL-2.0-only

import Mail
import MailThreads
import Proposals
import Testing
import UnifiedDiffs

/// On real threads: `REVIEW_THREAD_DATA` names the folder that holds them.
@Suite(.enabled(if: RealThreads.folder != nil, "skipped: REVIEW_THREAD_DATA is not set"))
struct RealProposalTests {
    @Test func `the gather thread has a patch, a rival, and a hunk that was lost`() throws {
        let contents = try RealThreads.read("gather-v1.mbox")
        let found = ProposalFinder().proposals(in: contents)
        try #require(found.map(\.label) == ["P1", "P2", "P3"])
        #expect(found.map(\.form) == [.patch, .scissorsDiff, .bareHunk])
        #expect(found.map(\.author.name) == ["Jason Gunthorpe", "Robin Murphy", "Jason Gunthorpe"])
        #expect(found.map(\.first.messageNumber) == [1, 5, 6])
        #expect(found.map { $0.first.files.count } == [6, 1, 1])
        #expect(found.map { $0.first.files.flatMap(\.hunks).count } == [6, 1, 1])
        #expect(found.map { $0.first.files.reduce(0) { $0 + $1.addedCount } } == [10, 4, 3])
        #expect(found.map { $0.first.files.reduce(0) { $0 + $1.deletedCount } } == [2, 0, 0])
        #expect(found[1].first.files.map(\.path?.string) == ["drivers/iommu/iommu.c"])
        #expect(found[2].first.files.map(\.path) == [nil])
        #expect(found.map(\.relation?.kind) == [nil, .alternative, .supplements])
        #expect(found.map(\.relation?.other) == [nil, "P1", "P1"])
        #expect(found.map(\.first.isSignedOff) == [true, false, false])
        #expect(found[0].first.baseCommit?.hasPrefix("fcbe430399ca") == true)
        #expect(
            found[0].first.trailers.map(\.name)
                == ["Fixes", "Reported-by", "Closes", "Signed-off-by"])
    }

    @Test func `the gather thread's tags are for its patch alone`() throws {
        let contents = try RealThreads.read("gather-v1.mbox")
        let placed = TrailerPlacement(proposals: ProposalFinder().proposals(in: contents))
            .trailers(of: contents)
        #expect(placed.map(\.trailer.name) == ["Tested-by", "Acked-by"])
        #expect(placed.map(\.giver.name) == ["Jon Hunter", "Pranjal Shrivastava"])
        #expect(placed.map(\.proposal) == ["P1", "P1"])
    }

    @Test func `the empty-gathers thread is one series with reviews of both patches`() throws {
        let contents = try RealThreads.read("empty-gathers.mbox")
        let found = ProposalFinder().proposals(in: contents)
        try #require(found.count == 1)
        #expect(found[0].patches.map(\.position?.number) == [1, 2])
        #expect(found[0].coverLetter == contents.thread.root.id)
        #expect(!found[0].isIncomplete)
        #expect(
            found[0].patches.map { $0.files.map { $0.path?.string.split(separator: "/").last } }
                == [["iommu.h"], ["iommu_pt.h"]])
        let placed = TrailerPlacement(proposals: found).trailers(of: contents)
        let reviews = placed.filter { $0.trailer.kind == .reviewedBy }.map {
            "\($0.giver.name ?? "?") \($0.patchNumber ?? 0)"
        }
        #expect(
            reviews == [
                "Vasant Hegde 1", "Vasant Hegde 2", "Robin Murphy 1", "Samiullah Khawaja 1",
                "Samiullah Khawaja 2", "Baolu Lu 1", "Baolu Lu 2",
            ])
        #expect(placed.allSatisfy { $0.proposal == "P1" })
    }
}
