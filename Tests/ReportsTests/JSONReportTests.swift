// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

@testable import Reports
@testable import Reviews

struct JSONReportTests {
    private func record(of text: String) throws -> ReviewRecord {
        try JSONDecoder().decode(ReviewRecord.self, from: Data(text.utf8))
    }

    @Test func statesFormatAndVersion() throws {
        let record = try record(of: JSONReport.text(of: ReviewFixture(word: "x").review))
        #expect(record.format == "review-thread")
        #expect(record.version == 1)
    }

    @Test(arguments: HostileStrings.all)
    func readingItBackGivesTheSameRecord(word: String) throws {
        let review = ReviewFixture(word: word).review
        #expect(try record(of: JSONReport.text(of: review)) == ReviewRecord(review))
    }

    @Test(arguments: HostileStrings.all)
    func holdsEveryStatementWithItsSources(word: String) throws {
        let review = ReviewFixture(word: word).review
        let record = try record(of: JSONReport.text(of: review))
        let found =
            record.problems + record.ranking.flatMap { $0.reasons + $0.confidence.gaps }
            + [record.conclusion.verdict] + record.conclusion.others + record.conclusion.nextSteps
            + record.conclusion.basis + (record.conclusion.confidence?.gaps ?? [])
        #expect(found.map(\.text) == review.statements.map(\.text))
        #expect(found.map(\.sources.count) == review.statements.map(\.evidence.count))
    }

    @Test(arguments: HostileStrings.all)
    func holdsNoActiveCharacter(word: String) {
        let text = JSONReport.text(of: ReviewFixture(word: word).review)
        let active = text.unicodeScalars.filter { $0 != "\n" && DisplayText.isActive($0) }
        #expect(active.isEmpty)
    }

    @Test func namesTheSourceOfEachKindOfStatement() throws {
        let record = try record(of: JSONReport.text(of: ReviewFixture(word: "x").review))
        #expect(
            record.conclusion.nextSteps[0].sources == [
                SourceRecord(
                    kind: "message", message: "root-x@example.org", messageNumber: 1, bodyLine: 4,
                    input: "in x.mbox", inputLine: 104)
            ])
        #expect(
            record.conclusion.verdict.sources == [
                SourceRecord(kind: "tree", variant: "P1", path: "drivers/x.c", line: 3)
            ])
        #expect(
            record.ranking[0].reasons.flatMap(\.sources) == [
                SourceRecord(
                    kind: "run", variant: "P1", driver: "plover x", scenario: "scenario x",
                    operation: 0, trace: 0),
                SourceRecord(kind: "compiler", variant: "P1", compilerMessage: 0),
            ])
    }

    @Test func keepsBytesThatAreNotUTF8() throws {
        let record = try record(of: JSONReport.text(of: ReviewFixture(word: "x").review))
        let lines = record.proposals[0].patches[0].files[0].hunks[0].lines
        #expect(lines.map(\.text) == ["a", "\u{fffd}", "b"])
        #expect(lines.map(\.bytes) == [nil, "/w==", nil])
        let hunk = record.variants[4].patches[0].outcome.files[0].hunks[0]
        #expect(hunk.conflict?.expected == TextRecord([UInt8(ascii: "x"), 0xfe]))
        #expect(hunk.conflict?.expected?.bytes == "eP4=")
    }

    @Test func writesAddressesAsStrings() throws {
        let record = try record(of: JSONReport.text(of: ReviewFixture(word: "x").review))
        let finding = try #require(record.variants[0].drivers[0].runs[0].findings.first)
        #expect(finding.kind == "stale")
        #expect(finding.iovas?.ranges.last?.last == "0xffffffffffffffff")
        #expect(finding.iovas?.byteCount == 8192)
    }

    @Test func tellsEachTraceOnce() throws {
        let record = try record(of: JSONReport.text(of: ReviewFixture(word: "x").review))
        let runs = record.variants.flatMap { $0.drivers.flatMap(\.runs) }
        #expect(runs.count == 3)
        #expect(runs.allSatisfy { $0.trace == 0 })
        #expect(record.traces.count == 1)
        #expect(record.traces[0].events[0].stack.map { record.frames[$0].function } == ["f_x"])
    }

    @Test func givesEachKindOfFindingAndEventAWord() throws {
        let record = try record(of: JSONReport.text(of: ReviewFixture(word: "x").review))
        let findings = record.variants[0].drivers[0].runs[0].findings
        #expect(Set(findings.map(\.kind)).count == 15)
        #expect(Set(findings.compactMap(\.crash)).count == 7)
        #expect(Set(record.traces[0].events.map(\.kind)).count == 9)
        #expect(!findings.map(\.kind).contains(""))
    }

    @Test func isDocumentedFieldByField() throws {
        let text = JSONReport.text(of: ReviewFixture(word: "x").review)
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(
            decoding: Data(contentsOf: root.appendingPathComponent("docs/json.md")), as: UTF8.self)
        let keys = Set(text.matches(of: #/"([A-Za-z]+)": /#).map { String($0.1) })
        #expect(keys.count > 150)
        for key in keys.sorted() {
            #expect(page.contains("`\(key)`"), "\(key)")
        }
    }

    @Test func isTheSameEachTime() {
        let review = ReviewFixture(word: "x").review
        #expect(JSONReport.text(of: review) == JSONReport.text(of: review))
    }
}
