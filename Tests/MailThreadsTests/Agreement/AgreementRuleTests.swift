// SPDX-License-Identifier: GPL-2.0-only

import Mail
import Testing

/// The rules by which ``AgreementTests`` sorts differences explain what they name and no more.
@Suite struct AgreementRuleTests {
    private static let header =
        "From: Ann Example <ann@example.org>\nSubject: [PATCH] clk: mend\nMessage-ID: <a@example.org>\n"
        + "Date: Tue, 31 Mar 2026 19:56:22 +0200\n"

    /// What git prints for this header.
    private static let info =
        "Author: Ann Example\nEmail: ann@example.org\nSubject: clk: mend\n"
        + "Date: Tue, 31 Mar 2026 19:56:22 +0200\n\n"

    private static let flowed =
        "Content-Type: text/plain; format=flowed\n\n A stuffed line that goes \non here.\n"

    private static let multipart =
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nThe text.\n--b\n"
        + "Content-Type: application/octet-stream; name=x\n\nThe attachment.\n--b--\n"

    private static let encoded =
        "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\nOne.=0D\nTwo.=0D\n"

    private static let latin =
        "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n"
        + "\nM=FChe.\n---\n+M=FChe.\n"

    private static let inner =
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=c\n"
        + "\n--c\n\nThe text.\n--c--\n\n--b--\n"

    private static let separator =
        "\nFrom 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n"
        + "From: Bob Example <bob@example.org>\n\nText.\n---\n+a\n"

    private static let footer =
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nThe text.\n\n--b\n"
        + "Content-Type: text/plain\nContent-Disposition: inline\n\nThe list.\n--b--\n"

    /// The classes of a mail that git reads so, by what is compared.
    private static func classes(
        _ body: String, git message: String, patch: String = "", info: String = info
    ) throws -> [String: String] {
        let bytes = Array((header + body).utf8)
        let mail = try #require(MailInput(name: "m", bytes: bytes).messages.first)
        var agreement = Agreement(index: 0, id: mail.id)
        let record = GitRecord(
            info: Array(info.utf8), message: Array(message.utf8),
            patch: patch.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
        agreement.compare(mail, with: record, scissors: false) { bytes }
        let outcomes = agreement.rows.map { ($0.what, $0.outcome) }
        return Dictionary(uniqueKeysWithValues: outcomes)
    }

    /// The class of a mail of which Python has this text.
    private static func textClass(_ body: String, python text: String) throws -> String? {
        let bytes = Array((header + body).utf8)
        let mail = try #require(MailInput(name: "m", bytes: bytes).messages.first)
        var agreement = Agreement(index: 0, id: mail.id)
        let record = PeerRecord(index: 0, text: .value(Array(text.utf8)))
        agreement.compare(mail, with: record) { bytes }
        return agreement.rows.first { $0.what == "text" }?.outcome
    }

    @Test(arguments: [
        (flowed, "A stuffed line that goes on here.\n", "lines of format=flowed are joined"),
        (
            multipart, "The text.\nThe attachment.\n\n",
            "every part is text + line ends at boundaries are text"
        ),
        (encoded, "One.\r\nTwo.\r\n", "carriage returns are kept"),
        (
            inner, "--c\n\nThe text.\n\n",
            "line ends at boundaries are text + what is above inner parts is text"
        ),
    ])
    func aRuleMakesGitsTextOfOurs(_ body: String, _ text: String, _ rule: String) throws {
        #expect(try Self.classes(body, git: text)["message and patch"] == rule)
        // One word of another is nothing that a rule explains.
        for (word, other) in [("text", "test"), ("line", "lime"), ("One", "Two"), ("on ", "in ")] {
            let changed = text.replacing(word, with: other)
            guard changed != text else { continue }
            #expect(
                try Self.classes(body, git: changed)["message and patch"] == Agreement.unexplained)
        }
    }

    @Test func whatIsTheSameNeedsNoRule() throws {
        let classes = try Self.classes("\nText.\n---\n+a\n", git: "Text.\n", patch: "---\n+a\n")
        #expect(Set(classes.values) == [Agreement.same])
    }

    @Test func theBytesOfAPatchCount() throws {
        let rule = "the patch keeps its character set"
        let patch = "---\n+M\u{FC}he.\n"
        let classes = try Self.classes(Self.latin, git: "M\u{FC}he.\n", patch: patch)
        #expect(classes["message and patch"] == rule)
        let other = try Self.classes(Self.latin, git: "M\u{FC}he.\n", patch: "---\n+M\u{FD}he.\n")
        #expect(other["message and patch"] == Agreement.unexplained)
    }

    @Test func aFieldThatTheTextDecidesFollowsIt() throws {
        let text =
            "From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n"
            + "From: Bob Example <bob@example.org>\n\nText.\n"
        let classes = try Self.classes(Self.separator, git: text, patch: "---\n+a\n")
        #expect(classes["message and patch"] == "a separator ends the fields of the text")
        #expect(classes["author"] == "follows from the text")
        let other = try Self.classes(
            Self.separator, git: text, patch: "---\n+a\n",
            info: Self.info.replacing("Ann", with: "Eve"))
        #expect(other["author"] == Agreement.unexplained)
    }

    @Test func aRefusalCountsOnlyForACharacterSet() throws {
        let bytes = Array((Self.header + "\nText.\n").utf8)
        let mail = try #require(MailInput(name: "m", bytes: bytes).messages.first)
        for (errors, outcome) in [
            ("error: cannot convert from y to UTF-8", "git refuses a character set"),
            ("fatal: out of memory", Agreement.unexplained),
        ] {
            var agreement = Agreement(index: 0, id: mail.id)
            let record = GitRecord(status: 1, errors: Array(errors.utf8))
            agreement.compare(mail, with: record, scissors: false) { bytes }
            #expect(agreement.rows.map(\.outcome) == [outcome])
        }
    }

    @Test(arguments: [
        (footer, "The text.\n", "the first part alone"),
        (footer, "The test.\n", Agreement.unexplained),
        (footer, "The text.\nThe lost.\n", Agreement.unexplained),
        (
            flowed, " A stuffed line that goes \non here.\n",
            "stuffed blanks of format=flowed are kept"
        ),
        (flowed, " A stuffed line that goes on here.\n", Agreement.unexplained),
        (encoded, "One.\r\nTwo.\r\n", "carriage returns are kept"),
        (encoded, "One.\r\nTwo.\n", Agreement.unexplained),
        ("Content-Type: text/html\n\n<p>Text</p>\n", "<p>Text</p>\n", "HTML is text"),
    ])
    func aRuleMakesPythonsTextOfOurs(_ body: String, _ text: String, _ rule: String) throws {
        #expect(try Self.textClass(body, python: text) == rule)
    }

    @Test(arguments: [
        ("Ann: all", "a@example.org", "", "a@example.org", "Ann: all <a@example.org>", true),
        ("Ann", "a@example.org", "", "a@example.org", "a@example.org (Ann)", true),
        ("Ann", "a@example.org", "", "a@example.org", "Ann <a@example.org>", false),
        ("Ann B", "a@example.org", "Ann\tB", "a@example.org", "Ann\tB <a@example.org>", true),
        ("Ann B", "a@example.org", "AnnB", "a@example.org", "Ann B <a@example.org>", false),
        ("", "a b@example.org", "", "\"a b\"@example.org", "\"a b\"@example.org", true),
        ("", "a@example.org", "", "b@example.org", "a@example.org", false),
    ])
    func aRuleNamesWhyPeopleDiffer(
        _ name: String, _ address: String, _ other: String, _ otherAddress: String,
        _ written: String, _ isExplained: Bool
    ) {
        let comparison = PeopleComparison(
            ours: [Person(name: name, address: address)],
            theirs: [Person(name: other, address: otherAddress)], written: written)
        #expect((comparison.rule != nil) == isExplained)
    }
}
