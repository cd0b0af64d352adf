// SPDX-License-Identifier: GPL-2.0-only

import Proposals
import Testing

/// Which proposal a trailer in a reply is for.
@Suite struct TrailerPlacementTests {
    private static let tested = "Works.\n\nTested-by: Bob Example <bob@example.org>\n"
    private static let first = Draft.patch(
        "1@example.org", subject: "[PATCH 1/2] house: Count the doors", minute: 1,
        answers: "0@example.org")
    private static let second = Draft.patch(
        "2@example.org", subject: "[PATCH 2/2] house: Count the keys", minute: 2,
        answers: "0@example.org", diff: keyDiff)

    @Test func `an answer to a patch is for it`() throws {
        #expect(
            try placements(
                in: .patch("1@example.org"),
                .answer("2@example.org", to: "1@example.org", body: Self.tested))
                == ["Tested-by Bob -> P1"])
    }

    @Test func `an answer to the cover letter is for the whole series`() throws {
        #expect(
            try placements(
                in: .cover("0@example.org"), Self.first, Self.second,
                .answer("3@example.org", to: "0@example.org", body: Self.tested))
                == ["Tested-by Bob -> P1"])
    }

    @Test func `an answer to a patch of a series is for that patch`() throws {
        #expect(
            try placements(
                in: .cover("0@example.org"), Self.first, Self.second,
                .answer("3@example.org", to: "2@example.org", body: Self.tested))
                == ["Tested-by Bob -> P1#2"])
    }

    @Test func `an answer to an answer is for what that one answers`() throws {
        #expect(
            try placements(
                in: .cover("0@example.org"), Self.first, Self.second,
                .answer("3@example.org", to: "1@example.org", from: Draft.eve, body: "Does it?\n"),
                .answer("4@example.org", to: "3@example.org", minute: 20, body: Self.tested))
                == ["Tested-by Bob -> P1#1"])
    }

    @Test func `an answer to a counter-patch is for the counter-patch alone`() throws {
        #expect(
            try placements(
                in: .patch("1@example.org"),
                .answer("2@example.org", to: "1@example.org", from: Draft.eve, body: keyDiff),
                .answer("3@example.org", to: "2@example.org", minute: 20, body: Self.tested))
                == ["Tested-by Bob -> P2"])
    }

    @Test func `a word for the patch, sent with a counter-patch, is for the patch`() throws {
        #expect(
            try placements(
                in: .patch("1@example.org"),
                .answer(
                    "2@example.org", to: "1@example.org",
                    body: "\(Self.tested)\nBut look:\n\n\(keyDiff)"))
                == ["Tested-by Bob -> P1"])
    }

    @Test func `an answer to a reroll is for the reroll`() throws {
        #expect(
            try placements(
                in: .patch("1@example.org"),
                .patch(
                    "2@example.org", subject: "[PATCH v2] house: Count the doors", minute: 5,
                    answers: "1@example.org"),
                .answer("3@example.org", to: "2@example.org", body: Self.tested))
                == ["Tested-by Bob -> P2"])
    }

    @Test func `where nothing was proposed a trailer is for nothing`() throws {
        #expect(
            try placements(
                in: Draft(id: "1@example.org", subject: "Doors", body: "How many?\n"),
                .answer("2@example.org", to: "1@example.org", body: Self.tested))
                == ["Tested-by Bob -> -"])
    }

    @Test func `trailers stand in order of date, and the patch's own are not among them`() throws {
        #expect(
            try placements(
                in: .patch("1@example.org"),
                .answer("2@example.org", to: "1@example.org", minute: 30, body: Self.tested),
                .answer(
                    "3@example.org", to: "1@example.org", from: Draft.eve, minute: 20,
                    body: "Acked-by: Eve Example <eve@example.org>\n"))
                == ["Acked-by Eve -> P1", "Tested-by Bob -> P1"])
    }

    @Test func `the reason names what was answered`() throws {
        let contents = try contents(of: [
            .cover("0@example.org"), Self.first, Self.second,
            .answer("3@example.org", to: "0@example.org", body: Self.tested),
            .answer("4@example.org", to: "1@example.org", minute: 11, body: Self.tested),
        ])
        let placed = TrailerPlacement(proposals: ProposalFinder().proposals(in: contents))
            .trailers(of: contents)
        #expect(
            placed.map(\.reason) == [
                "given in answer to the cover letter of P1", "given in answer to patch 1 of P1",
            ])
    }
}
