// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Mail
import Testing

@Suite struct MailIntakeTests {
    private static func mailbox(_ count: Int) -> [UInt8] {
        Array(
            (0..<count).map { number in
                "From a@example.org Tue Mar 31 19:56:22 2026\nFrom: a@example.org\n"
                    + "Message-ID: <\(number)@example.org>\nX-Odd: =?x\n\n"
                    + String(repeating: "A line of message \(number).\n", count: 1 + number % 97)
                    + "\n"
            }.joined().utf8)
    }

    @Test func batchesGiveTheSameMessagesAsReadingOneByOne() throws {
        let folder = try TestFolder()
        let path = try folder.write(
            String(decoding: Self.mailbox(1_000), as: UTF8.self), to: "mail.mbox")
        var reader = try MailReader(path: path)
        var expected: [Message] = []
        while let message = try reader.next() { expected.append(message) }

        var intake = try MailIntake(path: path)
        var batches: [MailBatch] = []
        while let batch = try intake.nextBatch() { batches.append(batch) }
        #expect(batches.count > 1)
        // Read in any order, added in that of the input.
        let contents = try batches.reversed().map { try $0.read() }.reversed()
        var messages: [Message] = []
        for content in contents { messages += intake.add(content) }
        #expect(messages == expected)
        #expect(expected.count == 1_000)
        #expect(intake.content == .mbox)
    }

    @Test func whatACallerWantsOfAMessageIsKeptAndNoMore() throws {
        let folder = try TestFolder()
        let text = String(decoding: Self.mailbox(1_000), as: UTF8.self)
        _ = try folder.write(text, to: "in/mail.mbox")
        _ = try folder.write("no mail\n", to: "in/notes.txt")
        let messages = MailInput(name: "m", bytes: Self.mailbox(1_000)).messages
        var limits = MailLimits.standard
        limits.messages = 990
        var intake = try MailIntake(path: folder.path + "/in", limits: limits)
        var kept: [String] = []
        while let batch = try intake.nextBatch() {
            kept += intake.add(
                try batch.read { "\($0.envelope.id) \($0.text.text.lines.count)" })
        }
        #expect(kept == messages.prefix(990).map { "\($0.id) \($0.text.text.lines.count)" })
        #expect(intake.content == .folder)
        #expect(intake.problems.map(\.kind) == [.limitReached, .fileWithoutMail])
    }

    @Test func whatIsBeyondTheBytesIsLeftOut() {
        var limits = MailLimits.standard
        limits.collectedBytes = 10_000
        let input = MailInput(name: "m", bytes: Self.mailbox(500), limits: limits)
        #expect(!input.messages.isEmpty)
        #expect(input.messages.reduce(0) { $0 + $1.source.span.count } <= 10_000)
        #expect(input.problems.map(\.kind) == [.limitReached])
    }

    @Test(arguments: [false, true])
    func aMessageIsCutAtItsLimit(isFile: Bool) throws {
        var limits = MailLimits.standard
        limits.messageBytes = 1 << 14
        let long = [UInt8](repeating: 0x78, count: 1 << 18)
        let bytes =
            Array("From a@example.org Tue Mar 31 19:56:22 2026\nFrom: a@b\n\n".utf8) + long
            + Array("\n\n".utf8) + Self.mailbox(2)
        let folder = try TestFolder()
        let input =
            isFile
            ? try MailInput(
                path: folder.write(String(decoding: bytes, as: UTF8.self), to: "m"), limits: limits)
            : MailInput(name: "m", bytes: bytes, limits: limits)
        #expect(input.messages.count == 3)
        #expect(input.messages[0].source.span.count == 1 << 14)
        #expect(input.messages[1].lines == ["A line of message 0."])
        #expect(input.problems.contains { $0.kind == .limitReached })
    }

    @Test func fieldsAreMadeAsTheyWereRead() throws {
        let text =
            "Subject: one\n two\nX-Odd\nTO : b@example.org\nFrom: a@example.org\n\nTo: none\n"
        let message = try readMessage(text)
        #expect(message.headers.map(\.name) == ["Subject", "TO", "From"])
        #expect(message.headers.map(\.lineNumber) == [1, 4, 5])
        #expect(message.header("to")?.value == "b@example.org")
        #expect(message.headers.map { Array(text.utf8)[$0.span].first } == Array("STF".utf8))
    }
}
