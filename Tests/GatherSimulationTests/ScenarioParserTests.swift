// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import GatherSimulation

@Suite struct ScenarioParserTests {
    @Test func readsEachOperation() throws {
        let scenario = try parse(
            """
            # pages that are far apart
            title:  two   unmaps, one gather

            map 0 16p        # all of them
            unmap_fast 0 1p
            \tunmap_fast 8p 64K\r
            sync
            unmap 2M 1G
            """)
        #expect(scenario.name == "sample")
        #expect(scenario.title == "two unmaps, one gather")
        #expect(
            scenario.operations == [
                ScenarioOperation(.map(iova: .bytes(0), length: .pages(16)), lineNumber: 4),
                ScenarioOperation(.unmapFast(iova: .bytes(0), length: .pages(1)), lineNumber: 5),
                ScenarioOperation(
                    .unmapFast(iova: .pages(8), length: .bytes(0x10000)), lineNumber: 6),
                ScenarioOperation(.sync, lineNumber: 7),
                ScenarioOperation(
                    .unmap(iova: .bytes(0x20_0000), length: .bytes(1 << 30)), lineNumber: 8),
            ])
        #expect(
            scenario.operations.map(\.action.description) == [
                "map 0 16p", "unmap_fast 0 1p", "unmap_fast 8p 64K", "sync", "unmap 2M 1G",
            ])
    }

    static let sizes =
        "write pages as 4p, bytes as 64K, 2M or 1G, 0, the first and the end of the domain's IOVAs "
        + "as start and end, or a sum as 2M+4p or end-4p"

    @Test(arguments: [
        ("map 0 1p", 1, "put a line 'title: WHAT THE SCENARIO SHOWS' before the operations"),
        ("title: a\ntitle: b\nsync", 2, "has a second title; keep one"),
        ("title:\nsync", 1, "write after 'title:' what the scenario shows"),
        ("title: a", 0, "has no operation; add one, as in 'map 0 4p'"),
        ("", 0, "has no operation; add one, as in 'map 0 4p'"),
        (
            "title: a\nflush 0 1p", 2,
            "'flush' is no operation; use map, unmap, unmap_fast, sync, unmap_queued, "
                + "flush_all or expect"
        ),
        ("title: a\nmap 0", 2, "map takes an IOVA and a length, as in 'map 0 4p'"),
        ("title: a\nsync 1p", 2, "sync takes no operand; delete '1p'"),
        (
            "title: a\nmap 0 4096", 2,
            "'4096' is no size; \(sizes)"
        ),
        (
            "title: a\nmap -1p 1p", 2,
            "'-1p' is no size; \(sizes)"
        ),
        (
            "title: a\nmap 0 99999999999999999999G", 2,
            "'99999999999999999999G' is no size; \(sizes)"
        ),
        ("title: a\nunmap_fast 0 1p", 2, "is never synced; add a line 'sync' after it"),
        (
            "title: a\nunmap_queued 0 1p\nsync", 2,
            "is never flushed; add a line 'flush_all' after it"
        ),
        ("title: a\nflush_all 1p", 2, "flush_all takes no operand; delete '1p'"),
        ("title: a\nmap 0 1p page", 2, "map takes an IOVA and a length, as in 'map 0 4p'"),
        ("title: a\nmap 0 1p page 1", 2, "'1' is no size; \(sizes)"),
        ("title: a\nmap end-1 1p", 2, "'end-1' is no size; \(sizes)"),
        ("title: a\nmap 2M+ 1p", 2, "'2M+' is no size; \(sizes)"),
        (
            "title: a\nexpect nothing", 2,
            "write 'expect mapped IOVA LENGTH', 'expect unmapped IOVA LENGTH' or "
                + "'expect returned LENGTH'"
        ),
        (
            "title: a\nexpect mapped 0", 2,
            "expect mapped takes an IOVA and a length, as in 'expect mapped 0 4p'"
        ),
        (
            "title: a\nmap 0 1p\nexpect returned 1p", 3,
            "there is no unmap before it that could have returned anything"
        ),
        ("title: a\nalign: 3M\nsync", 2, "'3M' is no alignment; write a power of two, as 2M"),
        ("title: a\nalign: 2M\nalign: 4M\nsync", 3, "has a second alignment; keep one"),
        (
            "title: a\nfail: maps\nsync", 2,
            "'maps' cannot be made to fail; write 'fail: allocations'"
        ),
        ("title: a\njudge: all\nsync", 2, "write 'judge: differences', or leave the line out"),
        (
            "title: a\nspeed: 3\nsync", 2,
            "'speed:' is no setting; use title, align, leaf, fail, judge or repeat"
        ),
        ("title: a\nsync\nalign: 2M", 3, "move 'align:' before the first operation"),
    ])
    func saysWhereAndWhatToDo(text: String, line: Int, advice: String) {
        #expect(
            problems(text) == [
                ScenarioProblem(path: "sample.scenario", lineNumber: line, advice: advice)
            ])
    }

    @Test func saysEverythingAtOnce() {
        let found = problems("title: a\nmap 0\nnothing\nmap 0 x\n")
        #expect(found.map(\.lineNumber) == [2, 3, 4])
        #expect(
            ScenarioError(problems: found).description.hasPrefix("sample.scenario:2: map takes"))
    }

    @Test func boundsTheText() {
        let many = "title: a\n" + String(repeating: "sync\n", count: 1001)
        #expect(problems(many).map(\.lineNumber) == [1002])
        let long = "title: a\n" + String(repeating: "#", count: 1 << 16)
        #expect(problems(long).map(\.lineNumber) == [0])
        #expect(throws: ScenarioError.self) {
            try Scenario(name: "sample", path: "sample.scenario", bytes: [0x74, 0xff, 0x0a])
        }
    }

    @Test func anyCutOfATextIsRefusedOrRead() {
        let text = Array(
            "title: a\nalign: 2M\nmap end-2p 2p page 4K\nunmap_fast 1p 64K\nsync\nexpect mapped 0 1p"
                .utf8)
        for count in text.indices {
            for byte in [UInt8(0), 0x20, 0x70, 0xff] {
                _ = try? Scenario(
                    name: "cut", path: "cut", bytes: Array(text[..<count]) + [byte])
            }
        }
    }

    @Test func quantitiesThatDoNotFitAreNone() {
        #expect(bytes(.pages(.max)) == nil)
        #expect(bytes(.pages(3)) == 0x3000)
        #expect(bytes(.bytes(.max)) == .max)
        #expect(bytes(.sum(.bytes(.max), .pages(1))) == nil)
        #expect(bytes(.difference(.pages(1), .pages(2))) == nil)
        #expect(bytes(.end) == 0x10_0000)
        #expect(ScenarioQuantity.end.byteCount(pageSize: 4096, end: nil) == nil)
        #expect(ScenarioQuantity.start.byteCount(pageSize: 4096, end: 0) == nil)
    }

    @Test(arguments: [
        ("0", UInt64(0)), ("3p", 0x3000), ("2M+3p", 0x20_3000), ("end-4p", 0xf_c000),
        ("end-1p-4K", 0xf_e000), ("64K+64K-1p", 0x1_f000),
        ("start+2p", UInt64.max - 0xdfff),
    ])
    func quantitiesAreSums(word: String, count: UInt64) throws {
        let quantity = try #require(ScenarioQuantity(word))
        #expect(bytes(quantity) == count)
        #expect(quantity.description == word)
    }

    @Test func writesWhatItReads() throws {
        let text = """
            title: every operation there is
            align: 2M
            fail: allocations
            judge: differences
            repeat: 300
            map 0 2M page 4K
            unmap 2M-4p 8p
            unmap_fast 0 1p
            sync
            unmap_queued end-4p 4p
            flush_all
            expect mapped 0 1p
            expect unmapped 1p 1p
            expect returned 64K

            """
        let scenario = try parse(text)
        #expect(scenario.text == text)
        #expect(scenario.alignment == 2 << 20)
        #expect(scenario.failsAllocations)
        #expect(scenario.judgesDifferences)
        #expect(scenario.repetitions == 300)
        #expect(
            scenario.operations.map(\.action) == [
                .mapInPages(iova: .bytes(0), length: .bytes(2 << 20), pageSize: .bytes(4096)),
                .unmap(
                    iova: .difference(.bytes(2 << 20), .pages(4)), length: .pages(8)),
                .unmapFast(iova: .bytes(0), length: .pages(1)), .sync,
                .unmapQueued(iova: .difference(.end, .pages(4)), length: .pages(4)), .flushAll,
                .expectMapped(iova: .bytes(0), length: .pages(1)),
                .expectUnmapped(iova: .pages(1), length: .pages(1)),
                .expectReturned(.bytes(0x10000)),
            ])
    }

    private func bytes(_ quantity: ScenarioQuantity) -> UInt64? {
        quantity.byteCount(pageSize: 4096, start: .max - 0xffff, end: 0x10_0000)
    }

    private func parse(_ text: String) throws(ScenarioError) -> Scenario {
        try Scenario(name: "sample", path: "sample.scenario", bytes: Array(text.utf8))
    }

    private func problems(_ text: String) -> [ScenarioProblem] {
        do throws(ScenarioError) {
            _ = try parse(text)
            return []
        } catch {
            return error.problems
        }
    }
}
