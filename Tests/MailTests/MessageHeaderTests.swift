// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Mail
import Testing

@Suite struct MessageHeaderTests {
    @Test func fieldsKeepTheirBytesAndPlaces() throws {
        let text =
            "From: Ann <ann@example.org>\r\nSubject: a\r\n\tfolded =?utf-8?q?caf=C3=A9?=\r\n\r\nText\r\n"
        let message = try readMessage(text)
        let subject = try #require(message.header("SUBJECT"))
        #expect(subject.rawValue.lossyString == " a\r\n\tfolded =?utf-8?q?caf=C3=A9?=")
        #expect(subject.value == "a folded café")
        #expect(subject.lineNumber == 2)
        #expect(Array(text.utf8)[subject.span].hasPrefix("Subject: a"))
        #expect(message.subject == "a folded café")
        #expect(message.text.inputLine(of: 1) == 5)
    }

    @Test(arguments: [
        ("=?utf-8?B?Y2Fmw6k=?=", "café"), ("=?UTF-8?q?a_b?=", "a b"),
        ("=?utf-8?q?a?= =?utf-8?q?b?=", "ab"), ("=?utf-8?q?a?= b =?utf-8?q?c?=", "a b c"),
        ("=?utf-8?q?caf=C3?=\n =?utf-8?q?=A9?=", "café"),
        ("=?iso-8859-1?q?caf=E9?= =?utf-8?q?=C3=A9?=", "caféé"),
        ("=?ISO8859-15?q?=A4?=", "€"), ("=?windows-1252?q?=80=93?=", "€“"),
        ("=?utf-8*en?q?a?=", "a"), ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
        ("x=?utf-8?q?a?=y", "xay"), ("=?utf-8?q?a?", "=?utf-8?q?a?"),
        ("=?utf-8?x?a?=", "=?utf-8?x?a?="),
        ("=?utf-8?q?a=0Ab?=", "a b"), ("=?=?=?", "=?=?=?"),
    ])
    func encodedWordsAreDecoded(_ raw: String, _ decoded: String) throws {
        #expect(try messageWith("Subject: \(raw)").subject == decoded)
    }

    @Test func wordsThatCutACharacterAreReadTogether() throws {
        let whole = try messageWith("Subject: =?utf-8?b?w4k=?= =?UTF-8?q?=C3?= =?utf-8?b?iQ==?=")
        #expect(whole.subject == "ÉÉ")
        #expect(whole.problems.isEmpty)
        let end = try messageWith("Subject: =?utf-8?q?=C3=89=E3=81?= x")
        #expect(end.subject == "É\u{fffd} x")
        #expect(end.problemKinds == [.charsetInvalidBytes])
        let start = try messageWith("Subject: =?utf-8?q?=81=C3=89?=")
        #expect(start.subject == "\u{fffd}É")
        // What only says to be UTF-8 is windows-1252.
        let other = try messageWith("Subject: =?utf-8?q?caf=E9?=")
        #expect(other.subject == "café")
    }

    @Test func unknownSetsAndRawBytesAreProblems() throws {
        #expect(try messageWith("Subject: =?x-none?q?abc?=").problemKinds == [.charsetUnknown])
        let raw = Array("From: A <a@x>\nMessage-ID: <1@x>\nSubject: caf".utf8) + [0xe9, 0x0a, 0x0a]
        let message = try readMessage(raw)
        #expect(message.subject == "café")
        #expect(message.problemKinds == [.headerNotUTF8])
        #expect(try messageWith("Subject: café").problemKinds.isEmpty)
    }

    @Test(
        arguments: [
            ("ann@example.org", [Mailbox(name: nil, address: "ann@example.org")]),
            (
                "Ann Example <ann@example.org>",
                [Mailbox(name: "Ann Example", address: "ann@example.org")]
            ),
            (
                "\"Example, Ann\" <ann@example.org>",
                [Mailbox(name: "Example, Ann", address: "ann@example.org")]
            ),
            (
                "Example, Ann <ann@example.org>",
                [Mailbox(name: "Example, Ann", address: "ann@example.org")]
            ),
            (
                "ann@example.org (Ann Example)",
                [Mailbox(name: "Ann Example", address: "ann@example.org")]
            ),
            (
                "<ann@example.org> (Ann Example)",
                [Mailbox(name: "Ann Example", address: "ann@example.org")]
            ),
            (
                "Ann <ann@example.org> (she (who) reviews)",
                [Mailbox(name: "Ann", address: "ann@example.org", comment: "she (who) reviews")]
            ),
            (
                "=?utf-8?q?Ren=C3=A9?= <r@example.org>",
                [Mailbox(name: "René", address: "r@example.org")]
            ),
            (
                "\"=?utf-8?q?Ren=C3=A9?=\" <r@example.org>",
                [Mailbox(name: "René", address: "r@example.org")]
            ),
            (
                "Ann \"the <b>\" X <ann@example.org>",
                [Mailbox(name: "Ann the <b> X", address: "ann@example.org")]
            ),
            (
                "A <a@x.org>, B <b@x.org>,, c@x.org",
                [
                    Mailbox(name: "A", address: "a@x.org"), Mailbox(name: "B", address: "b@x.org"),
                    Mailbox(name: nil, address: "c@x.org"),
                ]
            ),
            (
                "List members: A <a@x.org>, b@x.org; C <c@x.org>",
                [
                    Mailbox(name: "A", address: "a@x.org"), Mailbox(name: nil, address: "b@x.org"),
                    Mailbox(name: "C", address: "c@x.org"),
                ]
            ),
            ("undisclosed-recipients:;", []),
            (
                "A <a@x.org, B <b@x.org>",
                [Mailbox(name: "A", address: "a@x.org"), Mailbox(name: "B", address: "b@x.org")]
            ),
            ("<@a.org,@b.org:c@x.org>", [Mailbox(name: nil, address: "c@x.org")]),
            ("A. B. C. <a@x.org>", [Mailbox(name: "A. B. C.", address: "a@x.org")]),
            ("A\n\t<a@x.org>", [Mailbox(name: "A", address: "a@x.org")]),
            ("root", [Mailbox(name: nil, address: "root")]),
            ("\"a b\"@x.org", [Mailbox(name: nil, address: "ab@x.org")]),
            ("", []),
        ] as [(String, [Mailbox])])
    func addressesAreRead(_ raw: String, _ mailboxes: [Mailbox]) throws {
        #expect(try messageWith("To: \(raw)").to == mailboxes)
    }

    @Test func whatWasGuessedIsAProblem() throws {
        #expect(
            try messageWith("To: Example, Ann <ann@example.org>").problemKinds == [.addressInvalid])
        #expect(try messageWith("To: A <a@x.org").problemKinds == [.addressInvalid])
        #expect(try messageWith("To: A <a@x.org>").problemKinds.isEmpty)
        #expect(
            try messageWith("From: Ann Example").problemKinds == [.addressInvalid, .fromMissing])
    }

    @Test func anAuthorBehindAListIsFound() throws {
        let message = try readMessage(
            """
            From: Ann Example via list <list@lists.example.org>
            Reply-To: Ann Example <ann@example.org>
            Message-ID: <1@x>

            """)
        #expect(message.from.address == "list@lists.example.org")
        #expect(message.author == Mailbox(name: "Ann Example", address: "ann@example.org"))
        let original = try readMessage(
            "From: list@lists.example.org\nX-Original-From: Ann <ann@example.org>\nMessage-ID: <1@x>\n\n"
        )
        #expect(original.author == Mailbox(name: "Ann", address: "ann@example.org"))
        let plain = try readMessage(
            "From: Ann <ann@example.org>\nReply-To: other@example.org\nMessage-ID: <1@x>\n\n")
        #expect(plain.author.address == "ann@example.org")
    }

    @Test func identifiersLoseBracketsPhrasesAndFolds() throws {
        let message = try messageWith(
            "In-Reply-To: Your message of \"Tue\" <a@x.org>\nReferences: <r@x.org>\n\t<very-long-\n part@x.org> (note) <a@x.org>"
        )
        #expect(message.id == MessageID("1@example.org"))
        #expect(message.inReplyTo == [MessageID("a@x.org")])
        #expect(message.references.map(\.text) == ["r@x.org", "very-long-part@x.org", "a@x.org"])
        #expect(
            MessageID.identifiers(in: "a@x.org, b@x.org".utf8).map(\.text) == [
                "a@x.org", "b@x.org",
            ])
        #expect(MessageID.identifiers(in: "<> nothing".utf8).isEmpty)
    }

    @Test func longReferencesKeepTheRootAndTheLast() {
        let value = (1...50).map { "<\($0)@x>" }.joined(separator: " ")
        #expect(
            MessageID.identifiers(in: value.utf8, limit: 3).map(\.text) == ["1@x", "49@x", "50@x"])
    }

    @Test func aMissingIdentifierIsMadeFromTheContent() throws {
        let text = "From: A <a@x.org>\nSubject: s\n\nText.\n"
        let message = try readMessage(text)
        #expect(message.isIDSynthetic)
        #expect(message.problemKinds == [.messageIDMissing])
        #expect(try readMessage(text).id == message.id)
        #expect(try readMessage(text + "More.\n").id != message.id)
    }

    @Test func ofRepeatedFieldsTheFirstCounts() throws {
        let message = try messageWith("Subject: one\nSubject: two\nCc: a@x.org\nCc: b@x.org")
        #expect(message.subject == "one")
        #expect(message.cc.map(\.address) == ["a@x.org", "b@x.org"])
        #expect(message.problemKinds == [.fieldRepeated])
    }

    @Test func aLineThatIsNoFieldIsSkippedOrStartsTheBody() throws {
        let skipped = try messageWith("garbage here\nSubject: kept")
        #expect(skipped.subject == "kept")
        #expect(skipped.problemKinds == [.headerMalformedLine])
        let body = try readMessage(
            "From: A <a@x.org>\nMessage-ID: <1@x>\nNo empty line\nbefore this\n")
        #expect(body.lines == ["No empty line", "before this"])
    }

    @Test func aHeaderAtTheEndOfTheInputIsTruncated() throws {
        let message = try readMessage("From: A <a@x.org>\nMessage-ID: <1@x>\nSubject: cu")
        #expect(message.subject == "cu")
        #expect(message.problemKinds == [.headerTruncated])
        #expect(message.lines.isEmpty)
    }
}
