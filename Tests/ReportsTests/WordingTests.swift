// SPDX-License-Identifier: GPL-2.0-only

import Mail
import Testing

@testable import GatherSimulation
@testable import HunkMatching
@testable import Reports
@testable import Reviews

struct WordingTests {
    @Test(arguments: [
        (Verdict.clean, "clean"), (.over(byteCount: 28 << 10), "over 28K"),
        (.over(byteCount: 100), "over 100B"), (.defect(.stale, byteCount: 3 << 20), "stale 3M"),
        (.defect(.crash, byteCount: nil), "crash"), (.notSimulated("why"), "not simulated"),
        (.notModelled("what"), "not modelled"), (.outOfBudget("what"), "out of budget"),
        (.simulatorFault("what"), "our bug"),
    ])
    func keepsTheFourOutcomesApartInCells(verdict: Verdict, words: String) {
        #expect(Wording.cell(verdict) == words)
    }

    @Test(arguments: [
        (HunkVerdict.exact, "exact"), (.offset(18), "offset +18"), (.offset(-131), "offset -131"),
        (.alreadyApplied(offset: 0), "already applied"),
        (.alreadyApplied(offset: 2), "already applied, offset +2"), (.notTried, "not tried"),
    ])
    func saysWhereAHunkFits(verdict: HunkVerdict, words: String) {
        #expect(Wording.hunk(verdict) == words)
    }

    @Test func namesThreeRangesAndCountsTheOthers() {
        let ranges = (0..<5).map { AddressRange(first: $0 * 16, last: $0 * 16 + 7) }
        #expect(Wording.ranges(AddressRangeSet(ranges[..<3])) == "0x0-0x7, 0x10-0x17, 0x20-0x27")
        #expect(
            Wording.ranges(AddressRangeSet(ranges)) == "0x0-0x7, 0x10-0x17, 0x20-0x27 and 2 more")
    }

    @Test func writesDatesInUTC() {
        let date = MailDate(secondsSince1970: 1_775_061_209, utcOffsetMinutes: -180)
        #expect(Wording.moment(date) == "2026-04-01T16:33:29Z")
        #expect(Wording.minute(date) == "2026-04-01 16:33")
        #expect(Wording.day(date) == "2026-04-01")
        #expect(Wording.minute(nil) == "no date")
    }

    @Test(arguments: [
        ([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"),
    ])
    func listsNames(names: [String], list: String) {
        #expect(Wording.list(names) == list)
    }

    @Test func countsWithTheRightNumber() {
        #expect(Wording.count(1, "file") == "1 file")
        #expect(Wording.count(0, "file") == "0 files")
        #expect(Wording.count(2, "person", plural: "people") == "2 people")
    }

    @Test func makesIdentifiersOfWords() {
        #expect(Wording.identifier(DefectKind.stillMapped) == "still-mapped")
        #expect(Wording.identifier(Conclusion.Status.needsAttention) == "needs-attention")
    }
}
