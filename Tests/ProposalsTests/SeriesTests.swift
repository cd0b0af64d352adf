// SPDX-License-Identifier: GPL-2.0-only

import Mail
import Proposals
import Testing

/// Which patches make one proposal.
@Suite struct SeriesTests {
    private static let second = Draft.patch(
        "2@example.org", subject: "[PATCH 2/2] house: Count the keys", minute: 2,
        answers: "0@example.org", diff: keyDiff)

    private static let first = Draft.patch(
        "1@example.org", subject: "[PATCH 1/2] house: Count the doors", minute: 1,
        answers: "0@example.org")

    @Test func `a series with its cover letter is one proposal`() throws {
        let found = try proposals(in: .cover("0@example.org"), Self.first, Self.second)
        try #require(found.count == 1)
        #expect(found[0].patches.map(\.position?.number) == [1, 2])
        #expect(found[0].patches.map(\.messageNumber) == [2, 3])
        #expect(found[0].coverLetter?.text == "0@example.org")
        #expect(found[0].announcedCount == 2)
        #expect(!found[0].isIncomplete)
    }

    @Test func `the numbers decide the order, not the dates`() throws {
        var early = Self.second
        early.minute = 0
        let found = try proposals(in: .cover("0@example.org"), early, Self.first)
        #expect(
            found.map { $0.patches.map(\.message.text) } == [["1@example.org", "2@example.org"]])
    }

    @Test func `a series without its cover letter is one proposal`() throws {
        var start = Self.first
        start.answers = nil
        var next = Self.second
        next.answers = "1@example.org"
        let found = try proposals(in: start, next)
        #expect(found.map(\.patches.count) == [2])
        #expect(found.map(\.coverLetter) == [nil])
    }

    @Test func `a series that lacks a patch says so`() throws {
        let found = try proposals(in: .cover("0@example.org"), Self.second)
        #expect(found.map(\.patches.count) == [1])
        #expect(found.map(\.announcedCount) == [2])
        #expect(found.map(\.isIncomplete) == [true])
        #expect(found.first?.coverLetter?.text == "0@example.org")
    }

    @Test func `a series of another author, count or revision is another proposal`() throws {
        let found = try proposals(
            in: .cover("0@example.org"), Self.first,
            .patch(
                "3@example.org", from: Draft.bob, subject: "[PATCH 2/2] house: Count the keys",
                minute: 3, answers: "0@example.org", diff: keyDiff),
            .patch(
                "4@example.org", subject: "[PATCH 2/3] house: Count the keys", minute: 4,
                answers: "0@example.org", diff: keyDiff),
            .patch(
                "5@example.org", subject: "[PATCH v2 2/2] house: Count the keys", minute: 5,
                answers: "0@example.org", diff: keyDiff))
        #expect(
            found.map(\.first.message.text)
                == ["1@example.org", "3@example.org", "4@example.org", "5@example.org"])
        #expect(found.map(\.isIncomplete) == [true, true, true, true])
        // The letter introduces what its author sent with its number of patches, and that alone.
        #expect(found.map { $0.coverLetter != nil } == [true, false, false, false])
    }

    @Test func `two patches with one number are not one series`() throws {
        var again = Self.first
        again.id = "9@example.org"
        again.minute = 9
        let found = try proposals(in: .cover("0@example.org"), Self.first, again, Self.second)
        #expect(
            found.map { $0.patches.map(\.message.text) }
                == [["1@example.org", "2@example.org"], ["9@example.org"]])
    }

    @Test func `a reroll in the thread is a proposal of its own`() throws {
        let found = try proposals(
            in: .patch("1@example.org"),
            .patch(
                "2@example.org", subject: "[PATCH v2] house: Count the doors", minute: 20,
                answers: "1@example.org"))
        try #require(found.map(\.revision) == [1, 2])
        #expect(found.map(\.form) == [.patch, .patch])
        #expect(found[1].relation?.kind == .reroll)
        #expect(found[1].relation?.other == "P1")
    }
}
