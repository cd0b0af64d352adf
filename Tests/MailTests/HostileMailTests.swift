// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Mail
import Testing

/// Mail that means harm, or was cut or damaged on its way: everything is read, nothing traps.
@Suite struct HostileMailTests {
    private static let sample = Array(
        """
        From ann@example.org Tue Mar 31 19:56:22 2026
        From: =?utf-8?q?Ann_=C3=89?= <ann@example.org>
        To: "B, b" <b@example.org>, list: c@example.org (C (c));
        Subject: [PATCH] =?iso-8859-1?b?6Q==?=
         folded
        Date: Tue, 31 Mar 2026 16:56:22 -0300 (BRT)
        Message-ID: <1@example.org>
        References: <a@x> <b@x>
        Content-Type: multipart/mixed; boundary="=b="; x*0*=utf-8''%41

        --=b=
        Content-Type: text/plain; charset=iso-2022-jp; format=flowed
        Content-Transfer-Encoding: quoted-printable

        >From =1B$BF|K\\=1B(B=
         soft=20
        @@ -1 +1 @@
        --=b=
        Content-Type: text/html

        <p>a&amp;<!--
        --=b=
        Content-Disposition: attachment; filename=x
        Content-Transfer-Encoding: base64

        KzEK
        --=b=--

        From bob@example.org Tue Mar 31 19:56:23 2026
        From: bob@example.org
        Message-ID: <2@example.org>

        Text.

        """.utf8)

    @Test func everyTruncationIsRead() {
        for length in 0...Self.sample.count {
            let input = MailInput(name: "t", bytes: Array(Self.sample[..<length]))
            #expect(input.messages.count <= 2)
            for message in input.messages {
                #expect(message.source.span.upperBound <= length)
                #expect(message.problems.allSatisfy { $0.span.upperBound <= length })
                #expect(message.headers.allSatisfy { $0.span.upperBound <= length })
            }
        }
    }

    @Test func everyChangedByteIsRead() {
        for index in Self.sample.indices {
            for byte in [0, 0x0a, 0x22, 0x3d, 0xff] as [UInt8] {
                var bytes = Self.sample
                bytes[index] = byte
                let input = MailInput(name: "t", bytes: bytes)
                #expect(input.messages.count <= 3)
            }
        }
    }

    @Test func tenThousandNestedPartsAreBounded() throws {
        var text = "From: A <a@x.org>\nMessage-ID: <1@x>\n"
        for level in 0..<10_000 {
            text += "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n"
        }
        let message = try readMessage(text + "\ndeep\n")
        #expect(message.parts.count == 1)
        #expect(message.problemKinds.contains(.limitReached))
        #expect(message.parts[0].path.utf8.count < 200)
    }

    @Test func tenThousandPartsAreBounded() throws {
        let part = "--b\nContent-Type: text/plain\n\nx\n"
        let message = try readMessage(
            "From: A <a@x.org>\nMessage-ID: <1@x>\nContent-Type: multipart/mixed; boundary=b\n\n"
                + String(repeating: part, count: 10_000))
        #expect(message.parts.count == MailLimits.standard.parts)
        #expect(message.problemKinds.contains(.limitReached))
    }

    @Test func aHugeLineIsRead() throws {
        let line = [UInt8](repeating: 0x3c, count: 1_000_000)
        let message = try readMessage(Array("From: A <a@x.org>\nMessage-ID: <1@x>\n\n".utf8) + line)
        #expect(message.text.text.bytes.count == line.count)
        let header = try readMessage(
            Array("From: A <a@x.org>\nMessage-ID: <1@x>\nTo: ".utf8) + line)
        #expect(header.problemKinds.contains(.limitReached))
    }

    @Test(arguments: ["(", "<", "\"", "=?", "=?a?q?", "a@", ",", "\\", "a,", "(\\", "<@", ":", "%"])
    func repeatedSyntaxTakesBoundedTime(_ piece: String) throws {
        let value = String(repeating: piece, count: 10_000)
        let clock = ContinuousClock()
        let time = try clock.measure {
            _ = try readMessage(
                "From: \(value)\nTo: \(value)\nSubject: \(value)\nReferences: \(value)\n"
                    + "Content-Type: text/plain; \(value)\n\n\(value)\n")
        }
        #expect(time < .seconds(20), "\(piece)")
    }

    @Test func aHeaderWithoutEndIsBounded() throws {
        let fields = String(repeating: "X-Field: value\n", count: 200_000)
        let message = try readMessage("From: A <a@x.org>\nMessage-ID: <1@x>\n" + fields)
        #expect(message.headers.count == MailLimits.standard.headerFields)
        #expect(message.problemKinds.contains(.limitReached))
        #expect(!message.lines.isEmpty)
    }

    @Test func aNULIsKeptAndReported() throws {
        let message = try readMessage("From: A <a@x.org>\nMessage-ID: <1@x>\n\na\u{0}b\n")
        #expect(message.text.text.bytes == Array("a\u{0}b\n".utf8))
        #expect(message.problemKinds == [.nulByte])
    }

    @Test func problemsAreBounded() throws {
        let message = try readMessage(
            "From: A <a@x.org>\n" + String(repeating: "bad line\nX: =?a\n", count: 1_000) + "\n")
        #expect(message.problems.count == MailLimits.standard.problems + 1)
        #expect(message.problemKinds.last == .limitReached)
    }

    @Test func problemIdentifiersAreStableAndDistinct() {
        let ids = MailProblem.Kind.allCases.map(\.rawValue)
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.utf8.allSatisfy { $0 == 0x2d || $0.asciiLowercased == $0 } })
    }
}
