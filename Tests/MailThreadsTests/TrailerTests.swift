// SPDX-License-Identifier: GPL-2.0-only

import Mail
import MailThreads
import Testing

@Suite struct TrailerTests {
    private let ann = Mailbox(name: "Ann Example", address: "ann@example.org")

    private func trailers(_ body: String, subject: String = "Re: [PATCH] one") throws -> [Trailer] {
        let thread = try readThread([Draft(id: "a", subject: subject, body: body)])
        return MessageBody(of: thread.messages[0]).trailers(of: thread.messages[0])
    }

    @Test(arguments: [
        ("Acked-by", TrailerKind.ackedBy), ("Reviewed-by", .reviewedBy), ("TESTED-BY", .testedBy),
        ("Signed-off-by", .signedOffBy), ("Reported-by", .reportedBy),
        ("Suggested-by", .suggestedBy),
        ("Co-developed-by", .coDevelopedBy),
        ("Reported-and-tested-by", .other("Reported-and-tested-by")),
    ])
    func aTrailerInAnAnswerIsGiven(_ name: String, _ kind: TrailerKind) throws {
        let found = try trailers(
            "Looks good.\n\n\(name): Ann Example <ann@example.org>\n\nThanks\n")
        #expect(
            found == [
                Trailer(
                    kind: kind, name: name, value: "Ann Example <ann@example.org>", person: ann,
                    lines: 3...3, note: nil, meaning: .given, place: .reply, message: MessageID("a")
                )
            ])
    }

    @Test(arguments: [
        "Tested-by: X would be premature", "Tested-by: Ann <ann@example.org> would be premature",
        "> Tested-by: Ann Example <ann@example.org>", "Note: this is wrong",
        "Fixes: the crash I saw",
        "Link: see above", "Reviewed-by: nobody yet", "About: Ann <ann@example.org>",
        "-- \nAcked-by: Ann Example <ann@example.org>", "https://example.org/a", "Reviewed-by:",
        "@@ -1 +1,2 @@\n a\n+Acked-by: Ann <ann@example.org>",
        "            Acked-by: Ann <ann@example.org>",
        "Subject: x\nCc: Ann <ann@example.org>",
        "I cannot give my Reviewed-by: Ann <ann@example.org>",
        "\"Acked-by: Ann <ann@example.org>\"",
    ])
    func proseAndQuotesAreNoTrailers(_ body: String) throws {
        #expect(try trailers("Hi,\n\n\(body)\n").isEmpty)
    }

    @Test(
        arguments: [
            (
                "Tested-by: Ann Example <ann@example.org> # on arm64", TrailerMeaning.given,
                "on arm64"
            ),
            ("Tested-by: Ann Example <ann@example.org> [on arm64]", .given, "on arm64"),
            (
                "Tested-by: Ann Example <ann@example.org>\n[on arm64 and\nx86]", .given,
                "on arm64 and x86"
            ),
            ("Tested-by: Ann Example <ann@example.org> on arm64", .given, "on arm64"),
            (
                "Acked-by: Ann Example <ann@example.org> # clk",
                .scoped(TrailerScope(text: "clk", patches: [])), "clk"
            ),
            (
                "Acked-by: Ann Example <ann@example.org> # for patch 2",
                .scoped(TrailerScope(text: "for patch 2", patches: [2...2])), "for patch 2"
            ),
            (
                "For patches 1-3 and 5:\nAcked-by: Ann Example <ann@example.org>",
                .scoped(TrailerScope(text: "For patches 1-3 and 5:", patches: [1...3, 5...5])), nil
            ),
            (
                "Fine. For patch 2/4,\n\nAcked-by: Ann Example <ann@example.org>",
                .scoped(TrailerScope(text: "For patch 2/4,", patches: [2...2])), nil
            ),
            (
                "With that fixed, Reviewed-by: Ann Example <ann@example.org>",
                .conditional("With that fixed,"), nil
            ),
            (
                "With the typo\nfixed:\n\nReviewed-by: Ann Example <ann@example.org>",
                .conditional("With the typo fixed:"), nil
            ),
            (
                "Good. If you drop the cast, you can add\nReviewed-by: Ann Example <ann@example.org>",
                .conditional("If you drop the cast, you can add"), nil
            ),
            ("FWIW, Acked-by: Ann Example <ann@example.org>", .given, nil),
            ("If it breaks, I will tell.\n\nAcked-by: Ann Example <ann@example.org>", .given, nil),
            ("Reluctantly-Acked-by: Ann Example <ann@example.org>", .weak, nil),
            ("Not-yet-Reviewed-by: Ann Example <ann@example.org>", .weak, nil),
            ("Nacked-by: Ann Example <ann@example.org>", .negative, nil),
            ("Reviewed-by Ann Example <ann@example.org>", .malformed(.missingColon), nil),
            ("Acked-by: Ann Example <ann@example.org", .malformed(.unclosedBracket), nil),
        ] as [(String, TrailerMeaning, String?)])
    func meaningsAreToldApart(_ body: String, _ meaning: TrailerMeaning, _ note: String?) throws {
        let found = try trailers(body + "\n")
        #expect(found.count == 1)
        #expect(found.first?.meaning == meaning)
        #expect(found.first?.note == note)
        #expect(found.first?.person == ann)
    }

    @Test func aNameAloneIsMalformed() throws {
        let found = try trailers("Acked-by: Ann Example\n")
        #expect(found.map(\.meaning) == [.malformed(.missingAddress)])
        #expect(found[0].isGiven(by: ann) == .noAddress)
    }

    @Test(arguments: ["NAK", "NACK.", "NAK from me, this breaks the build.", "Strong NAK"])
    func aBareNakIsItsSenders(_ line: String) throws {
        let found = try trailers("\(line)\n")
        #expect(found.map(\.kind) == [.nackedBy])
        #expect(found.map(\.meaning) == [.negative])
        #expect(found.map(\.person) == [ann])
    }

    @Test(arguments: ["NAK handling is wrong", "the controller sends a NAK", "NAKs are counted"])
    func aNakOfAProtocolIsNone(_ line: String) throws {
        #expect(try trailers("I see: \(line)\n").isEmpty)
    }

    @Test(arguments: [
        ("Please drop my Reviewed-by.", TrailerKind.reviewedBy),
        ("I withdraw my Acked-by for now", .ackedBy),
        ("So I have to\nretract my Tested-by tag.", .testedBy),
    ])
    func withdrawalsAreFound(_ text: String, _ kind: TrailerKind) throws {
        let found = try trailers("Hi,\n\n\(text)\n")
        #expect(found.map(\.kind) == [kind])
        #expect(found.map(\.meaning) == [.withdrawn])
    }

    @Test(arguments: [
        "Please don't drop my Reviewed-by.", "If that changes, drop my Acked-by.", "I drop my coat",
    ])
    func reservationsAreNoWithdrawals(_ text: String) throws {
        #expect(try trailers("\(text)\n").isEmpty)
    }

    @Test(arguments: [
        "Acked-by: Ann Example\n<ann@example.org>", "Acked-by:\nAnn Example <ann@example.org>",
        "Acked-by: Ann\n Example <ann@example.org>", "Acked-by: Ann Example <ann@\nexample.org>",
    ])
    func wrappedPeopleAreJoined(_ text: String) throws {
        let found = try trailers("\(text)\nMore.\n")
        #expect(found.map(\.person) == [ann])
        #expect(found.map(\.lines) == [1...2])
        #expect(found.map(\.meaning) == [.given])
    }

    @Test func aWrappedCommitIsJoined() throws {
        let found = try trailers(
            "Body.\n\nFixes: 0123456789ab (\"one: a long\nsubject line\")\nSigned-off-by: Ann Example <ann@example.org>\n",
            subject: "[PATCH] one")
        #expect(
            found.map(\.value) == [
                "0123456789ab (\"one: a long subject line\")", "Ann Example <ann@example.org>",
            ])
        #expect(found.map(\.lines) == [3...4, 5...5])
        #expect(found.map(\.place) == [.commitMessage, .commitMessage])
    }

    private let diff = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n"

    @Test func aPatchsTrailersStandAboveTheDiff() throws {
        let found = try trailers(
            "Body.\n\nFixes: nothing known\nCloses: https://example.org/1\nChange-Id: I0123\n"
                + "Signed-off-by: Ann Example <ann@example.org>\n---\nAcked-by: Ann Example <ann@example.org>\n"
                + " x | 2 +-\n\n\(diff)\nTested-by: Ann Example <ann@example.org>\n",
            subject: "[PATCH v2 1/3] one")
        #expect(found.map(\.name) == ["Fixes", "Closes", "Change-Id", "Signed-off-by"])
        #expect(found.map(\.meaning) == [.malformed(.unreadableValue), .given, .given, .given])
        #expect(found.allSatisfy { $0.place == .commitMessage })
    }

    @Test func aCounterPatchHasTrailersOfItsOwn() throws {
        let cut = try trailers(
            "> text\n\nTested-by: Ann Example <ann@example.org>\n\n---- >8 ----\nBody.\n\n"
                + "Reviewed-by: Bob <bob@example.org>\n---\n\(diff)\nAcked-by: Ann Example <ann@example.org>\n"
        )
        #expect(cut.map(\.place) == [.reply, .counterPatch, .reply])
        let bare = try trailers(
            "> text\n\nReviewed-by: Ann Example <ann@example.org>\n\nOr rather:\n"
                + "Signed-off-by: Ann Example <ann@example.org>\n---\n\(diff)")
        #expect(bare.map(\.place) == [.reply, .counterPatch])
    }

    @Test func anAnswerWithoutReIsAnAnswer() throws {
        let thread = try readThread([
            Draft(id: "a", subject: "[PATCH] one", minute: 1, body: diff),
            Draft(
                id: "b", subject: "[PATCH] one", minute: 2, inReplyTo: "a",
                body: "Acked-by: Ann Example <ann@example.org>\n"),
            Draft(
                id: "c", subject: "[PATCH v2 0/2] one", minute: 3, inReplyTo: "a",
                body: "Signed-off-by: Ann Example <ann@example.org>\n"),
        ])
        let places = thread.messages.map { MessageBody(of: $0).trailers(of: $0).map(\.place) }
        #expect(places == [[], [.reply], [.commitMessage]])
    }

    @Test func allTrailersOfABlockAreFound() throws {
        let found = try trailers(
            "Once the comment is gone:\nReviewed-by: Ann Example <ann@example.org>\n"
                + "Tested-by: Ann Example <ann@example.org>\n")
        let condition = TrailerMeaning.conditional("Once the comment is gone:")
        #expect(found.map(\.meaning) == [condition, condition])
    }

    @Test(arguments: [
        ("ann@example.org", "Ann@Example.org", IdentityVerdict.sameAddress),
        ("ann@example.org", "ann+lists@example.org", .sameWithoutTag),
        ("ann@linux.example.org", "ann@example.org", .sameOrganisation),
        ("ann@example.org", "ann@linux.example.org", .sameOrganisation),
        (
            "ann@a.b.example.org", "ann@example.org",
            .different(person: "ann@a.b.example.org", sender: "ann@example.org")
        ),
        (
            "ann@example.org", "bob@example.org",
            .different(person: "ann@example.org", sender: "bob@example.org")
        ),
        (
            "ann@badexample.org", "ann@example.org",
            .different(person: "ann@badexample.org", sender: "ann@example.org")
        ),
        ("ann@example.org", "ann@org", .different(person: "ann@example.org", sender: "ann@org")),
        ("", "ann@example.org", .noAddress), ("ann@example.org", "", .noAddress),
    ])
    func identityIsByAddress(_ person: String, _ sender: String, _ verdict: IdentityVerdict) {
        let found = IdentityVerdict(
            of: Mailbox(name: "Ann", address: person), sender: Mailbox(name: "Ann", address: sender)
        )
        #expect(found == verdict)
        #expect(!found.reason.isEmpty)
    }

    @Test func aNameWithACommaPassesNobodysTrailer() throws {
        let thread = try readThread([
            Draft(
                id: "a", from: "Example, Eve <eve@example.org>",
                body: "Acked-by: Ann Example <ann@example.org>\n")
        ])
        let found = MessageBody(of: thread.messages[0]).trailers(of: thread.messages[0])
        #expect(found.map { $0.isGiven(by: thread.messages[0].author).isSame } == [false])
    }

    @Test func everyTruncationIsRead() throws {
        let text =
            "With that fixed, Acked-by: A <a@x.org\nFixes: 0123456 (\"x\n[n\n# c\nNAK\nTested-by:\n<a@x.org>"
        for length in 0...text.utf8.count {
            _ = try trailers(String(decoding: text.utf8.prefix(length), as: UTF8.self) + "\n")
        }
    }
}
