// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Mail
import Testing

@testable import Reports
@testable import Reviews

struct TerminalReportTests {
    private func page(
        _ word: String, width: Int = 80, isVerbose: Bool = true, hasColor: Bool = false
    ) -> String {
        TerminalReport(
            ReviewFixture(word: word).review,
            style: TerminalStyle(width: width, hasColor: hasColor)
        ).text(isVerbose: isVerbose)
    }

    @Test(arguments: HostileStrings.all)
    func showsNoActiveCharacter(word: String) {
        let active = page(word).unicodeScalars.filter { $0 != "\n" && DisplayText.isActive($0) }
        #expect(active.isEmpty)
    }

    @Test(arguments: HostileStrings.all)
    func showsNoActiveCharacterInTheReasonForNoSimulation(word: String) {
        let review = ReviewFixture(word: "x", notSimulated: "no compiler \(word)").review
        let text = TerminalReport(review).text()
        let active = text.unicodeScalars.filter { $0 != "\n" && DisplayText.isActive($0) }
        #expect(active.isEmpty)
        #expect(text.contains("Not simulated: no compiler"))
    }

    @Test(arguments: [
        (["Ann", "Bo"], "2 messages from 2 people"), (["Ann", "ann"], "2 messages from 1 person"),
    ])
    func countsPeopleWithoutAddressesByName(_ names: [String], _ words: String) {
        var fixture = ReviewFixture(word: "x")
        fixture.authors = names.map { Mailbox(name: $0, address: "") }
        #expect(TerminalReport(fixture.review).text().contains(words))
    }

    @Test func cutsWhatIsMuchTooLong() {
        let pages = [2_500, 5_000].map { page(String(repeating: "字", count: $0)).utf8.count }
        #expect(pages[0] == pages[1])
        #expect(pages[0] < 500_000)
    }

    @Test(arguments: HostileStrings.all, [60, 80, 100, 200])
    func staysWithinItsWidth(word: String, width: Int) {
        for line in page(word, width: width).split(separator: "\n") {
            #expect(DisplayWidth.of(line) <= width, "\(line)")
        }
    }

    @Test func endsNoLineInABlank() {
        for line in page("word").split(separator: "\n") {
            #expect(line.last != " ", "\(line)")
        }
    }

    @Test func colourChangesNothingButColour() {
        let colored = page("word", hasColor: true)
        #expect(colored.contains("\u{1b}[1m"))
        #expect(colored.replacing(#/\u{1b}\[[0-9;]*m/#, with: "") == page("word"))
    }

    @Test func beginsWithTheVerdictAndTheNextSteps() {
        let lines = page("word").split(separator: "\n").prefix(7)
        #expect(
            Array(lines) == [
                "Verdict  the verdict word", "Others   P2 is worse word", "Next     1. ask word",
                "         2. wait word",
                "Sure     score 24 of 100, as far as it was seen at work: never ran word.",
                "Basis    stands on word", "[PATCH] gather word",
            ])
    }

    @Test func holdsEveryStatement() {
        let review = ReviewFixture(word: "word").review
        let text = page("word").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for statement in review.statements {
            #expect(text.contains(statement.text), "\(statement.text)")
        }
    }

    @Test func tellsOnceWhatIsTheSameOnSeveralVariants() {
        let text = page("word")
        #expect(text.contains("\n  plover word, in reference, base and P1:\n"))
        #expect(text.components(separatedBy: "panic word").count == 2)
    }

    @Test func saysLessUnlessAskedTo() {
        #expect(page("word", isVerbose: false).count < page("word").count)
    }

    @Test func looksAsItDidBefore() throws {
        try Golden.expect(page("wörd 字"), in: "page.txt")
    }
}
