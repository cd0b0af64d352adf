// SPDX-License-Identifier: GPL-2.0-only

import Benches
import Testing

@testable import GatherSimulation

/// The table of planted bugs: each is seen in the scenario that is there for it, as exactly this.
///
/// Every scenario of the program, every kind of finding, and every check has a row.
@Suite(
    .enabled(
        if: Widget.canBuild, "skipped: clang and ld.lld with a RISC-V target are not on the PATH"))
struct PlantedBugTableTests {
    /// One row; heap addresses differ with every change of the source and are left out.
    struct Row: CustomTestStringConvertible {
        let bug: Gadget.Bug
        let scenario: String
        let findings: [String]
        var outcome = "completed"

        init(
            _ bug: Gadget.Bug, _ scenario: String, _ findings: String..., outcome: String? = nil
        ) {
            (self.bug, self.scenario, self.findings) = (bug, scenario, findings)
            self.outcome = outcome ?? "completed"
        }

        var testDescription: String { "\(bug) in \(scenario)" }
    }

    static let table: [Row] = [
        // Never invalidated.
        Row(.NO_FLUSH, "one-page", "stale 0x200000-0x200fff"),
        Row(.SHORT, "many-pages", "stale 0x217000-0x217fff"),
        Row(.FLUSH_FIRST, "many-pages", "stale 0x204000-0x217fff"),
        Row(.WRONG_LEAF, "one-page", "stale 0x200000-0x200fff"),
        Row(.FIRST_ONLY, "disjoint-unmaps", "stale 0x208000-0x208fff"),
        Row(.SECOND_TABLE, "two-tables", "stale 0x800000-0x803fff"),
        Row(.BLOCK_NOT_GATHERED, "mixed-sizes", "stale 0x400000-0x7fffff"),
        Row(.SPLIT_HINT, "partial-block", "stale 0x410000-0x41ffff"),
        Row(.SPLIT_HINT, "larger-leaf", "stale 0x400000-0x400fff"),
        // What iova_to_phys invalidates comes too late.
        Row(.ONLY_TRANSLATE_FLUSHES, "one-page", "stale 0x200000-0x200fff"),
        Row(
            .ONLY_TRANSLATE_FLUSHES, "disjoint-unmaps",
            "stale 0x200000-0x200fff 0x208000-0x208fff"),
        Row(.HALF_NO_FLUSH, "half-mapped", "stale 0x200000-0x201fff"),
        Row(.GIVES_UP_LATER, "many-times", "stale 0x200000-0x200fff"),
        Row(.START_IS_NONE, "first-iovas", "stale 0x200000-0x203fff"),
        Row(.END_EXCLUSIVE, "last-iovas", "stale 0x21fc000-0x21fffff"),
        Row(.QUEUE_NO_FLUSH, "queued-unmaps", "stale 0x200000-0x200fff 0x208000-0x20bfff"),
        Row(.UNWIND_NO_FLUSH, "failed-map", "stale 0x7fc000-0x7fffff", "stale 0xc00000-0xffffff"),
        // Invalidated, but not known to be complete.
        Row(.NO_WAIT, "one-page", "unsynced 0x200000-0x200fff"),
        Row(
            .QUEUE_NO_WAIT, "queued-unmaps",
            "unsynced 0x200000-0x200fff 0x208000-0x20bfff"),
        // The device's own cache.
        Row(.ATC_FINE, "many-pages"),
        Row(.ATC_WAITS, "many-pages"),
        Row(.ATC_NOT_FLUSHED, "one-page", "staleInATC 0x200000-0x200fff"),
        Row(.ATC_SHORT, "many-pages", "staleInATC 0x217000-0x217fff"),
        Row(.ATC_FIRST, "one-page", "staleInATC 0x200000-0x200fff"),
        Row(.ATC_TOO_EARLY, "one-page", "staleInATC 0x200000-0x200fff"),
        Row(.ATC_NO_WAIT, "one-page", "unsynced 0x200000-0x200fff"),
        // The page table.
        Row(.LEFT, "two-tables", "stillMapped 0x7fd000-0x7fdfff"),
        Row(.UNMAP_NOT_SYNCED, "one-page", "stillMapped 0x200000-0x200fff"),
        Row(.MAP_NOT_SYNCED, "unmap-nothing", "notMapped 0x200000-0x200fff"),
        Row(.WRONG_TRANSLATION, "unmap-nothing", "wrongTranslation 0x200000-0x200fff"),
        Row(
            .SPLIT_LOSES_ADDRESS, "partial-block",
            "wrongTranslation 0x400000-0x40ffff 0x420000-0x5fffff"),
        Row(.SPLIT_LOSES_REST, "partial-block", "lostMapping 0x5ff000-0x5fffff"),
        Row(.LOST, "many-pages", "lostMapping 0x218000-0x218fff"),
        Row(
            .NO_UNWIND, "failed-map", "leftBehind 0x7fc000-0x7fffff",
            "leftBehind 0xc00000-0xffffff", "badFree neverAllocated"),
        Row(.MAP_FAILS, "unmap-nothing", "mapFailed 22"),
        Row(.WRONG_RETURN, "many-pages", "wrongReturn 40960"),
        Row(
            .TOO_MUCH, "many-pages", "wrongReturn 86016", "stillMapped 0x218000-0x218fff"),
        Row(.TRANSLATES_BLOCK, "freed-table"),
        Row(.TRANSLATES_BLOCK, "block-over-table", "disagreement 0x7ff000-0x7fffff"),
        // Tables that the device may still walk.
        Row(.NO_WALK_FLUSH, "freed-table", "freedTooEarly"),
        Row(.WALK_LEAVES_ONLY, "freed-table", "freedTooEarly"),
        Row(.WALK_NO_WAIT, "freed-table", "freedTooEarly"),
        Row(.REMAP_NO_WALK_FLUSH, "block-over-table", "freedTooEarly"),
        // Locks.
        Row(.DOUBLE_LOCK, "one-page", "locking alreadyHeld"),
        Row(.UNLOCK_TWICE, "one-page", "locking notHeld"),
        Row(
            .KEEPS_LOCK, "one-page", "locking heldAtReturn", "locking interruptsOffAtReturn"),
        Row(
            .KEEPS_LOCK_ON_ERROR, "failed-map", "locking heldAtReturn",
            "locking interruptsOffAtReturn", "leftBehind 0x7fc000-0x7fffff",
            "leftBehind 0xc00000-0xffffff", "badFree neverAllocated"),
        Row(.INTERRUPTS_OFF, "one-page", "locking interruptsOffAtReturn"),
        Row(.SLEEP, "one-page", "locking sleepsWhileAtomic"),
        Row(.MUTEX, "one-page", "locking sleepsWhileAtomic"),
        Row(.SLEEPING_ALLOCATION, "one-page", "locking sleepsWhileAtomic"),
        // Crashes.
        Row(.NULL_GATHER, "block-over-table", "crash nullAccess", outcome: "crashed"),
        Row(.NULL_TABLE, "failed-map", "crash nullAccess", outcome: "crashed"),
        Row(.NULL_LOAD, "unmap-nothing", "crash nullAccess", outcome: "crashed"),
        Row(.WILD_STORE, "one-page", "crash wildAccess", outcome: "crashed"),
        Row(.OUT_OF_BOUNDS, "one-page", "crash outOfBounds", outcome: "crashed"),
        Row(.USE_AFTER_FREE, "freed-table", "crash useAfterFree", outcome: "crashed"),
        Row(.UNINITIALISED, "one-page", "crash wildAccess", outcome: "crashed"),
        Row(.STACK, "one-page", "crash stackOverflow", outcome: "crashed"),
        Row(.FRAME, "one-page", "crash stackOverflow", outcome: "crashed"),
        Row(.PANIC, "one-page", "crash panic", outcome: "crashed"),
        Row(.DOUBLE_FREE, "freed-table", "badFree alreadyFree"),
        Row(.FREES_TWO_PAGES, "one-page", "badFree otherSize"),
        Row(.KEEPS_CLOCK, "one-page", "locking powerUnbalancedAtReturn"),
        Row(.WRONG_TABLE, "one-page", "wildDeviceAccess", outcome: "crashed"),
        Row(.ENDLESS, "one-page", outcome: "outOfBudget"),
    ]

    static let names = [
        "one-page", "many-pages", "many-times", "disjoint-unmaps", "unmap-nothing", "two-tables",
        "mixed-sizes", "larger-leaf", "partial-block", "never-mapped", "half-mapped",
        "queued-unmaps", "freed-table", "block-over-table", "block-over-large-pages",
        "first-iovas", "last-iovas", "failed-map", "failed-split", "supersection",
    ]

    @Test func everyScenarioIsCleanWithoutBugs() throws {
        #expect(try Set(BenchCatalogue().scenarios.map(\.name)) == Set(Self.names))
        for run in try Gadget().run(scenarios: Self.names) {
            #expect(run.outcome == .completed, "\(run.scenario)")
            #expect(run.findings == [], "\(run.scenario)")
            #expect(run.remarks == [], "\(run.scenario)")
        }
    }

    @Test(arguments: table)
    func aBugIsFound(row: Row) throws {
        var limits = SimulationLimits()
        limits.operationInstructions = 1_000_000
        let run = try #require(
            try Gadget(plant: row.bug).run(scenarios: [row.scenario], limits: limits).first)
        var seen: [String] = []
        for finding in run.findings.map({ Self.words($0.kind) }) where !seen.contains(finding) {
            seen.append(finding)
        }
        #expect(seen == row.findings)
        #expect(String("\(run.outcome)".prefix { $0 != "(" }) == row.outcome)
    }

    /// The device works beside the driver, and may use up what is left of the budget.
    @Test func everyBudgetEndsInAVerdict() throws {
        for instructions in stride(from: UInt64(500), to: 15_000, by: 500) {
            var limits = SimulationLimits()
            limits.scenarioInstructions = instructions
            let runs = try Gadget().run(scenarios: ["one-page", "failed-map"], limits: limits)
            for run in runs where !run.outcome.isCompleted {
                guard case .outOfBudget = run.outcome else {
                    Issue.record("\(instructions) instructions: \(run.outcome)")
                    continue
                }
            }
        }
    }

    /// What counts only beside a reference.
    @Test(arguments: [
        (Gadget.Bug.RETURNS_SIZE, "never-mapped", ["wrongReturn 4096"]),
        (.RETURNS_SIZE, "half-mapped", ["wrongReturn 16384"]),
        (.WARNS, "never-mapped", ["warning"]),
        (.COMPLAINS, "one-page", ["complaint gadget: gave up after %d"]),
    ])
    func aBugIsADifference(bug: Gadget.Bug, scenario: String, findings: [String]) throws {
        let reference = try #require(try Gadget().run(scenarios: [scenario]).first)
        let run = try #require(try Gadget(plant: bug).run(scenarios: [scenario]).first)
        #expect(run.findings == [])
        let judged = run.judged(beside: reference)
        #expect(Set(judged.findings.map { Self.words($0.kind) }) == Set(findings))
        #expect(judged.remarks == [])
        let comparison = RunComparison(of: judged, with: reference)
        #expect(comparison.newFindings.map(\.finding) == judged.findings)
        #expect(run.judged(beside: run).findings == [])
    }

    @Test func whatHangsOnMemoryThatNobodyWroteIsFound() throws {
        var limits = SimulationLimits()
        limits.comparesFreshMemory = true
        let run = try #require(
            try Gadget(plant: .FRESH_FLAG).run(scenarios: ["one-page"], limits: limits).first)
        #expect(
            run.findings.map { Self.words($0.kind) }
                == ["uninitialised: returns 4096"])
        #expect(run.findings.first?.operation == 1)
        let plain = try #require(try Gadget(plant: .FRESH_FLAG).run(scenarios: ["one-page"]).first)
        #expect(plain.findings == [], "a flag that is not set by chance")
        for bug in [Gadget.Bug.FRESH_COPY, .NONE] {
            for run in try Gadget(plant: bug).run(scenarios: Self.names, limits: limits) {
                #expect(run.findings == [], "\(bug) in \(run.scenario)")
            }
        }
    }

    @Test func aStackOverflowIsFoundWhereItHappens() throws {
        let run = try #require(try Gadget(plant: .STACK).run(scenarios: ["one-page"]).first)
        let stack = try #require(run.findings.first).stack
        #expect((5...7).contains(stack.count), "three frames of 4 KiB fit: \(stack.count)")
    }

    @Test func whatIsInvalidatedTooMuchIsMeasured() throws {
        let reference = try #require(try Gadget().run(scenarios: ["one-page"]).first)
        let over = try #require(try Gadget(plant: .OVER).run(scenarios: ["one-page"]).first)
        let all = try #require(try Gadget(plant: .FLUSH_ALL).run(scenarios: ["one-page"]).first)
        #expect(over.findings == [] && all.findings == [])
        #expect(
            RunComparison(of: over, with: reference).overInvalidated.ranges
                == [AddressRange(first: 0x201000, last: 0x204fff)])
        #expect(RunComparison(of: all, with: reference).invalidatesEverything)
    }

    @Test func whatTheScenarioExpectsIsLookedAt() throws {
        let run = try Gadget().run(
            "map 0 2p\nunmap 0 1p\nexpect returned 2p\nexpect mapped 0 2p\nexpect unmapped 0 2p")
        #expect(
            run.findings.map(\.kind) == [
                .unmetExpectation("returned 2p"), .unmetExpectation("mapped 0 2p"),
                .unmetExpectation("unmapped 0 2p"),
            ])
        #expect(run.findings.map(\.operation) == [1, 1, 1], "they are about the unmap")
        let met = try Gadget().run(
            "map 0 2p\nunmap 0 1p\nexpect returned 1p\nexpect mapped 1p 1p\nexpect unmapped 0 1p")
        #expect(met.findings == [])
    }

    @Test func theTableIsLongEnough() {
        #expect(Set(Self.table.map(\.bug)).count >= 30)
        #expect(Set(Self.table.map(\.scenario)).count >= 14)
    }

    private static func words(_ kind: FindingKind) -> String {
        switch kind {
        case .stale(let iovas): "stale \(iovas)"
        case .unsynced(let iovas): "unsynced \(iovas)"
        case .stillMapped(let iovas): "stillMapped \(iovas)"
        case .notMapped(let iovas): "notMapped \(iovas)"
        case .wrongTranslation(let iovas): "wrongTranslation \(iovas)"
        case .lostMapping(let iovas): "lostMapping \(iovas)"
        case .leftBehind(let iovas): "leftBehind \(iovas)"
        case .disagreement(let iovas): "disagreement \(iovas)"
        case .mapFailed(let errno): "mapFailed \(errno)"
        case .wrongReturn(let returned, _): "wrongReturn \(returned)"
        case .warning: "warning"
        case .complaint(let message): "complaint \(message)"
        case .crash(let crash): "crash \(String("\(crash)".prefix { $0 != "(" }))"
        case .wildDeviceAccess: "wildDeviceAccess"
        case .freedTooEarly: "freedTooEarly"
        case .badFree(_, let reason): "badFree \(reason)"
        case .locking(let defect, _): "locking \(defect)"
        case .unmetExpectation(let words): "unmetExpectation \(words)"
        case .staleInATC(let iovas): "staleInATC \(iovas)"
        case .uninitialised(let words): "uninitialised: \(words)"
        }
    }
}
