// SPDX-License-Identifier: GPL-2.0-only

import Mail
import MailThreads
import Proposals
import Testing
import UnifiedDiffs

/// How a change of code was posted.
@Suite struct ProposalFormTests {
    @Test func `a patch mail is a patch`() throws {
        let found = try proposals(in: .patch("1@example.org"))
        try #require(found.count == 1)
        let patch = found[0].first
        #expect(found[0].label == "P1")
        #expect(found[0].form == .patch)
        #expect(found[0].author.name == "Ann Example")
        #expect(found[0].relation == nil)
        #expect(found[0].coverLetter == nil)
        #expect(!found[0].isIncomplete)
        #expect(patch.title == "house: Count the doors")
        #expect(patch.message.text == "1@example.org")
        #expect(patch.messageNumber == 1)
        #expect(patch.bodyLines == 5...15)
        #expect(patch.files.map(\.path?.string) == ["house/door.c"])
        #expect(patch.isSignedOff)
    }

    @Test func `all diffs of a patch mail are one patch`() throws {
        let found = try proposals(
            in: .patch("1@example.org", diff: doorDiff + "\nAnd the key:\n\n" + keyDiff))
        #expect(
            found.map { $0.first.files.map(\.path?.string) } == [["house/door.c", "house/key.c"]])
    }

    @Test(arguments: ["[RFC] house: Count the doors", "[RFC PATCH] house: Count the doors"])
    func `a request for comments is a patch`(_ subject: String) throws {
        let found = try proposals(in: .patch("1@example.org", subject: subject))
        #expect(found.map(\.form) == [.patch])
        #expect(found.map(\.first.title) == ["house: Count the doors"])
    }

    @Test func `a signed-off mail is a patch whatever its subject says`() throws {
        let found = try proposals(in: .patch("1@example.org", subject: "house: Count the doors"))
        #expect(found.map(\.form) == [.patch])
        #expect(found.map(\.first.isSignedOff) == [true])
    }

    @Test func `the base commit is noted`() throws {
        let base = String(repeating: "0123456789", count: 4)
        let found = try proposals(
            in: .patch("1@example.org", diff: doorDiff + "\nbase-commit: \(base)\n"))
        #expect(found.map(\.first.baseCommit) == [base])
    }

    @Test func `a diff below scissors in a reply is a proposal of its own`() throws {
        let found = try proposals(
            in: .patch("1@example.org"),
            .answer(
                "2@example.org", to: "1@example.org",
                body: "Rather this:\n\n----->8-----\n\(doorEndDiff)"))
        try #require(found.map(\.form) == [.patch, .scissorsDiff])
        #expect(found.map(\.label) == ["P1", "P2"])
        #expect(found[1].author.name == "Bob Example")
        #expect(!found[1].first.isSignedOff)
        #expect(
            found[1].first.title == "house/door.c: static int count_doors(struct house *house)")
    }

    @Test func `the trailers below the scissors are those of the diff`() throws {
        let body = """
            Tested-by: Bob Example <bob@example.org>

            -- >8 --
            From: Eve Example <eve@example.org>

            Signed-off-by: Bob Example <bob@example.org>
            ---
            \(doorEndDiff)
            """
        let drafts: [Draft] = [
            .patch("1@example.org"), .answer("2@example.org", to: "1@example.org", body: body),
        ]
        let found = ProposalFinder().proposals(in: try contents(of: drafts))
        try #require(found.count == 2)
        #expect(found[1].first.isSignedOff)
        #expect(found[1].first.trailers.map(\.name) == ["Signed-off-by"])
        #expect(try placements(in: drafts[0], drafts[1]) == ["Tested-by Bob -> P1"])
    }

    @Test func `a diff without scissors is an inline diff`() throws {
        let found = try proposals(
            in: .patch("1@example.org"),
            .answer("2@example.org", to: "1@example.org", body: "Rather this:\n\n\(doorEndDiff)"))
        #expect(found.map(\.form) == [.patch, .inlineDiff])
    }

    @Test func `a hunk without a file name is a bare hunk`() throws {
        let found = try proposals(
            in: .patch("1@example.org"),
            .answer("2@example.org", to: "1@example.org", body: "Also:\n\n\(bareHunk)\nBob\n"))
        #expect(found.map(\.form) == [.patch, .bareHunk])
        #expect(found.last?.first.files.map(\.path) == [nil])
        #expect(found.last?.first.title == "static int turn(struct key *key)")
    }

    @Test func `two diffs in one reply are two proposals`() throws {
        let found = try proposals(
            in: .patch("1@example.org"),
            .answer(
                "2@example.org", to: "1@example.org",
                body: "Either this:\n\n\(doorEndDiff)\nor that:\n\n\(keyDiff)\nBob\n"))
        try #require(found.map(\.label) == ["P1", "P2", "P3"])
        #expect(
            found.map { $0.first.files.map(\.path?.string) }
                == [["house/door.c"], ["house/door.c"], ["house/key.c"]])
        #expect(found.map(\.first.messageNumber) == [1, 2, 2])
        #expect(found[1].first.bodyLines.upperBound < found[2].first.bodyLines.lowerBound)
    }

    @Test func `quoted diffs are nobody's proposal`() throws {
        let quoted = doorDiff.split(separator: "\n", omittingEmptySubsequences: false)
            .map { "> \($0)" }.joined(separator: "\n")
        let hunk = bareHunk.split(separator: "\n", omittingEmptySubsequences: false)
            .map { ">> \($0)" }.joined(separator: "\n")
        let found = try proposals(
            in: .patch("1@example.org"),
            .answer("2@example.org", to: "1@example.org", body: "\(quoted)\n\(hunk)\n\nFine.\n"))
        #expect(found.map(\.label) == ["P1"])
    }

    @Test func `words alone propose no code`() throws {
        let found = try proposals(
            in: Draft(id: "1@example.org", subject: "Doors", body: "How many are there?\n"),
            .answer("2@example.org", to: "1@example.org", body: "--- well\n+++ many\n@@ none @@\n"))
        #expect(found.isEmpty)
    }

    @Test func `an attached diff is found`() throws {
        let body = """
            --cut
            Content-Type: text/plain; charset=us-ascii

            The patch is attached.

            Signed-off-by: Ann Example <ann@example.org>

            --cut
            Content-Type: text/x-patch; name="doors.patch"
            Content-Disposition: attachment; filename="doors.patch"

            \(doorDiff)
            --cut--

            """
        let found = try proposals(
            in: Draft(
                id: "1@example.org", subject: "[PATCH] house: Count the doors",
                contentType: "multipart/mixed; boundary=cut", body: body))
        #expect(found.map(\.form) == [.attachment])
        #expect(found.map(\.first.title) == ["house: Count the doors"])
        #expect(found.map { $0.first.files.map(\.path?.string) } == [["house/door.c"]])
        #expect(found.map(\.first.isSignedOff) == [true])
    }

    @Test func `the author named in the body is the patch's`() throws {
        let body =
            "From: Eve Example <eve@example.org>\n\nText.\n\n"
            + "Signed-off-by: Eve Example <eve@example.org>\n---\n\(doorDiff)"
        let found = try proposals(
            in: Draft(id: "1@example.org", subject: "[PATCH] house: Count", body: body))
        #expect(found.map(\.author.address) == ["eve@example.org"])
    }

    @Test func `a name in the body of a reply is no author`() throws {
        let body = "From: Eve Example <eve@example.org>\n\nshe told me this:\n\n\(keyDiff)"
        let found = try proposals(
            in: .patch("1@example.org"), .answer("2@example.org", to: "1@example.org", body: body))
        #expect(found.map(\.author.address) == ["ann@example.org", "bob@example.org"])
    }
}
