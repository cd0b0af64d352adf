// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Mail
import MailThreads
import Reports
import Testing

/// The three ways to show a thread: as a tree, as one document, and with what it revises.
@Suite struct ThreadTextTests {
    private func mail(
        _ id: String, _ author: String, minute: Int, answers parent: String? = nil,
        subject: String = "Re: [PATCH] widget: count twice", _ body: String
    ) -> String {
        """
        From a@x Tue Mar 31 19:56:22 2026
        From: \(author) Example <\(author.lowercased())@example.org>
        Date: Tue, 31 Mar 2026 10:\(minute):00 +0000
        Message-ID: <\(id)@x>
        Subject: \(subject)
        \(parent.map { "In-Reply-To: <\($0)@x>\n" } ?? "")
        \(body)

        """
    }

    private var root: String {
        mail(
            "1", "Ann", minute: 10, subject: "[PATCH] widget: count twice",
            """
            Counting once is *not* enough.

            It has to be done twice.
            ---
            diff --git a/w.c b/w.c
            --- a/w.c
            +++ b/w.c
            @@ -1,2 +1,2 @@
             \tone
            -\ttwo
            +\tthree
            -- 
            2.43.0
            """)
    }

    private var answer: String {
        mail(
            "2", "Bob", minute: 20, answers: "1",
            """
            On Tue, Ann Example wrote:
            > Counting once is *not* enough.
            Why not?
            > diff --git a/w.c b/w.c
            > --- a/w.c
            > +++ b/w.c
            > @@ -1,2 +1,2 @@
            >  \tone
            > -\ttwo
            Keep this line.

            -- 
            Bob
            """)
    }

    private var second: String {
        mail(
            "3", "Ann", minute: 30, answers: "2",
            """
            On Tue, Bob Example wrote:
            > > Counting once is *not* enough.
            > Why not?
            It was measured.
            """)
    }

    private func thread(_ mails: String...) throws -> MailThread {
        let input = MailInput(name: "t", bytes: Array(mails.joined().utf8))
        return try #require(MailThread.threads(from: input.messages).first)
    }

    @Test func theTreeFoldsQuotes() throws {
        let text = ThreadText(try thread(root, answer, second)).text
        #expect(
            text == """
                [PATCH] widget: count twice
                3 messages by 2 people, 2026-03-31 10:10 to 2026-03-31 10:30 UTC

                1. Ann Example, 2026-03-31 10:10

                  Counting once is *not* enough.

                  It has to be done twice.
                  ---
                  diff --git a/w.c b/w.c
                  --- a/w.c
                  +++ b/w.c
                  @@ -1,2 +1,2 @@
                          one
                  -       two
                  +       three

                  2. Bob Example, 2026-03-31 10:20, answers 1

                    > Counting once is *not* enough.

                    Why not?

                    > [3 lines of 1]
                    > @@ -1,2 +1,2 @@
                    >       one
                    > -     two

                    Keep this line.

                    3. Ann Example, 2026-03-31 10:30, answers 2

                      > > Counting once is *not* enough.

                      > Why not?

                      It was measured.

                """)
    }

    @Test func theDocumentHasEachTextOnceUnderWhatItAnswers() throws {
        let text = CollatedMarkdown(try thread(root, answer, second)).text
        #expect(
            text == """
                # \\[PATCH\\] widget: count twice

                3 messages by 2 people, 2026-03-31 10:10 to 2026-03-31 10:30 UTC

                - 1\\. Ann Example, 2026-03-31 10:10
                - 2\\. Bob Example, 2026-03-31 10:20, answers 1
                - 3\\. Ann Example, 2026-03-31 10:30, answers 2

                **1\\. Ann Example, 2026-03-31 10:10**

                Counting once is \\*not\\* enough.

                > **2\\. Bob Example, 2026-03-31 10:20, answers 1**
                >
                > Why not?
                >
                > > **3\\. Ann Example, 2026-03-31 10:30, answers 2**
                > >
                > > It was measured.

                It has to be done twice.

                ~~~~~~~~
                ---
                diff --git a/w.c b/w.c
                --- a/w.c
                +++ b/w.c
                @@ -1,2 +1,2 @@
                 \tone
                -\ttwo
                ~~~~~~~~

                > 2\\. Bob Example, further:
                >
                > Keep this line.

                ~~~~~~~~
                +\tthree
                ~~~~~~~~

                """)
    }

    @Test func theTextOfAMissingMessageComesFromItsQuotes() throws {
        let text = CollatedMarkdown(try thread(answer, second)).text
        #expect(text.contains("**1\\. (not in the input)** (as 2 quotes it)\n"))
        #expect(text.contains("missing: 1\n"))
        let first = try #require(text.range(of: "Counting once is \\*not\\* enough."))
        let why = try #require(text.range(of: "> Why not?"))
        #expect(first.upperBound < why.lowerBound)
        #expect(text.components(separatedBy: "Counting once").count == 2)
    }

    @Test func whatATerminalWouldActOnIsSpelledOut() throws {
        let hostile = mail(
            "1", "Ann\u{1b}[2J", minute: 10, subject: "a\u{202e}b\u{7}", "x\u{1b}[31m <b> `c`")
        for text in [
            ThreadText(try thread(hostile)).text, CollatedMarkdown(try thread(hostile)).text,
        ] {
            #expect(
                text.unicodeScalars.allSatisfy {
                    $0 == "\n" || $0.value >= 0x20 && $0.value != 0x202e
                })
        }
        #expect(CollatedMarkdown(try thread(hostile)).text.contains("\\<b\\> \\`c\\`"))
    }

    @Test func anAnswerWithoutQuoteStandsAtTheEndOfWhatItAnswers() throws {
        let top = mail("2", "Bob", minute: 20, answers: "1", "Fine.\n\n> It has to be done twice.")
        let text = CollatedMarkdown(try thread(root, top)).text
        #expect(text.hasSuffix("answers 1**\n>\n> Fine.\n"))
    }

    @Test func aLongChainIsBounded() throws {
        var mails = root
        for number in 2...400 {
            mails += mail(
                "\(number)", "Bob", minute: 20, answers: "\(number - 1)", "Answer \(number).")
        }
        let text = CollatedMarkdown(try thread(mails)).text
        for number in 2...400 { #expect(text.contains("Answer \(number).")) }
        #expect(!text.contains(String(repeating: "> ", count: 60)))
    }
}
