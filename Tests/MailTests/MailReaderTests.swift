// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Foundation
import Mail
import Testing

@Suite struct MailReaderTests {
    private let separator = "From ann@example.org Tue Mar 31 19:56:22 2026\n"

    private func mail(_ number: Int, body: String = "Text.\n") -> String {
        "From: Ann <ann@example.org>\nSubject: \(number)\nMessage-ID: <\(number)@x>\n\n\(body)"
    }

    private func mailbox(_ count: Int) -> String {
        (1...count).map { separator + mail($0) + "\n" }.joined()
    }

    private func read(_ reader: consuming MailReader) throws -> [String] {
        var reader = reader
        var subjects: [String] = []
        while let message = try reader.next() { subjects.append(message.subject) }
        return subjects
    }

    private func expectNext(_ subject: String, of reader: inout MailReader) throws {
        let message = try reader.next()
        #expect(message?.subject == subject)
    }

    @Test func aFileIsReadPieceByPieceAsItsBytesAre() throws {
        // Longer than several pieces; one message is longer than a piece.
        var text = ""
        for number in 1...300 {
            let body = String(repeating: "A line of text\n", count: number == 150 ? 60_000 : 9)
            text += separator + mail(number, body: body) + "\n"
        }
        let folder = try TestFolder()
        let path = try folder.write(text, to: "t.mbox")
        var reader = try MailReader(path: path)
        let whole = MailInput(name: path, bytes: Array(text.utf8))
        var count = 0
        while let message = try reader.next() {
            #expect(message == whole.messages[count])
            count += 1
        }
        #expect(count == 300)
        #expect(reader.problems == whole.problems)
    }

    @Test func messagesCanBePassedOver() throws {
        let text = mailbox(3)
        var reader = MailReader(name: "t", bytes: Array(text.utf8))
        let whole = MailInput(name: "t", bytes: Array(text.utf8))
        let first = try reader.skip()
        #expect(first == whole.messages[0].source)
        try expectNext("2", of: &reader)
        let third = try reader.skip()
        #expect(third == whole.messages[2].source)
        let fourth = try reader.skip()
        #expect(fourth == nil)
    }

    @Test func compressedMailIsInflated() throws {
        let folder = try TestFolder()
        let path = try folder.compress(try folder.write(mailbox(3), to: "t.mbox"))
        #expect(try read(MailReader(path: path)) == ["1", "2", "3"])
        let single = try folder.compress(try folder.write(mail(7), to: "t.eml"))
        let input = try MailInput(path: single)
        #expect(input.content == .singleMessage)
        #expect(input.messages.map(\.subject) == ["7"])
    }

    @Test func membersThatFollowEachOtherAreOneStream() throws {
        let folder = try TestFolder()
        let one = try folder.bytes(folder.compress(folder.write(mailbox(2), to: "a")))
        var reader = MailReader(name: "t", bytes: one + one + [UInt8](repeating: 0, count: 64))
        try expectNext("1", of: &reader)
        #expect(try read(reader) == ["2", "1", "2"])
        #expect(reader.problems.isEmpty)
    }

    @Test func everyTruncationOfCompressedMailIsRead() throws {
        let folder = try TestFolder()
        let bytes = try folder.bytes(folder.compress(folder.write(mailbox(20), to: "a")))
        for length in 3..<bytes.count {
            let input = MailInput(name: "t", bytes: Array(bytes[..<length]))
            #expect(input.messages.count <= 20)
            #expect(input.problems.map(\.kind).contains(.gzipDamaged), "\(length)")
        }
    }

    @Test func damagedCompressionIsReported() throws {
        let folder = try TestFolder()
        let bytes = try folder.bytes(folder.compress(folder.write(mailbox(200), to: "a")))
        for index in stride(from: 12, to: bytes.count - 9, by: 7) {
            var damaged = bytes
            damaged[index] ^= 0x55
            let input = MailInput(name: "t", bytes: damaged)
            #expect(input.problems.map(\.kind).contains(.gzipDamaged), "\(index)")
        }
    }

    @Test func aBombEndsAtItsLimit() throws {
        var limits = MailLimits()
        limits.inflatedBytes = 300_000
        let folder = try TestFolder()
        let text = separator + mail(1, body: String(repeating: "\n", count: 2_000_000))
        let bytes = try folder.bytes(folder.compress(folder.write(text, to: "a")))
        let input = MailInput(name: "t", bytes: bytes, limits: limits)
        #expect(input.messages.map { $0.source.span.count < 300_000 } == [true])
        #expect(input.problems.map(\.kind) == [.limitReached])
        #expect(input.problems[0].detail.hasPrefix("gzip: more than 300000 bytes"))
    }

    @Test func aMessageBeyondTheLimitIsCutAndTheNextIsRead() throws {
        var limits = MailLimits()
        limits.messageBytes = 1_000
        let long = String(repeating: "0123456789\n", count: 10_000)
        let text = separator + mail(1, body: long) + "\n" + mailbox(2)
        let folder = try TestFolder()
        var reader = try MailReader(path: folder.write(text, to: "t.mbox"), limits: limits)
        let first = try #require(try reader.next())
        #expect(first.source.span.count == 1_000)
        let second = try #require(try reader.next())
        #expect(second.subject == "1")
        #expect(second.source.firstLineNumber == 10_008)
        #expect(try read(reader) == ["2"])
        #expect(reader.problems.map(\.kind) == [.limitReached])
    }

    @Test func aSaidLengthKeepsWhatLooksLikeASeparator() throws {
        let body = "See:\n\n\(separator)From: B <b@x>\n\nquoted\n"
        func text(_ length: Int) -> String {
            separator + mail(1, body: "").dropLast() + "Content-Length: \(length)\n\n" + body
                + "\n" + mailbox(1)
        }
        let right = MailInput(name: "t", bytes: Array(text(body.utf8.count).utf8))
        #expect(right.messages.count == 2)
        #expect(right.messages[0].text.text.string == body)
        // A length that leads nowhere is not believed.
        for wrong in [0, 3, body.utf8.count + 5, 1_000_000_000_000] {
            #expect(MailInput(name: "t", bytes: Array(text(wrong).utf8)).messages.count == 3)
        }
    }

    @Test func whatCannotBeReadIsAnError() throws {
        #expect(throws: MailInputError.missing(path: "/nowhere/at/all")) {
            _ = try MailInput(path: "/nowhere/at/all")
        }
        let folder = try TestFolder()
        #expect(throws: MailInputError.self) {
            var reader = try MailReader(path: folder.path)
            _ = try reader.skip()
        }
    }
}
