// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Proposals
import Testing

/// How a reply's change stands to what it answers.
@Suite struct RelationTests {
    private func relation(_ answer: Draft, and others: Draft...) throws -> [String] {
        let found = ProposalFinder().proposals(
            in: try contents(of: [.patch("1@example.org")] + others + [answer]))
        return found.map { proposal in
            proposal.relation.map { "\($0.kind.rawValue) \($0.other)" } ?? "-"
        }
    }

    @Test func `another author's change is an alternative`() throws {
        let answer = Draft.answer("2@example.org", to: "1@example.org", body: keyDiff)
        #expect(try relation(answer) == ["-", "alternative P1"])
    }

    @Test(arguments: [keyDiff, doorEndDiff, bareHunk])
    func `the author's change of other lines supplements`(_ diff: String) throws {
        let answer = Draft.answer(
            "2@example.org", to: "1@example.org", from: Draft.ann, body: "And this:\n\n\(diff)")
        #expect(try relation(answer) == ["-", "supplements P1"])
    }

    @Test func `the author's change of the same lines replaces`() throws {
        let answer = Draft.answer(
            "2@example.org", to: "1@example.org", from: Draft.ann, body: "Or so:\n\n\(doorDiff)")
        #expect(try relation(answer) == ["-", "replaces P1"])
    }

    @Test func `the author's own change counts, even if a rival's lies between`() throws {
        let rival = Draft.answer("2@example.org", to: "1@example.org", minute: 5, body: doorEndDiff)
        let answer = Draft.answer(
            "3@example.org", to: "2@example.org", from: Draft.ann, minute: 9,
            body: "What I forgot:\n\n\(keyDiff)")
        #expect(try relation(answer, and: rival) == ["-", "alternative P1", "supplements P1"])
    }

    @Test func `a third author's change is an alternative to the nearest`() throws {
        let rival = Draft.answer("2@example.org", to: "1@example.org", minute: 5, body: doorEndDiff)
        let words = Draft.answer("3@example.org", to: "2@example.org", minute: 6, body: "Hm.\n")
        let answer = Draft.answer(
            "4@example.org", to: "3@example.org", from: Draft.eve, minute: 9, body: keyDiff)
        #expect(
            try relation(answer, and: rival, words) == ["-", "alternative P1", "alternative P2"])
    }

    @Test func `a change below other words than a proposal stands alone`() throws {
        let found = try proposals(
            in: Draft(id: "1@example.org", subject: "Doors", body: "How many are there?\n"),
            .answer("2@example.org", to: "1@example.org", body: doorDiff))
        #expect(found.map(\.label) == ["P1"])
        #expect(found.map(\.relation) == [nil])
    }

    @Test func `another author's higher revision with the title is a reroll`() throws {
        let answer = Draft.patch(
            "2@example.org", from: Draft.bob, subject: "[PATCH v2] house: Count the doors",
            minute: 9, answers: "1@example.org")
        #expect(try relation(answer) == ["-", "reroll P1"])
    }

    @Test func `another author's patch mail is an alternative`() throws {
        let answer = Draft.patch(
            "2@example.org", from: Draft.bob, subject: "[PATCH] house: Lock the doors",
            minute: 9, answers: "1@example.org", diff: keyDiff)
        #expect(try relation(answer) == ["-", "alternative P1"])
    }

    @Test func `the same change under the same title is posted again`() throws {
        let again = Draft.patch("2@example.org", minute: 9, answers: "1@example.org")
        #expect(try relation(again) == ["-", "resend P1"])
        let other = Draft.patch(
            "2@example.org", minute: 9, answers: "1@example.org", diff: doorEndDiff)
        #expect(try relation(other) == ["-", "replaces P1"])
    }

    @Test func `a diff on top of a patch supplements it, whoever wrote it`() throws {
        let onTop = """
            diff --git a/house/door.c b/house/door.c
            --- a/house/door.c
            +++ b/house/door.c
            @@ -12,3 +12,3 @@ static int count_doors(struct house *house)
            -	if (is_open(house))
            +	if (is_open(house) && house->doors)
             		n = house->doors;
             

            """
        let named = onTop.replacingOccurrences(
            of: "--- a/", with: "index abcdef012345..001122334455 100644\n--- a/")
        for diff in [onTop, named] {
            let answer = Draft.answer("2@example.org", to: "1@example.org", body: diff)
            #expect(try relation(answer) == ["-", "supplements P1"])
        }
    }

    @Test func `a diff turned round reverts`() throws {
        let back = doorDiff.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if line.hasPrefix("---") || line.hasPrefix("+++") { return String(line) }
            if line.hasPrefix("@@") { return "@@ -10,5 +10,4 @@ static int count_doors()" }
            if line.hasPrefix("+") { return "-" + line.dropFirst() }
            return line.hasPrefix("-") ? "+" + line.dropFirst() : String(line)
        }.joined(separator: "\n")
        let answer = Draft.answer("2@example.org", to: "1@example.org", body: back)
        #expect(try relation(answer) == ["-", "reverts P1"])
    }
}
