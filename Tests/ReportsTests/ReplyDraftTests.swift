// SPDX-License-Identifier: GPL-2.0-only

import Mail
import MailThreads
import Testing

@testable import Proposals
@testable import Reports
@testable import Reviews

struct ReplyDraftTests {
    private func draft(_ word: String) -> String {
        let review = ReviewFixture(word: word).review
        return ReplyDraft(
            review, proposal: review.proposals[0], message: nil,
            sender: Mailbox(name: "Me \(word)", address: "me@example.org")
        ).text
    }

    @Test(arguments: HostileStrings.all)
    func holdsNoActiveCharacterAndNoFieldOfSomebodyElse(word: String) throws {
        let draft = draft(word)
        let active = draft.unicodeScalars.filter {
            $0 != "\n" && $0 != "\t" && DisplayText.isActive($0)
        }
        #expect(active.isEmpty)
        let end = try #require(draft.firstRange(of: "\n\n"))
        let fields = draft[..<end.lowerBound].split(separator: "\n").filter {
            $0.first != " " && $0.first != "\t"
        }.map { $0.prefix { $0 != ":" } }
        #expect(
            fields == [
                "From", "To", "Subject", "MIME-Version", "Content-Type",
                "Content-Transfer-Encoding",
            ])
    }

    @Test func staysWithin72ColumnsButForQuotesAndFrames() {
        for line in draft("word").split(separator: "\n")
        where !line.hasPrefix("> ") && !line.hasPrefix("    at ") {
            #expect(DisplayWidth.of(line) <= 72, "\(line)")
        }
    }

    @Test func quotesTheHunkAndSaysWhatWasFound() {
        let text = draft("word")
        #expect(text.contains("wrote:\n> +++ b/drivers/plover.c\n> @@ -3,2 +3,3 @@"))
        #expect(text.contains("\nWith the compiler's own correction it breaks word.\n"))
        #expect(text.contains("plover word, scenario scenario word:\n"))
        #expect(text.contains("    at f_word (drivers/word.c:12)\n"))
    }

    /// A series of mails: the reply goes to everybody, once, and into the thread.
    @Test func isAReplyToEverybody() throws {
        let mail = """
            From: =?UTF-8?q?Zo=C3=AB?= <zoe@example.org>
            To: list@example.org, Ann <ann@example.org>
            Cc: zoe@example.org, bo@example.org, LIST@example.org
            Message-ID: <2@example.org>
            In-Reply-To: <1@example.org>
            References: <0@example.org> <1@example.org>
            Subject: Re: [PATCH] a: b
            Date: Tue, 12 May 2026 10:00:00 +0000

            Text.
            """
        let message = try #require(
            MailInput(name: "mail", bytes: Array(mail.utf8)).messages.first)
        let review = ReviewFixture(word: "w").review
        let text = ReplyDraft(
            review, proposal: review.proposals[0], message: message,
            sender: Mailbox(name: "Ann", address: "ANN@example.org")
        ).text
        let header = text.prefix(upTo: try #require(text.firstRange(of: "\n\n")).lowerBound)
        #expect(
            header == """
                From: Ann <ANN@example.org>
                To: =?UTF-8?q?Zo=C3=AB?= <zoe@example.org>
                Cc: <list@example.org>,
                \t<bo@example.org>
                Subject: Re: [PATCH] a: b
                In-Reply-To: <2@example.org>
                References: <0@example.org>
                \t<1@example.org>
                \t<2@example.org>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=UTF-8
                Content-Transfer-Encoding: 8bit
                """)
    }
}
