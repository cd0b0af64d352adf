// SPDX-License-Identifier: GPL-2.0-only

import GatherSimulation
import Testing

@testable import Reviews

@Suite struct VerdictTests {
    @Test func `better stands before worse`() {
        let ordered: [Verdict] = [
            .clean, .over(byteCount: 4096), .over(byteCount: 8192), .notSimulated("why"),
            .outOfBudget("what"), .notModelled("what"), .simulatorFault("what"),
            .defect(.wrongReturn, byteCount: nil), .defect(.warning, byteCount: nil),
            .defect(.mapping, byteCount: nil), .defect(.stillMapped, byteCount: 4096),
            .defect(.unsynced, byteCount: 1 << 30), .defect(.stale, byteCount: 4096),
            .defect(.stale, byteCount: 8192), .defect(.memory, byteCount: nil),
            .defect(.crash, byteCount: nil),
        ]
        for (index, verdict) in ordered.enumerated() {
            #expect(ordered[..<index].allSatisfy { $0 < verdict && !(verdict < $0) })
        }
    }

    /// A finding, what it is called, and whether it says how many bytes it is about.
    struct Row: Sendable {
        let finding: FindingKind
        let kind: DefectKind
        var hasBytes = true
    }

    @Test(arguments: [
        Row(finding: .stale(Hand.page), kind: .stale),
        Row(finding: .staleInATC(Hand.page), kind: .stale),
        Row(finding: .uninitialised("returns 1"), kind: .memory, hasBytes: false),
        Row(finding: .unsynced(Hand.page), kind: .unsynced),
        Row(finding: .stillMapped(Hand.page), kind: .stillMapped),
        Row(finding: .notMapped(Hand.page), kind: .mapping),
        Row(finding: .wrongTranslation(Hand.page), kind: .mapping),
        Row(finding: .lostMapping(Hand.page), kind: .mapping),
        Row(finding: .mapFailed(errno: 12), kind: .mapping, hasBytes: false),
        Row(
            finding: .wrongReturn(returned: 1, allowed: 0...0), kind: .wrongReturn, hasBytes: false),
        Row(finding: .warning(file: "a.c", line: 1, message: ""), kind: .warning, hasBytes: false),
        Row(finding: .crash(.stackOverflow), kind: .crash, hasBytes: false),
        Row(finding: .wildDeviceAccess(physicalAddress: 1), kind: .memory, hasBytes: false),
        Row(finding: .freedTooEarly(physicalAddress: 1), kind: .freedEarly, hasBytes: false),
        Row(finding: .badFree(address: 1, .alreadyFree), kind: .memory, hasBytes: false),
    ])
    func `a finding is a defect of its kind`(_ row: Row) {
        let verdict = Verdict(Hand.run([row.finding]), overInvalidated: AddressRangeSet())
        #expect(verdict == .defect(row.kind, byteCount: row.hasBytes ? 4096 : nil))
        #expect(verdict.isDefect)
        #expect(verdict.isKnown)
    }

    @Test func `the worst finding speaks for a run`() {
        let run = Hand.run([
            .warning(file: "a.c", line: 1, message: ""), .stale(Hand.page), .unsynced(Hand.page),
        ])
        #expect(
            Verdict(run, overInvalidated: Hand.page) == .defect(.stale, byteCount: 4096))
    }

    @Test func `a defect seen before the run ended early is a defect`() {
        let outcome = RunOutcome.notModelled(name: "kmalloc", stack: [])
        let run = Hand.run([.stale(Hand.page)], outcome: outcome)
        #expect(Verdict(run, overInvalidated: AddressRangeSet()).isDefect)
    }

    @Test(arguments: [
        (RunOutcome.completed, Verdict.clean),
        (.notModelled(name: "kmalloc", stack: []), .notModelled("kmalloc")),
        (.outOfBudget(what: "time", stack: []), .outOfBudget("time")),
        (.simulatorFault("why"), .simulatorFault("why")),
        (.setupFailed("-22"), .notSimulated("the bench could not be set up: -22")),
    ])
    func `an end without a finding is what it is`(outcome: RunOutcome, verdict: Verdict) {
        #expect(
            Verdict(Hand.run(outcome: outcome), overInvalidated: AddressRangeSet()) == verdict)
        #expect(!verdict.isDefect)
        #expect(verdict.isKnown == (outcome == .completed))
    }

    @Test func `too much is said with its size, and only where nothing is wrong`() {
        #expect(Verdict(Hand.run(), overInvalidated: Hand.page) == .over(byteCount: 4096))
        #expect(Verdict.over(byteCount: 28672).words == "over 28 KiB")
        #expect(Verdict.defect(.stale, byteCount: 100).words == "stale 100 B")
        #expect(Verdict.defect(.crash, byteCount: nil).words == "crash")
    }

    @Test func `a driver is as bad as its worst run`() {
        let driver = Hand.driver("one", Hand.run([.unsynced(Hand.page)]))
        #expect(driver.verdict == .defect(.unsynced, byteCount: 4096))
        #expect(Hand.driver("one").verdict == .clean)
    }

    /// A scenario that asks for what callers should not ask for: what the driver does then counts
    /// where the reference does not do it, in the table's cell and in the ranking alike.
    @Test(arguments: [(true, Verdict.clean), (false, .defect(.warning, byteCount: nil))])
    func `a remark counts where the reference has none`(isInReference: Bool, verdict: Verdict) {
        let warns = Hand.run(remarks: [.warning(file: "a.c", line: 1, message: "odd")])
        let quiet = Hand.run()
        // The base is as quiet as can be: it is not what remarks are judged by.
        let driver = Hand.driver(
            "heron", warns, base: quiet, reference: isInReference ? warns : quiet)
        #expect(driver.verdict == verdict)
        #expect(driver.newDefects == (isInReference ? [] : [.warning]))
        let reasons = VariantReasons(
            variant: Hand.variant(["P1"], drivers: [driver]),
            base: Hand.base([Hand.driver("heron")])
        ).statements.map(\.text)
        #expect(reasons.contains("breaks heron: warning (one-page)") == !isInReference)
    }

    @Test(arguments: [
        (RunOutcome.completed, true), (.crashed, true), (.notModelled(name: "f", stack: []), false),
        (.outOfBudget(what: "time", stack: []), false),
    ])
    func `a driver hangs where it came to an end before`(base: RunOutcome, hangs: Bool) {
        let endless = Hand.run(outcome: .outOfBudget(what: "time", stack: []))
        let driver = Hand.driver("heron", endless, base: Hand.run(outcome: base))
        #expect(driver.hangs == hangs)
        let standing = Standing(
            of: Hand.variant(["P1"], drivers: [driver]), base: nil, changedLines: 1)
        #expect(standing.regressions == (hangs ? 1 : 0))
    }

    @Test(
        arguments: [
            (0, "0 B"), (1, "1 B"), (1023, "1023 B"), (1024, "1 KiB"), (1025, "1025 B"),
            (4096, "4 KiB"), (1 << 20, "1 MiB"), ((1 << 20) + 1024, "1025 KiB"), (3 << 30, "3 GiB"),
        ] as [(UInt64, String)])
    func `bytes are counted in the largest unit that fits`(count: UInt64, text: String) {
        #expect(ByteCount.text(count) == text)
    }
}
