// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Mail
import Testing

@Suite struct MailInputTests {
    private func input(_ text: String) -> MailInput {
        MailInput(name: "test", bytes: Array(text.utf8))
    }

    private let first = "From ann@example.org Tue Mar 31 19:56:22 2026\n"
    private let header = "From: Ann <ann@example.org>\nSubject: one\nMessage-ID: <1@x>\n\n"

    @Test(arguments: [
        ("", MailInput.Reason.empty), (" \n\t\r\n", .empty), ("\u{feff}\n", .empty),
        ("\u{1f}\u{8b}", .noHeader), ("diff --git a/x b/x\n--- a/x\n", .noHeader),
        ("Dear all,\n\nno header here.\n", .noHeader),
        ("key: value\nother: value\n\ntext\n", .noHeader),
        ("\u{7f}ELF\u{2}\u{1}\u{1}\u{0}\u{0}", .binary),
    ])
    func whatIsNoMailSaysWhy(_ text: String, _ reason: MailInput.Reason) {
        let input = input(text)
        #expect(input.content == .notMail(reason))
        #expect(input.messages.isEmpty)
    }

    @Test func gzipIsToldFromOtherBinaries() {
        let input = MailInput(name: "t", bytes: [0x1f, 0x8b, 8, 0, 0, 0, 0, 0])
        #expect(input.content == .notMail(.gzip))
        #expect(input.problems.map(\.kind) == [.gzipDamaged])
    }

    @Test func aMessageWithoutFromLineIsOneMessage() throws {
        let input = input(header + "Text.\n\n\(first)From: B <b@x>\n\nstill text\n")
        #expect(input.content == .singleMessage)
        #expect(input.messages.count == 1)
        #expect(input.messages[0].lines.count == 6)
    }

    @Test func anMboxIsCutAtItsSeparators() throws {
        let text = first + header + "One.\n\n" + first + header + "Two.\n\n"
        let input = input(text)
        #expect(input.content == .mbox)
        #expect(input.messages.map(\.lines) == [["One."], ["Two."]])
        #expect(input.messages.map(\.source.firstLineNumber) == [2, 9])
        let bytes = Array(text.utf8)
        #expect(bytes[input.messages[1].source.span].lossyString == header + "Two.\n")
        #expect(input.problems.isEmpty)
    }

    @Test func carriageReturnsDoNotHideSeparators() {
        let text = (first + header + "One.\n\n" + first + header + "Two.\n\n")
            .split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        let input = input(text)
        #expect(input.messages.map(\.lines) == [["One."], ["Two."]])
    }

    @Test(arguments: [
        "From what I can see this is fine.",
        "From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\nFrom: B <b@x>",
        "From Mon to Fri at 10:30 we meet.",
        "From Tue Mar 31 on it broke, since 2026",
        "From bob@example.org Tue Mar 31 19:56:22 2026 and later\nFrom: B <b@x>",
        "From bob@example.org Tue Mar 31 19:56:22 2026\nis what the log says",
        "From:",
        "From",
    ])
    func linesThatBeginWithFromStayInTheBody(_ line: String) throws {
        let input = input(first + header + "One.\n\n\(line)\nMore.\n")
        #expect(input.messages.count == 1)
        #expect(input.messages[0].text.text.string == "One.\n\n\(line)\nMore.\n")
    }

    @Test func aPastedPatchHeaderIsReported() {
        let line = "From \(String(repeating: "a", count: 40)) Mon Sep 17 00:00:00 2001"
        let input = input(first + header + "See:\n\n\(line)\nFrom: B <b@x>\n")
        #expect(input.problems.map(\.kind) == [.mboxSeparatorInBody])
        #expect(input.problems.map(\.lineNumber) == [8])
    }

    @Test func patchesOfGitFormatPatchAreSeparateMessages() {
        let line = "From \(String(repeating: "a", count: 40)) Mon Sep 17 00:00:00 2001\n"
        let input = input(line + header + "One.\n-- \n2.43.0\n\n" + line + header + "Two.\n")
        #expect(input.messages.count == 2)
        #expect(input.messages[0].lines == ["One.", "-- ", "2.43.0"])
    }

    @Test(arguments: [
        "From ann@example.org  Thu Jan  1 00:00:00 1970", "From - Tue Mar 31 19:56:22 2026",
        "From ann at example.org Tue Mar 31 19:56:22 2026",
        "From MAILER-DAEMON Fri Jul  8 12:08 2011", "From a@b Tue Mar 31 19:56:22 CEST 2026",
        "From a@b Tue Mar 31 19:56:22 2026 +0200", "From a@b Tue, Mar 31 19:56:22 2026",
    ])
    func separatorsOfManyWritersAreKnown(_ line: String) {
        let input = input(first + header + "One.\n\n" + line + "\n" + header + "Two.\n")
        #expect(input.messages.count == 2, "\(line)")
    }

    @Test func escapedFromLinesLoseOneMark() {
        let input = input(first + header + ">From here\n>>From there\n > From no\n>Fromage\n")
        #expect(input.messages[0].lines == ["From here", ">From there", " > From no", ">Fromage"])
    }

    @Test func aSingleMessageHasNoEscapedFromLines() throws {
        let message = try readMessage(header + ">From here\n")
        #expect(message.lines == [">From here"])
    }

    @Test func oneEmptyLineAtTheEndBelongsToTheMbox() {
        let input = input(first + header + "One.\n\n\n\n" + first + header)
        #expect(input.messages[0].text.text.string == "One.\n\n\n")
        #expect(input.messages[1].text.text.bytes.isEmpty)
    }

    @Test func bytesBeforeTheFirstSeparatorAreReported() {
        let input = input("Saved by a tool\n\n" + first + header + "One.\n")
        #expect(input.messages.count == 1)
        #expect(input.problems.map(\.kind) == [.mboxPreamble])
    }

    @Test func aMissingEmptyLineIsReported() {
        let input = input(first + header + "One.\n" + first + header + "Two.\n")
        #expect(input.messages.count == 2)
        #expect(input.problems.map(\.kind) == [.mboxNoEmptyLine])
        #expect(input.problems.map(\.lineNumber) == [7])
    }

    @Test func messagesBeyondTheLimitAreLeftOut() {
        var limits = MailLimits()
        limits.messages = 2
        let text = String(repeating: first + header + "One.\n\n", count: 5)
        let input = MailInput(name: "t", bytes: Array(text.utf8), limits: limits)
        #expect(input.messages.count == 2)
        #expect(input.problems.map(\.kind) == [.limitReached])
    }
}
