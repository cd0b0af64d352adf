// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Mail
import Testing

@Suite struct MessageTextTests {
    private func message(_ fields: String, _ body: [UInt8]) throws -> Message {
        try readMessage(
            Array("From: A <a@x.org>\nMessage-ID: <1@x>\n\(fields)\n\n".utf8) + body)
    }

    private func message(_ fields: String, _ body: String) throws -> Message {
        try message(fields, Array(body.utf8))
    }

    @Test func quotedPrintableIsDecodedWithItsLines() throws {
        let message = try message(
            "Content-Transfer-Encoding: quoted-printable\nContent-Type: text/plain; charset=utf-8",
            "one=\n two\ncaf=c3=A9 =3D\nsplit=0Aline\n=20\ntrailing \nodd =Z=")
        #expect(
            message.lines == ["one two", "café =", "split", "line", " ", "trailing ", "odd =Z"])
        #expect((1...7).map { message.text.inputLine(of: $0) } == [6, 8, 9, 9, 10, 11, 12])
        #expect(message.problemKinds == [.quotedPrintableInvalid])
    }

    @Test(arguments: [
        ("VGV4dC4K", "Text.\n", true), ("VGV4\r\ndC4K\r\n", "Text.\n", true),
        ("VGV4dA==", "Text", true),
        ("VGV4dA", "Text", false), ("VG*V4dA==", "Text", false),
        ("VGV4dA==VGV4dA==", "TextText", true),
        ("VGV4dA==\n_____\nlist footer\n", "Text", false), ("====", "", true), ("V", "", false),
    ])
    func base64IsDecoded(_ encoded: String, _ text: String, _ isValid: Bool) throws {
        let message = try message("Content-Transfer-Encoding: BASE64", encoded)
        #expect(message.text.text.string == text)
        #expect(message.problemKinds == (isValid ? [] : [.base64Invalid]))
        #expect(message.text.inputLine(of: 1) == nil)
    }

    @Test(
        arguments: [
            ("iso-8859-1", [0xe9, 0xa4], "é¤"), ("ISO_8859-15", [0xe9, 0xa4], "é€"),
            ("windows-1252", [0x80, 0x99, 0x81], "€™\u{81}"), ("us-ascii", [0x41], "A"),
            ("\"koi8-r\"", [0xd0, 0xd2], "пр"), ("gb2312", [0xc4, 0xe3], "你"),
            ("iso-2022-jp", [0x1b, 0x24, 0x42, 0x46, 0x7c, 0x1b, 0x28, 0x42, 0x0a], "日\n"),
            ("utf-8", [0xc3, 0xa9], "é"),
        ] as [(String, [UInt8], String)])
    func setsAreDecodedToUTF8(_ charset: String, _ body: [UInt8], _ text: String) throws {
        let message = try message("Content-Type: text/plain; charset=\(charset)", body)
        #expect(message.text.text.string == text)
        #expect(message.problemKinds.isEmpty)
    }

    @Test func undecodableBytesAreKept() throws {
        let bytes: [UInt8] = [0x2b, 0xe9, 0x0a]
        let unknown = try message("Content-Type: text/plain; charset=x-unheard-of", bytes)
        #expect(unknown.text.text.bytes == bytes)
        #expect(unknown.problemKinds == [.charsetUnknown])
        let wrong = try message("Content-Type: text/plain; charset=utf-8", bytes)
        #expect(wrong.text.text.bytes == bytes)
        #expect(wrong.problemKinds == [.charsetInvalidBytes])
        let cut = try message("Content-Type: text/plain; charset=gb18030", [0x41, 0xc4])
        #expect(cut.text.text.string == "A\u{fffd}")
        #expect(cut.problemKinds == [.charsetInvalidBytes])
    }

    @Test func allLineEndsBecomeLineFeeds() throws {
        let message = try readMessage("From: A <a@x.org>\r\nMessage-ID: <1@x>\r\n\r\na\r\nb\rc\n")
        #expect(message.text.text.string == "a\nb\rc\n")
        #expect(message.text.inputLine(of: 2) == 5)
        #expect(message.text.inputLine(of: 3) == nil)
        #expect(message.text.inputLine(of: 0) == nil)
    }

    @Test func flowedTextIsUnstuffedButNotJoined() throws {
        let message = try message(
            "Content-Type: text/plain; charset=utf-8; format=Flowed; delsp=yes",
            "  \tcontext\n+\tadded\n >not quoted\n From here\n> quoted \nsoft \nhard\n-- \nAnn\n")
        #expect(
            message.lines == [
                " \tcontext", "+\tadded", ">not quoted", "From here", "> quoted ", "soft ", "hard",
                "-- ", "Ann",
            ])
        #expect(message.text.isFlowed && message.text.delSp)
        #expect(message.text.softBreaks == [5, 6])
        #expect(message.text.unstuffedLines == [1, 3, 4])
        #expect(message.text.withStuffing.lines.count == 9)
        #expect(message.text.withStuffing.string.hasPrefix("  \tcontext\n+\tadded\n >not"))
    }

    @Test func aDiffThatIsNotStuffedKeepsItsBlanks() throws {
        let hunk = "@@ -1,3 +1,3 @@\n \tcontext\n-\told\n+\tnew\n other\n"
        let message = try message("Content-Type: text/plain; format=flowed", hunk)
        #expect(message.text.text.string == hunk)
        #expect(message.text.isFlowed)
        #expect(message.problemKinds == [.flowedNotStuffed])
    }

    @Test func plainTextKeepsItsBlanks() throws {
        let message = try message("Content-Type: text/plain; format=fixed", "  two\n one \n")
        #expect(message.lines == ["  two", " one "])
        #expect(!message.text.isFlowed)
        #expect(message.text.softBreaks.isEmpty)
    }

    @Test func htmlIsReadWhenNothingElseIsThere() throws {
        let message = try message(
            "Content-Type: text/html; charset=utf-8",
            "<html><head><title>x</title></head><body><p>Two\nwords &amp; &lt;more&gt;</p>"
                + "<br><pre>  kept\n as is</pre><script>no()</script>&#8364;&#xe9;&bogus;<!-- no --></body>"
        )
        #expect(message.text.text.string == "Two words & <more>\n\n  kept\n as is\n€é&bogus;\n")
        #expect(message.problemKinds == [.onlyHTML])
    }
}
