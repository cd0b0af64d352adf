// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Mail
import Testing

@Suite struct ArchivePageTests {
    private let page = """
        * Re: [PATCH] widget: count twice
        2026-03-31 19:56 [PATCH] widget: count twice Ann Example
        @ 2026-04-01 10:40 ` Bob Sample
        2026-04-01 11:23 ` Cleo Probe
        2 siblings, 1 reply; 3+ messages in thread
        From: Bob Sample @ 2026-04-01 10:40 UTC (permalink / raw)
        To: Ann Example, widgets,
        dora@example.org
        Cc: Cleo Probe
        On Tue, Mar 31, 2026, Ann Example wrote:
        > twice
        Why twice?
        ^ permalink raw reply [flat|nested] 3+ messages in thread* Re: [PATCH] widget: count twice
        2026-04-01 10:40 ` Bob Sample
        @ 2026-04-01 11:24 ` Cleo Probe
        0 siblings, 0 replies; 3+ messages in thread
        From: Cleo Probe @ 2026-04-01 11:24 UTC (permalink / raw)
        To: Bob Sample

        Because.

        ^ permalink raw reply [flat|nested] 3+ messages in thread

        """

    private func messages(_ text: String) -> [Message] {
        MailInput(name: "page", bytes: Array(text.utf8)).messages
    }

    @Test func messagesThatRunTogetherAreTold() throws {
        let input = MailInput(name: "page", bytes: Array(page.utf8))
        #expect(input.content == .archivePage)
        #expect(input.messages.map(\.author.name) == ["Bob Sample", "Cleo Probe"])
        #expect(
            input.messages.map(\.subject)
                == Array(
                    repeating: "Re: [PATCH] widget: count twice", count: 2))
        #expect(input.messages.map { $0.date?.components().minute } == [40, 24])
        #expect(
            input.messages[0].lines == [
                "On Tue, Mar 31, 2026, Ann Example wrote:", "> twice", "Why twice?",
            ])
        #expect(input.messages[1].lines == ["Because."])
        #expect(
            input.messages[0].to.map(\.displayName) == [
                "Ann Example", "widgets", "dora@example.org",
            ])
        #expect(input.messages[0].to.map(\.address) == ["", "", "dora@example.org"])
        #expect(input.messages[0].cc.map(\.name) == ["Cleo Probe"])
    }

    @Test func identifiersAreMadeAndParentsKnown() throws {
        let found = messages(page)
        #expect(found.allSatisfy { $0.isIDSynthetic && $0.problemKinds == [.archivePage] })
        #expect(found[1].inReplyTo == [found[0].id])
        #expect(found[0].inReplyTo.count == 1)
        #expect(found[0].inReplyTo != [found[0].id])
        #expect((found.map(\.id) + found[0].inReplyTo).allSatisfy { $0.isSynthetic })
        #expect(!MessageID("synthetic-0123456789012345678@example.org").isSynthetic)
        #expect(found.map(\.id) == messages(page).map(\.id))
    }

    @Test func theRootsOwnRowIsNoParent() throws {
        let root = """
            * [PATCH] widget: count twice
            @ 2026-03-31 19:56 Ann Example
            2026-04-01 10:40 ` Bob Sample
            0 siblings, 1 reply; 3+ messages in thread
            From: Ann Example @ 2026-03-31 19:56 UTC (permalink / raw)
            To: widgets

            Count.

            ^ permalink raw reply [flat|nested] 3+ messages in thread

            """
        let found = messages(root + page)
        #expect(found.map(\.inReplyTo.count) == [0, 1, 1])
        // The row that stands for the missing root above means this message.
        #expect(found[1].inReplyTo == [found[0].id])
    }

    @Test func linesAreThoseOfThePage() throws {
        let found = messages(page)
        let text = ByteText(page)
        for message in found {
            for line in message.text.text.lines {
                let number = try #require(message.text.inputLine(of: line.number))
                let original = try #require(text.line(number))
                #expect(text.string(original) == message.text.text.string(line))
            }
        }
    }

    @Test func aMailThatQuotesAPageIsAMail() throws {
        let mail = "From: Ann <ann@example.org>\nMessage-ID: <1@x>\n\n" + page
        let input = MailInput(name: "t", bytes: Array(mail.utf8))
        #expect(input.content == .singleMessage)
    }

    @Test func everyTruncationIsRead() {
        let bytes = Array(page.utf8)
        for length in 0..<bytes.count {
            #expect(MailInput(name: "t", bytes: Array(bytes[..<length])).messages.count <= 2)
        }
    }
}
