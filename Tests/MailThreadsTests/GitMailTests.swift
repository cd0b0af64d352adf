// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Foundation
import Mail
import Testing

/// git's own mails for `git mailinfo`, held to what git makes of them.
///
/// `REVIEW_THREAD_GIT` names a checkout of git's sources; nothing of them is here. What differs is
/// listed here, and in docs/leniencies.md with the reason.
@Suite(.enabled(if: GitChecks.folder != nil, "skipped: REVIEW_THREAD_GIT is not set"))
struct GitMailTests {
    /// For each mail and option what differs.
    private static let known: [String: Set<String>] = [
        // A comment stays apart from the name.
        "0001": ["author"], "rfc2047-info-0004": ["author"], "comment": ["author"],
        // The patch is re-encoded with the text.
        "0005": ["patch"],
        // The empty line before a separator belongs to the mailbox.
        "0011": ["patch"],
        // `From:` without an address, `Date:` without a date: the header's are taken.
        "0015": ["author", "email"], "0016": ["date"],
    ]

    @Test func theSampleMailboxIsReadAsByGit() throws {
        let mails = GitChecks.split(try GitChecks.read("t5100/sample.mbox"))
        #expect(mails.count == 18)
        for (index, bytes) in mails.enumerated() {
            let number = "00" + (index < 9 ? "0" : "") + "\(index + 1)"
            let message = try #require(GitChecks.message(bytes), "\(number)")
            for option in [nil, .scissors, .noInBodyHeaders, .messageID] as [GitMailinfo.Option?] {
                let name = number + (option?.rawValue ?? "")
                guard let info = try? GitChecks.read("t5100/info\(name)") else { continue }
                let found = GitMailinfo(message, option: option)
                var differs = Set(found.differences(from: info))
                if found.message != (try GitChecks.read("t5100/msg\(name)")) {
                    differs.insert("message")
                }
                if found.patch != (try GitChecks.read("t5100/patch\(name)")) {
                    differs.insert("patch")
                }
                #expect(differs == Self.known[name, default: []], "\(name)")
            }
        }
    }

    @Test func encodedWordsAreReadAsByGit() throws {
        let mails = GitChecks.split(try GitChecks.read("t5100/rfc2047-samples.mbox"))
        #expect(mails.count == 11)
        for (index, bytes) in mails.enumerated() {
            let name = "rfc2047-info-00" + (index < 9 ? "0" : "") + "\(index + 1)"
            let message = try #require(GitChecks.message(bytes), "\(name)")
            let differs = GitMailinfo(message).differences(
                from: try GitChecks.read("t5100/\(name)"))
            #expect(Set(differs) == Self.known[name, default: []], "\(name)")
        }
    }

    @Test(arguments: ["info-from", "embed-from", "quoted-string", "comment"])
    func headersAreReadAsByGit(_ name: String) throws {
        let bytes = try GitChecks.read("t5100/\(name).in")
        let message = try #require(GitChecks.message(bytes))
        let differs = GitMailinfo(message).differences(
            from: try GitChecks.read("t5100/\(name).expect"))
        #expect(Set(differs) == Self.known[name, default: []])
    }

    @Test func aQuotedFromLineIsReadAsByGit() throws {
        let message = try #require(GitChecks.message(try GitChecks.read("t5100/quoted-from.in")))
        let differs =
            GitMailinfo(message).message != (try GitChecks.read("t5100/quoted-from.expect"))
        #expect(differs == (Self.known["quoted-from"] != nil))
    }

    @Test func theEscapedMailboxIsReadAsByGit() throws {
        let input = MailInput(name: "m", bytes: try GitChecks.read("t5100/sample.mboxrd"))
        #expect(input.messages.count == 2)
        for (index, message) in input.messages.enumerated() {
            let expected = try GitChecks.read("t5100/000\(index + 1)mboxrd")
            // The empty line before a separator belongs to the mailbox.
            #expect(GitMailinfo(message).message + [0x0a] == expected, "\(index)")
        }
    }

    @Test func nulBytesStay() throws {
        let bytes = try GitChecks.read("t5100/nul-plain")
        // Without any header it is no mail here.
        #expect(GitChecks.message(bytes) == nil)
        let rest = Array(bytes.drop { $0 != 0x0a }.dropFirst())
        let plain = try #require(GitChecks.message(Array("From: a@example.org\n".utf8) + rest))
        #expect(plain.text.text.bytes.contains(0))
        #expect(
            GitMailinfo(plain).patch.split(separator: 0x0a, omittingEmptySubsequences: false)
                .count == 5)
        let encoded = try #require(GitChecks.message(try GitChecks.read("t5100/nul-b64.in")))
        #expect(GitMailinfo(encoded).patch == (try GitChecks.read("t5100/nul-b64.expect")))
    }

    /// As `git mailinfo --quoted-cr=strip`: line ends of encoded text are those of its writer.
    @Test func encodedCarriageReturnsAreStripped() throws {
        let mails = GitChecks.split(try GitChecks.read("t5100/quoted-cr.mbox"))
        #expect(mails.count == 2)
        let text = { (name: String) in
            // git's test writes a carriage return as `%%`.
            try GitChecks.read("t5100/\(name)").lossyString
                .replacing("%%\n", with: "\n").replacing("%%", with: "\r")
        }
        for bytes in mails {
            let found = GitMailinfo(try #require(GitChecks.message(bytes)))
            #expect(found.message.lossyString == (try text("quoted-cr-msg")))
            #expect(found.patch.lossyString == (try text("quoted-cr-patch")))
            #expect(found.differences(from: try GitChecks.read("t5100/quoted-cr-info")).isEmpty)
        }
    }

    /// git joins the lines that a mailer has broken, before it reads the patch; we keep lines.
    @Test func flowedPatchesKeepTheirLines() throws {
        let message = try #require(GitChecks.message(try GitChecks.read("t4256/1/patch")))
        #expect(message.text.isFlowed)
        #expect(!message.text.softBreaks.isEmpty)
        #expect(!message.text.unstuffedLines.isEmpty)
    }
}

/// Files of git's tests.
enum GitChecks {
    static let folder = ProcessInfo.processInfo.environment["REVIEW_THREAD_GIT"]

    static func read(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder ?? "")/t/\(name)")))
    }

    /// The mails of a mailbox with their separators, by the rule of `git mailsplit`: a line that
    /// begins with `From ` and has a time and a year.
    static func split(_ mailbox: [UInt8]) -> [[UInt8]] {
        let text = ByteText(mailbox)
        var mails: [[UInt8]] = []
        for line in text.lines {
            if text.string(line).contains(#/^From .*\d:\d\d.* \d{4}/#) { mails.append([]) }
            guard !mails.isEmpty else { continue }
            mails[mails.count - 1] += text.bytes[line.spanWithTerminator]
        }
        return mails
    }

    /// A mail on its own.
    static func message(_ bytes: [UInt8]) -> Message? {
        let body =
            bytes.starts(with: Array("From ".utf8))
            ? bytes.drop { $0 != 0x0a }.dropFirst() : bytes[...]
        return MailInput(name: "m", bytes: Array(body)).messages.first
    }
}
