// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Mail
import MailThreads
import Testing

@testable import Reports

@Suite struct ThreadsJSONTests {
    private static let mail = """
        From a@x Tue Mar 31 19:56:22 2026
        From: Ann Example <ann@example.org>
        Date: Tue, 31 Mar 2026 10:10:00 +0000
        Message-ID: <1@x>
        Subject: [PATCH] widget: count twice
        Content-Type: multipart/mixed; boundary=b

        --b

        From: Bob Example <bob@example.org>

        Counting once is not enough.

        -- 
        2.43.0
        --b
        Content-Disposition: attachment; filename=a.bin
        Content-Transfer-Encoding: base64

        QUI=
        --b--

        From a@x Tue Mar 31 19:56:22 2026
        From: Cleo Example <cleo@example.org>
        Date: Tue, 31 Mar 2026 10:20:00 +0000
        Message-ID: <2@x>
        In-Reply-To: <1@x>
        Subject: Re: [PATCH] widget: count twice
        Subject: again

        On Tue, 31 Mar 2026 10:10:00 +0000, Ann Example wrote:
        > Counting once is not enough.

        Why?

        From a@x Tue Mar 31 19:56:22 2026
        From: Cleo Example <cleo@example.org>
        Date: Tue, 31 Mar 2026 10:20:00 +0000
        Message-ID: <2@x>
        In-Reply-To: <1@x>
        Subject: Re: [PATCH] widget: count twice

        On Tue, 31 Mar 2026 10:10:00 +0000, Ann Example wrote:
        > Counting once is not enough.

        Why?

        From a@x Tue Mar 31 19:56:22 2026
        From: Ann Example <ann@example.org>
        Date: Wed, 1 Apr 2026 10:10:00 +0000
        Message-ID: <3@x>
        Subject: [PATCH v2] widget: count twice

        Again.

        """

    private static var text: String {
        let input = MailInput(name: "test.mbox", bytes: Array(mail.utf8))
        let threads = MailThread.threads(from: input.messages)
        return ThreadsJSON.text(
            of: threads, links: MailThread.revisionLinks(among: threads), inputs: [input])
    }

    private static func record() throws -> ThreadsRecord {
        try JSONDecoder().decode(ThreadsRecord.self, from: Data(text.utf8))
    }

    @Test func everyMessageIsAccountedFor() throws {
        let record = try Self.record()
        #expect(record.messageCount == 4)
        #expect(record.duplicateCount == 1)
        #expect(record.threads.map(\.messages.count) == [2, 1])
        let copy = try #require(record.threads[0].problems.first)
        #expect(copy.kind == "duplicate-message")
        #expect(copy.message == 2)
        // The copy's own place, not that of the message which is kept.
        let kept = try #require(record.threads[0].messages[1].source)
        #expect(copy.source.map { $0.inputLine > kept.inputLine } == true)
    }

    @Test func spansLeadToTheBytes() throws {
        let record = try Self.record()
        let bytes = Array(Self.mail.utf8)
        for message in record.threads.flatMap(\.messages) {
            let source = try #require(message.source)
            #expect(bytes[source.start..<source.end].starts(with: Array("From: ".utf8)))
        }
        let part = try #require(record.threads[0].messages[0].parts?.last)
        #expect(bytes[part.start..<part.end].elementsEqual("QUI=".utf8))
        #expect(part.byteCount == 2)
        #expect(part.isAttachment)
        let problem = try #require(record.threads[0].messages[1].problems?.first)
        #expect(problem.kind == "field-repeated")
        #expect(bytes[problem.start..<problem.end].elementsEqual("Subject: again\n".utf8))
    }

    @Test func blocksSayWhoseWordsTheyAre() throws {
        let messages = try Self.record().threads[0].messages
        #expect(messages[0].inBodyAuthor?.address == "bob@example.org")
        #expect(messages[0].blocks?.last?.kind == "signature")
        let blocks = try #require(messages[1].blocks)
        #expect(blocks.map(\.kind) == ["attribution", "quote", "own"])
        #expect(blocks[1].quotes == 1)
        #expect(blocks[1].depth == 1)
        #expect(blocks[2].text.text == "Why?\n")
        let lines = try #require(blocks[2].inputLines)
        let all = Self.mail.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(all[lines.first - 1] == "Why?")
    }

    @Test func aRevisionNamesWhatItRevises() throws {
        let record = try Self.record()
        #expect(record.threads[1].revises.map(\.thread) == [1])
        #expect(record.threads[1].revises.map(\.reason) == ["author-and-subject"])
    }

    @Test func isDocumentedFieldByField() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(
            decoding: Data(contentsOf: root.appendingPathComponent("docs/json.md")), as: UTF8.self)
        let start = try #require(page.range(of: "## Threads: `show --json`"))
        let keys = Set(Self.text.matches(of: #/"([A-Za-z]+)": /#).map { String($0.1) })
        #expect(keys.count > 35)
        for key in keys.sorted() {
            #expect(page[start.upperBound...].contains("`\(key)`"), "\(key)")
        }
    }
}
