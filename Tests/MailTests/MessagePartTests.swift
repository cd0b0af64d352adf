// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Mail
import Testing

@Suite struct MessagePartTests {
    private func multipart(_ type: String, _ parts: [String], end: String = "--b--\n") throws
        -> Message
    {
        try readMessage(
            "From: A <a@x.org>\nMessage-ID: <1@x>\nContent-Type: multipart/\(type); boundary=\"b\"\n\npreamble\n"
                + parts.map { "--b\n\($0)\n" }.joined() + end + "epilogue\n")
    }

    @Test func partsAreLeavesWithPathsTypesAndPlaces() throws {
        let message = try multipart(
            "mixed",
            [
                "Content-Type: multipart/alternative; boundary=b2\n\n--b2\n\nplain\n--b2\n"
                    + "Content-Type: text/html\n\n<p>html</p>\n--b2--",
                "Content-Type: text/x-patch; name=\"a.patch\"\nContent-Disposition: attachment;\n"
                    + " filename*0*=utf-8''caf%C3%A9; filename*1=\".patch\"\n"
                    + "Content-Transfer-Encoding: base64\n\nKzEK",
            ])
        #expect(message.parts.map(\.path) == ["1.1", "1.2", "2"])
        #expect(message.parts.map(\.contentType.subtype) == ["plain", "html", "x-patch"])
        #expect(message.parts.map(\.fileName) == [nil, nil, "café.patch"])
        #expect(message.parts[2].disposition == .attachment)
        #expect(message.parts[2].bytes.lossyString == "+1\n")
        #expect(message.parts[2].text?.text.string == "+1\n")
        #expect(message.parts[0].firstLineNumber == 11)
        #expect(message.text.text.string == "plain\n")
        #expect(message.text.inputLine(of: 1) == 11)
        #expect(message.problemKinds.isEmpty)
    }

    @Test func theTextIsAllInlinePlainParts() throws {
        let message = try multipart(
            "mixed",
            [
                "\none\n", "Content-Disposition: inline\n\nfooter",
                "Content-Type: text/plain; name=x.txt\nContent-Disposition: attachment\n\nattached",
                "Content-Type: text/x-diff\n\n+added",
                "Content-Type: application/octet-stream\n\nbytes",
            ])
        #expect(message.lines == ["one", "footer"])
        #expect(message.text.inputLine(of: 1) == 8)
        #expect(message.text.inputLine(of: 2) == 13)
        #expect(message.parts.count == 5)
        #expect(message.parts[4].text == nil)
    }

    @Test func ofAlternativesThePlainOneIsRead() throws {
        let html = "Content-Type: text/html\n\n<b>bold</b>"
        let plain = try multipart("alternative", [html, "Content-Type: text/plain\n\nplain"])
        #expect(plain.lines == ["plain"])
        let only = try multipart("alternative", [html])
        #expect(only.lines == ["bold"])
        #expect(only.problemKinds == [.onlyHTML])
    }

    @Test func signedMailIsItsContent() throws {
        let message = try multipart(
            "signed; micalg=pgp-sha256; protocol=\"application/pgp-signature\"",
            [
                "Content-Type: text/plain; charset=us-ascii\n\nSigned text.",
                "Content-Type: application/pgp-signature; name=signature.asc\n\n-----BEGIN PGP SIGNATURE-----",
            ])
        #expect(message.lines == ["Signed text."])
    }

    @Test func aBoundaryThatBeginsLikeAnotherIsNotIt() throws {
        let message = try multipart("mixed", ["\none\n--bb\n--b c\ntwo"])
        #expect(message.parts.count == 1)
        #expect(message.lines == ["one", "--bb", "--b c", "two"])
    }

    @Test func missingBoundariesAreReported() throws {
        let unclosed = try multipart("mixed", ["\none", "\ntwo"], end: "")
        #expect(unclosed.parts.map(\.bytes.lossyString) == ["one", "two\nepilogue\n"])
        #expect(unclosed.problemKinds == [.multipartUnclosed])
        let none = try multipart("mixed", [], end: "")
        #expect(none.lines == ["preamble", "epilogue"])
        #expect(none.problemKinds == [.multipartNoBoundary])
        let unnamed = try readMessage(
            "From: A <a@x.org>\nMessage-ID: <1@x>\nContent-Type: multipart/mixed\n\ntext\n")
        #expect(unnamed.lines == ["text"])
        #expect(unnamed.problemKinds == [.multipartNoBoundary])
    }

    @Test func aPartThatClosesAnOuterPartEndsTheInnerOnes() throws {
        let message = try multipart(
            "mixed",
            ["Content-Type: multipart/mixed; boundary=inner\n\n--inner\n\nin inner", "\nafter"])
        #expect(message.lines == ["in inner", "after"])
        #expect(message.problemKinds == [.multipartUnclosed])
    }

    @Test(
        arguments: [
            ("text/plain", "text", "plain", [:]),
            (
                "Text/PLAIN (comment); Charset=\"a\\\"b\"; format = flowed ;x", "text", "plain",
                ["charset": "a\"b", "format": "flowed"]
            ),
            ("a/b; t*0=\"x\"; t*1*=%20y; u*=iso-8859-1'en'%E9", "a", "b", ["t": "x y", "u": "é"]),
            ("a/b; n=\"=?utf-8?q?caf=C3=A9?=\"", "a", "b", ["n": "café"]),
            ("a/b; c=1; c=2", "a", "b", ["c": "1"]),
        ] as [(String, String, String, [String: String])])
    func contentTypesAreRead(
        _ text: String, _ type: String, _ subtype: String, _ parameters: [String: String]
    ) throws {
        let read = try #require(ContentType(parsing: text.utf8))
        #expect(read == ContentType(type: type, subtype: subtype, parameters: parameters))
    }

    @Test(arguments: ["", "text", "text/", "/plain", "a/b/c", ";charset=x"])
    func otherTextIsNoContentType(_ text: String) {
        #expect(ContentType(parsing: text.utf8) == nil)
    }
}
