// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Mail
import MailThreads
import Testing

@Suite struct InBodyHeadersTests {
    @Test func theFieldsAtTheStartAreRead() {
        let text = ByteText(
            """

            From: =?utf-8?q?Ann_Ex=C3=A1mple?= <ann@example.org>
            Subject: [PATCH] one
             and more
            date: Tue, 31 Mar 2026 16:56:22 -0300

            Words.
            """)
        let headers = InBodyHeaders(in: text)
        #expect(headers.author == Mailbox(name: "Ann Exámple", address: "ann@example.org"))
        #expect(headers.subject == "[PATCH] one and more")
        #expect(headers.date?.secondsSince1970 == 1_774_986_982)
        #expect(headers.end == 7)
    }

    @Test func theyEndAtTheFirstOtherLine() {
        let headers = InBodyHeaders(in: ByteText("Subject: one\nWords.\nFrom: a@example.org\n"))
        #expect(headers.subject == "one")
        #expect(headers.author == nil)
        #expect(headers.end == 2)
    }

    @Test func eachCountsOnce() {
        let headers = InBodyHeaders(in: ByteText("From: a@example.org\nFrom: b@example.org\n"))
        #expect(headers.author?.address == "a@example.org")
        #expect(headers.end == 2)
    }

    @Test(arguments: [
        "", "\n\n", "Words.\n", "From here on it is clear.\n", "From: nobody\n", " x\n",
    ])
    func otherTextsHaveNone(_ text: String) {
        #expect(InBodyHeaders(in: ByteText(text)).isEmpty)
    }

    @Test func theyAreReadBehindScissors() {
        let text = ByteText("Words.\n-- >8 --\nFrom: a@example.org\n\nThe message.\n")
        #expect(InBodyHeaders(in: text).isEmpty)
        #expect(InBodyHeaders(in: text, from: 3).author?.address == "a@example.org")
    }
}
