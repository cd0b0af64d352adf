// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import GatherSimulation

@Suite struct RunComparisonTests {
    @Test func overInvalidationIsBeyondReferenceAndScenario() {
        let reference = run([operation(unmapped: 0..<1, invalidated: [0..<1])])
        let mine = run([operation(unmapped: 0..<1, invalidated: [0..<4, 8..<9])])
        let comparison = RunComparison(of: mine, with: reference)
        #expect(comparison.overInvalidated.ranges == [pages(1..<4), pages(8..<9)])
        #expect(comparison.overInvalidated.byteCount == 0x4000)
        #expect(!comparison.invalidatesEverything)
        #expect(RunComparison(of: reference, with: mine).overInvalidated.isEmpty)
    }

    @Test func whatTheReferenceOrTheScenarioUnmapsIsNotOver() {
        let reference = run([
            operation(unmapped: 0..<2, invalidated: [4..<6]), operation(unmapped: 9..<10),
        ])
        let mine = run([
            operation(unmapped: 0..<2, invalidated: [0..<7]),
            operation(unmapped: 9..<10, invalidated: [9..<11]),
        ])
        #expect(
            RunComparison(of: mine, with: reference).overInvalidated.ranges
                == [pages(2..<4), pages(6..<7), pages(10..<11)])
    }

    @Test func whatOnlyTheRunUnmapsIsNotOver() {
        let reference = run([operation(unmapped: 0..<1, invalidated: [0..<1])])
        let mine = run([operation(unmapped: 0..<3, invalidated: [0..<4])])
        #expect(
            RunComparison(of: mine, with: reference).overInvalidated.ranges == [pages(3..<4)])
    }

    @Test func nothingGoesBeyondInvalidatingEverything() {
        let reference = run([
            operation(unmapped: 0..<1, everything: 1), operation(unmapped: 5..<6),
        ])
        let mine = run([
            operation(unmapped: 0..<1, invalidated: [0..<4]),
            operation(unmapped: 5..<6, invalidated: [5..<7]),
        ])
        let comparison = RunComparison(of: mine, with: reference)
        #expect(comparison.overInvalidated.ranges == [pages(6..<7)])
        let reverse = RunComparison(of: reference, with: mine)
        #expect(reverse.overInvalidated.isEmpty)
        #expect(reverse.invalidatesEverything)
    }

    @Test func aFindingOfTheReferenceIsMarked() {
        let stale = Finding(.stale(set(0..<4)), operation: 1)
        let more = Finding(.stale(set(2..<6)), operation: 1)
        let later = Finding(.stale(set(0..<4)), operation: 2)
        let other = Finding(.unsynced(set(0..<4)), operation: 1)
        let comparison = RunComparison(
            of: run(findings: [stale, more, later, other]), with: run(findings: [stale]))
        #expect(
            comparison.findings.map(\.share) == [
                .whole, .part(new: set(4..<6)), .none, .none,
            ])
        #expect(comparison.newFindings.map(\.finding) == [more, later, other])
        #expect(comparison.repaired.isEmpty)
    }

    @Test func addressesOfABuildAreNotCompared() {
        let reference: [FindingKind] = [
            .crash(.wildAccess(.load, address: 0x1_4000_2000)),
            .badFree(address: 0x1_4000_3000, .alreadyFree),
            .warning(file: "a.c", line: 10, message: "odd"),
            .crash(.nullAccess(.load, address: 8)),
        ]
        let mine: [(FindingKind, ComparedFinding.Share)] = [
            (.crash(.wildAccess(.load, address: 0x1_4000_7000)), .whole),
            (.crash(.wildAccess(.store, address: 0x1_4000_2000)), .none),
            (.badFree(address: 0x1_4000_9000, .alreadyFree), .whole),
            (.badFree(address: 0x1_4000_3000, .neverAllocated), .none),
            (.warning(file: "a.c", line: 12, message: "odd"), .whole),
            (.warning(file: "a.c", line: 10, message: "odder"), .none),
            (.crash(.nullAccess(.load, address: 16)), .none),
            (.wrongReturn(returned: 0, allowed: 1...1), .none),
        ]
        let comparison = RunComparison(
            of: run(findings: mine.map { Finding($0.0, operation: 0, stack: [1]) }),
            with: run(findings: reference.map { Finding($0, operation: 0, stack: [2]) }))
        #expect(comparison.findings.map(\.share) == mine.map(\.1))
    }

    @Test func aRepairIsSeenOnlyInARunThatCameToTheEnd() {
        let stale = Finding(.stale(set(0..<1)), operation: 1)
        let reference = run(findings: [stale])
        #expect(RunComparison(of: run(), with: reference).repaired == [stale])
        let stopped = run(outcome: .notModelled(name: "x", stack: []))
        #expect(RunComparison(of: stopped, with: reference).repaired.isEmpty)
    }

    @Test func runsThatStoppedEarlyAreNotMeasured() {
        let mine = run([operation(unmapped: 0..<1, invalidated: [0..<4], everything: 1)])
        for reference in [
            run(outcome: .crashed), run(outcome: .setupFailed("")),
            run(outcome: .outOfBudget(what: "", stack: [])),
        ] {
            let comparison = RunComparison(of: mine, with: reference)
            #expect(!comparison.isComplete)
            #expect(comparison.overInvalidated.isEmpty)
            #expect(!comparison.invalidatesEverything)
            #expect(comparison.instructionRatio == nil)
        }
    }

    @Test func costsCompare() {
        let comparison = RunComparison(
            of: run([operation(unmapped: 0..<1, instructions: 300)]),
            with: run([operation(unmapped: 0..<1, instructions: 200)]))
        #expect(comparison.instructionRatio == 1.5)
    }

    private func run(
        _ operations: [OperationRun] = [], findings: [Finding] = [],
        outcome: RunOutcome = .completed
    ) -> ScenarioRun {
        ScenarioRun(
            scenario: "s", outcome: outcome, findings: findings, operations: operations, trace: [],
            isTraceCut: false, executed: [])
    }

    private func operation(
        unmapped: Range<UInt64>, invalidated: [Range<UInt64>] = [], everything: UInt64 = 0,
        instructions: UInt64 = 0
    ) -> OperationRun {
        var cost = Cost()
        cost.invalidationsOfEverything = everything
        cost.instructions = instructions
        return OperationRun(
            operation: ScenarioOperation(.sync), iovas: nil, returned: nil,
            unmapped: set(unmapped), invalidated: AddressRangeSet(invalidated.map(pages)),
            cost: cost)
    }

    private func set(_ numbers: Range<UInt64>) -> AddressRangeSet {
        AddressRangeSet([pages(numbers)])
    }

    private func pages(_ numbers: Range<UInt64>) -> AddressRange {
        AddressRange(
            first: 0x100000 + numbers.lowerBound * 4096,
            last: 0x100000 + numbers.upperBound * 4096 - 1)
    }
}
