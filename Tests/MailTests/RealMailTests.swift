// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Mail
import Testing

@Suite(.enabled(if: RealMail.folder != nil, "skipped: REVIEW_THREAD_DATA is not set"))
struct RealMailTests {
    @Test func theGatherThreadHasTenMessages() throws {
        let input = MailInput(name: "g", bytes: try RealMail.read("gather-v1.mbox"))
        #expect(input.content == .mbox)
        #expect(input.problems.isEmpty)
        #expect(input.messages.flatMap(\.problems).isEmpty)
        #expect(
            input.messages.map(\.author.name) == [
                "Jason Gunthorpe", "Jon Hunter", "Pranjal Shrivastava", "Jason Gunthorpe",
                "Robin Murphy", "Jason Gunthorpe", "Robin Murphy", "Jason Gunthorpe", "Jon Hunter",
                "Jon Hunter",
            ])
        #expect(
            input.messages.map { $0.date?.secondsSince1970 } == [
                1_774_986_982, 1_775_040_024, 1_775_042_603, 1_775_048_330, 1_775_061_208,
                1_775_065_010, 1_775_153_473, 1_775_170_281, 1_775_637_774, 1_775_655_299,
            ])
        #expect(input.messages.map { $0.date?.utcOffsetMinutes }.prefix(3) == [-180, 60, 0])
        #expect(input.messages[0].to.count == 26)
        #expect(input.messages[0].cc.count == 9)
        #expect(Set(input.messages.map(\.source.firstLineNumber)).count == 10)
    }

    @Test func theEmptyGathersThreadHasFifteenMessages() throws {
        let input = MailInput(name: "e", bytes: try RealMail.read("empty-gathers.mbox"))
        #expect(input.messages.count == 15)
        #expect(input.messages.allSatisfy { $0.problems.isEmpty && $0.date != nil })
        #expect(input.messages.filter(\.text.isFlowed).count == 7)
    }

    @Test func theFlowedDiffIsExactAfterUnstuffing() throws {
        let bytes = try RealMail.read("gather-v1.mbox")
        let file = ByteText(bytes)
        let text = MailInput(name: "g", bytes: bytes).messages[4].text
        #expect(text.isFlowed)
        let first = try #require(
            text.text.lines.first { text.text[$0].hasPrefix("@@ -2714,6 +2714,10 @@") })
        let hunk = text.text.lines[first.number..<(first.number + 10)]
        #expect(hunk.map { text.text[$0].first } == Array("   ++++   ".utf8))
        for line in hunk where text.text[line].first == 0x20 {
            // One blank was stuffed in front of the context line; nothing else changed.
            let number = try #require(text.inputLine(of: line.number))
            let raw = try #require(file.line(number))
            #expect(file[raw].dropFirst().elementsEqual(text.text[line]))
            #expect(text.text[line].dropFirst().first.map { $0 == 0x09 } ?? true)
            #expect(text.unstuffedLines.contains(line.number))
        }
    }

    @Test func theWebPageOfTheGatherThreadHasSevenOfItsMessages() throws {
        let page = MailInput(name: "p", bytes: try RealMail.read("gather-v1.lore-page.txt"))
        let mbox = MailInput(name: "g", bytes: try RealMail.read("gather-v1.mbox"))
        #expect(page.content == .archivePage)
        let same = mbox.messages[1...7]
        #expect(page.messages.map(\.author.name) == same.map(\.author.name))
        #expect(page.messages.map(\.subject) == same.map(\.subject))
        let minutes = { (message: Message) in message.date.map { $0.secondsSince1970 / 60 } }
        #expect(page.messages.map(minutes) == same.map(minutes))
        #expect(page.messages.allSatisfy { $0.isIDSynthetic })
        let places = { (messages: [Message]) in
            messages.map { message in
                messages.firstIndex { message.inReplyTo.contains($0.id) }
            }
        }
        #expect(places(page.messages) == places(Array(same)))
        // The last lines survive; only white space may differ.
        for (copy, original) in zip(page.messages, same) {
            let plain = { (line: String) in line.filter { !$0.isWhitespace } }
            let lines = Set(original.lines.map(plain))
            let others = copy.lines.filter { !lines.contains(plain($0)) }
            #expect(others.count <= 2)
        }
    }

    @Test func everyTruncationOfRealMailIsRead() throws {
        let bytes = try RealMail.read("empty-gathers.mbox").prefix(9_000)
        for length in stride(from: 0, through: bytes.count, by: 43) {
            let input = MailInput(name: "t", bytes: Array(bytes[..<length]))
            #expect(input.messages.count <= 5)
        }
    }
}
