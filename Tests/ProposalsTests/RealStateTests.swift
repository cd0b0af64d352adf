// SPDX-License-Identifier: GPL-2.0-only

import Mail
import MailThreads
import Proposals
import Testing

/// What a careful reader tells of the gather thread, from its mail and from the text of its page.
@Suite(.enabled(if: RealThreads.folder != nil, "skipped: REVIEW_THREAD_DATA is not set"))
struct RealStateTests {
    struct Reading {
        let proposals: [Proposal]
        let tags: [WeighedTag]
        let remarks: [Remark]
        let state: ThreadState

        init(_ name: String) throws {
            let contents = try RealThreads.read(name)
            proposals = ProposalFinder().proposals(in: contents)
            tags = TagWeigher(contents, proposals: proposals).tags()
            let ledger = Ledger(contents, proposals: proposals, tags: tags)
            remarks = ledger.remarks
            state = StateReader(contents, proposals: proposals, tags: tags, ledger: ledger).state()
        }
    }

    static let inputs = ["gather-v1.mbox", "gather-v1.lore-page.txt"]

    @Test(arguments: inputs)
    func `four objections to P1 are conceded, and three to P2 answered`(_ name: String) throws {
        let reading = try Reading(name)
        let conceded = reading.remarks.filter { $0.status == .conceded }
        #expect(conceded.map(\.proposal) == ["P1", "P1", "P1", "P1"])
        #expect(Set(conceded.map(\.author.name)) == ["Robin Murphy"])
        let ofRival = reading.remarks.filter { $0.proposal == "P2" }
        #expect(ofRival.map(\.kind) == [.objection, .objection, .objection])
        #expect(ofRival.map(\.status) == [.answered, .answered, .answered])
        #expect(Set(ofRival.map(\.author.name)) == ["Jason Gunthorpe"])
        #expect(!reading.remarks.contains { $0.proposal == "P3" })
        #expect(reading.remarks.allSatisfy { $0.status != .open || $0.kind == .comment })
    }

    @Test(arguments: inputs)
    func `both tags are for P1, and the agreement in prose is none`(_ name: String) throws {
        let reading = try Reading(name)
        let given = reading.tags.filter { $0.verdict != .own }
        #expect(given.map(\.verdict) == [.counts, .counts])
        #expect(given.map(\.trailer.kind) == [.testedBy, .ackedBy])
        #expect(given.flatMap(\.places).map(\.proposal) == ["P1", "P1"])
        #expect(
            reading.tags.filter { $0.verdict == .own }.map(\.trailer.kind)
                == [.fixes, .reportedBy, .closes, .signedOffBy])
    }

    @Test(arguments: inputs)
    func `P2 is chosen, and its author is to send it`(_ name: String) throws {
        let reading = try Reading(name)
        #expect(reading.proposals.map(\.label) == ["P1", "P2", "P3"])
        let isPage = name.hasSuffix(".txt")
        #expect(
            reading.proposals.map(\.form)
                == [isPage ? .quoted : .patch, .scissorsDiff, .bareHunk])
        #expect(reading.proposals.map(\.relation?.kind) == [nil, .alternative, .supplements])
        #expect(reading.state.phase == .counterProposalChosen)
        #expect(reading.state.proposal == "P2")
        let next = try #require(reading.state.next)
        #expect(next.name == "Robin Murphy")
        #expect(next.askedBy?.name == "Jason Gunthorpe")
        // 2 April 2026, 22:51 UTC.
        let minute = (next.since?.secondsSince1970 ?? 0) / 60
        #expect(minute == 1_775_170_260 / 60)
        #expect(next.pings.count == (isPage ? 0 : 2))
    }
}
