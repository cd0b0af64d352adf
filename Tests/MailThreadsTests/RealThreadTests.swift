// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Mail
import MailThreads
import Testing

@Suite(.enabled(if: RealThreads.folder != nil, "skipped: REVIEW_THREAD_DATA is not set"))
struct RealThreadTests {
    @Test func theGatherThreadIsATree() throws {
        let thread = try RealThreads.read("gather-v1.mbox")
        #expect(thread.nodes.map(\.depth) == [0, 1, 1, 2, 1, 2, 3, 4, 5, 6])
        #expect(thread.nodes.map(\.parentIndex) == [nil, 0, 0, 2, 0, 4, 5, 6, 7, 8])
        #expect(thread.problems.isEmpty)
    }

    @Test func theEmptyGathersThreadIsATree() throws {
        let thread = try RealThreads.read("empty-gathers.mbox")
        #expect(thread.nodes.map(\.depth) == [0, 1, 2, 2, 3, 4, 5, 2, 2, 2, 3, 1, 2, 2, 2])
        #expect(thread.problems.isEmpty)
    }

    @Test func theWebPageOfTheGatherThreadLacksItsRoot() throws {
        let page = try RealThreads.read("gather-v1.lore-page.txt")
        let mbox = try RealThreads.read("gather-v1.mbox")
        #expect(page.root.isPlaceholder)
        #expect(page.nodes.count == 8)
        #expect(page.messages.count == 7)
        #expect(page.messages.allSatisfy { $0.isIDSynthetic })
        #expect(page.messages.allSatisfy { $0.problems.map(\.kind) == [.archivePage] })
        #expect(page.problems.map(\.kind) == [.messageMissing])
        #expect(page.problems.map(\.message) == [page.root.id])
        // Order, authors, minutes and parents are those of the mailbox, whose last two it lacks.
        let same = mbox.nodes.prefix(8)
        #expect(page.nodes.map(\.parentIndex) == same.map(\.parentIndex))
        #expect(page.nodes.map(\.depth) == same.map(\.depth))
        let authors = { (node: MailThread.Node) in node.message?.author.name }
        #expect(page.nodes.dropFirst().map(authors) == same.dropFirst().map(authors))
        let minutes = { (node: MailThread.Node) in
            node.message?.date.map { $0.secondsSince1970 / 60 }
        }
        #expect(page.nodes.dropFirst().map(minutes) == same.dropFirst().map(minutes))
    }

    @Test func theGatherThreadsTrailersAreGiven() throws {
        let thread = try RealThreads.read("gather-v1.mbox")
        let found = thread.messages.enumerated().flatMap { index, message in
            MessageBody(of: message).trailers(of: message).map { (index + 1, $0, message) }
        }
        #expect(
            found.map { "\($0.0) \($0.1.kind.name) \($0.1.person?.name ?? "-")" } == [
                "1 Fixes -", "1 Reported-by Jon Hunter", "1 Closes -",
                "1 Signed-off-by Jason Gunthorpe",
                "2 Tested-by Jon Hunter", "3 Acked-by Pranjal Shrivastava",
            ])
        #expect(found.allSatisfy { $0.1.meaning == .given && $0.1.note == nil })
        #expect(found.map(\.1.place).suffix(2) == [.reply, .reply])
        #expect(found.suffix(3).allSatisfy { $0.1.isGiven(by: $0.2.author) == .sameAddress })
    }

    @Test func everyQuoteOfTheGatherThreadHasItsAuthor() throws {
        let thread = try RealThreads.read("gather-v1.mbox")
        let bodies = thread.bodies()
        for node in thread.nodes {
            let above = Set(thread.ancestors(of: node.id).map(\.id))
            let body = try #require(bodies[node.id])
            for block in body.blocks {
                guard case .quote(_, let author) = block.kind else { continue }
                #expect(author.map(above.contains) == true, "line \(block.lines) of \(node.id)")
            }
        }
        // The last mail quotes the counter-patch at depth five, wrapped anew by the mailers between.
        let last = try #require(bodies[thread.nodes[9].id])
        #expect(
            last.blocks.contains { $0.kind == .quote(depth: 5, attributed: thread.nodes[4].id) })
        #expect(
            last.blocks.filter { if case .attribution = $0.kind { true } else { false } }.count == 3
        )
        #expect(last.blocks.last?.kind == .signature)
    }

    @Test func theEmptyGathersThreadHasReviewsOfBothPatches() throws {
        let thread = try RealThreads.read("empty-gathers.mbox")
        let reviews = thread.nodes.compactMap { node -> String? in
            guard let message = node.message else { return nil }
            let given = MessageBody(of: message).trailers(of: message).filter {
                $0.kind == .reviewedBy
            }
            return given.first.map {
                "\(node.parentIndex ?? -1) \($0.person?.name ?? "-") \($0.isGiven(by: message.author).isSame)"
            }
        }
        #expect(
            reviews == [
                "1 Vasant Hegde true", "1 Robin Murphy true", "1 Samiullah Khawaja true",
                "1 Lu Baolu true", "11 Vasant Hegde true", "11 Samiullah Khawaja true",
                "11 Lu Baolu true",
            ])
    }
}
