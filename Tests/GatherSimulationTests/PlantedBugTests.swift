// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import GatherSimulation

/// Each bug is found by exactly its verdict, in a driver that is clean without it.
@Suite(
    .enabled(
        if: Widget.canBuild, "skipped: clang and ld.lld with a RISC-V target are not on the PATH"))
struct PlantedBugTests {
    static let threePages = "map 0 6p\nunmap 1p 3p"
    static let unmapped = pages(1..<4)

    @Test func theDriverWithoutBugsIsClean() throws {
        let widget = try Widget.clean.get()
        for operations in [
            Self.threePages, "map 0 1p\nunmap 0 1p", "map 0 2p\nunmap 0 0",
            "map 0 12p\nunmap_fast 0 1p\nunmap_fast 8p 1p\nsync", "sync",
            "map 0 2p\nunmap 0 4p", "unmap 0 1p", "map 0 64K\nunmap 0 64K",
            "map 0 1p\nunmap 0 1p\nmap 0 1p\nunmap 0 1p", "map 0 0",
            // What is gathered may be cached until the sync, whatever happens to it before.
            "map 0 2p\nunmap_fast 0 1p\nunmap 0 1p\nsync",
            "map 0 2p\nunmap_fast 0 1p\nmap 0 1p\nsync",
        ] {
            let run = try widget.run(operations)
            #expect(run.outcome == .completed, "\(operations)")
            #expect(run.findings == [], "\(operations)")
        }
    }

    @Test(arguments: [
        ("NO_FLUSH", FindingKind.stale(unmapped)),
        ("FLUSH_FIRST", .stale(unmapped)),
        ("WRONG_LEAF", .stale(unmapped)),
        ("SHORT", .stale(pages(3..<4))),
        ("NO_WAIT", .unsynced(unmapped)),
        ("LEFT", .stillMapped(pages(2..<3))),
        ("WRONG_RETURN", .wrongReturn(returned: 0, allowed: 0x3000...0x3000)),
        ("LOST", .lostMapping(pages(4..<5))),
    ])
    func anUnmapThatIsWrong(bug: String, kind: FindingKind) throws {
        let run = try Widget(plant: bug).run(Self.threePages)
        #expect(run.outcome == .completed)
        #expect(run.findings == [Finding(kind, operation: 1)])
    }

    @Test func anUnmapThatClaimsMoreThanItDid() throws {
        let run = try Widget(plant: "TOO_MUCH").run(Self.threePages)
        #expect(
            run.findings == [
                Finding(.wrongReturn(returned: 0x4000, allowed: 0x3000...0x3000), operation: 1),
                Finding(.stillMapped(Self.pages(4..<5)), operation: 1),
            ])
    }

    @Test(arguments: [
        ("MAP_FAILS", FindingKind.mapFailed(errno: 12)),
        ("NOT_MAPPED", .notMapped(pages(0..<1))),
        ("WRONG_TRANSLATION", .wrongTranslation(pages(0..<1))),
    ])
    func aMapThatIsWrong(bug: String, kind: FindingKind) throws {
        let run = try Widget(plant: bug).run("map 0 3p")
        #expect(run.outcome == .completed)
        #expect(run.findings == [Finding(kind, operation: 0)])
    }

    @Test func aGatheredUnmapIsJudgedAtTheSync() throws {
        let operations = "map 0 12p\nunmap_fast 0 1p\nunmap_fast 8p 1p\nsync"
        var both = Self.pages(0..<1)
        both.formUnion(Self.pages(8..<9))
        #expect(
            try Widget(plant: "NO_FLUSH").run(operations).findings
                == [Finding(.stale(both), operation: 3)])
        #expect(
            try Widget(plant: "NO_WAIT").run(operations).findings
                == [Finding(.unsynced(both), operation: 3)])
        #expect(
            try Widget(plant: "SHORT").run(operations).findings
                == [Finding(.stale(Self.pages(8..<9)), operation: 3)])
    }

    @Test func aMappingThatReplacesAnotherLeavesTheOldOneBehind() throws {
        let run = try Widget.clean.get().run("map 0 2p\nmap 1p 1p")
        #expect(run.findings == [Finding(.stale(Self.pages(1..<2)), operation: 1)])
    }

    @Test func aDefectIsReportedOnce() throws {
        let run = try Widget(plant: "NO_FLUSH").run("map 0 1p\nunmap 0 1p\nmap 0 1p\nmap 4p 1p")
        #expect(run.findings == [Finding(.stale(Self.pages(0..<1)), operation: 1)])
    }

    @Test(arguments: [
        ("NULL", Crash.nullAccess(.load, address: 8)),
        ("NULL_CALL", .nullAccess(.fetch, address: 0)),
        ("WILD", .wildAccess(.store, address: 0x70_0000_0000)),
        ("UNINITIALISED", .wildAccess(.load, address: 0x5a5a_5a5a_5a5a_5a5a)),
        ("STACK", .stackOverflow),
        ("PANIC", .panic("widget 4 is on fire")),
        ("NO_REGISTER", .wildAccess(.store, address: 0x2000_0000)),
    ])
    func aCrash(bug: String, crash: Crash) throws {
        let run = try Widget(plant: bug).run(Self.threePages)
        #expect(run.outcome == .crashed)
        #expect(run.findings.map(\.kind) == [.crash(crash)])
        #expect(run.findings.map(\.operation) == [1])
        #expect(run.operations.count == 2)
        #expect(run.findings.first.map { $0.stack.count >= 3 } == true)
    }

    /// Of heap addresses only the kind of the crash is foreseeable.
    @Test func heapMemoryIsGuarded() throws {
        let used = try Widget(plant: "USE_AFTER_FREE").run(Self.threePages)
        guard case .crash(.useAfterFree(.store, _))? = used.findings.first?.kind else {
            Issue.record("\(used.findings)")
            return
        }
        let overrun = try Widget(plant: "OUT_OF_BOUNDS").run(Self.threePages)
        guard case .crash(.outOfBounds(.store, _))? = overrun.findings.first?.kind else {
            Issue.record("\(overrun.findings)")
            return
        }
        let constant = try Widget(plant: "CONST").run(Self.threePages)
        guard case .crash(.wildAccess(.store, _))? = constant.findings.first?.kind else {
            Issue.record("\(constant.findings)")
            return
        }
        #expect([used, overrun, constant].allSatisfy { $0.findings.count == 1 })
    }

    @Test func badFreesAreFoundAndTheKernelGoesOn() throws {
        let double = try Widget(plant: "DOUBLE_FREE").run("map 0 1p\nunmap 0 1p")
        guard case .badFree(_, .alreadyFree)? = double.findings.first?.kind else {
            Issue.record("\(double.findings)")
            return
        }
        let wild = try Widget(plant: "WILD_FREE").run("map 0 1p\nunmap 0 1p")
        guard case .badFree(_, .neverAllocated)? = wild.findings.first?.kind else {
            Issue.record("\(wild.findings)")
            return
        }
        #expect([double, wild].allSatisfy { $0.findings.count == 1 && $0.outcome == .completed })
    }

    @Test func aWarningIsFoundAndTheKernelGoesOn() throws {
        let run = try Widget(plant: "WARN").run("map 0 1p\nunmap 0 1p")
        #expect(run.outcome == .completed)
        #expect(
            run.findings.map(\.kind) == [
                .warning(file: "drivers/iommu/widget.c", line: 77, message: "unmap of -3")
            ])
    }

    @Test func theDevicesWalkReachesFreedMemory() throws {
        let freed = try Widget(plant: "FREE_TABLE").run("map 0 1p\nunmap 1p 0")
        guard case .freedTooEarly? = freed.findings.first?.kind else {
            Issue.record("\(freed.findings)")
            return
        }
        let wild = try Widget(plant: "WRONG_TABLE").run("map 0 1p\nunmap 1p 0")
        #expect(
            wild.findings.map(\.kind) == [.wildDeviceAccess(physicalAddress: 0x70_0000_0000)])
        #expect([freed, wild].allSatisfy { $0.outcome == .crashed })
        // Once when it is freed, once when it is read.
        #expect(freed.findings.count == 2)
    }

    static func pages(_ numbers: Range<UInt64>) -> AddressRangeSet {
        AddressRangeSet([
            AddressRange(
                first: 0x100000 + numbers.lowerBound * 4096,
                last: 0x100000 + numbers.upperBound * 4096 - 1)
        ])
    }
}
