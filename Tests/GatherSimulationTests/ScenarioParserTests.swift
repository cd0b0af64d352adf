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

    @Test(arguments: [
        ("map 0 1p", 1, "put a line 'title: WHAT THE SCENARIO SHOWS' before the operations"),
        ("title: a\ntitle: b\nsync", 2, "has a second title; keep one"),
        ("title:\nsync", 1, "write after 'title:' what the scenario shows"),
        ("title: a", 0, "has no operation; add one, as in 'map 0 4p'"),
        ("", 0, "has no operation; add one, as in 'map 0 4p'"),
        ("title: a\nflush 0 1p", 2, "'flush' is no operation; use map, unmap, unmap_fast or sync"),
        ("title: a\nmap 0", 2, "map takes an IOVA and a length, as in 'map 0 4p'"),
        ("title: a\nsync 1p", 2, "sync takes no operand; delete '1p'"),
        (
            "title: a\nmap 0 4096", 2,
            "'4096' is no size; write pages as 4p, bytes as 64K, 2M or 1G, or 0"
        ),
        (
            "title: a\nmap -1p 1p", 2,
            "'-1p' is no size; write pages as 4p, bytes as 64K, 2M or 1G, or 0"
        ),
        (
            "title: a\nmap 0 99999999999999999999G", 2,
            "'99999999999999999999G' is no size; write pages as 4p, bytes as 64K, 2M or 1G, or 0"
        ),
        ("title: a\nunmap_fast 0 1p", 2, "is never synced; add a line 'sync' after it"),
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
        let text = Array("title: a\nmap 0 2p\nunmap_fast 1p 64K\nsync\n".utf8)
        for count in text.indices {
            for byte in [UInt8(0), 0x20, 0x70, 0xff] {
                _ = try? Scenario(
                    name: "cut", path: "cut", bytes: Array(text[..<count]) + [byte])
            }
        }
    }

    @Test func quantitiesThatDoNotFitAreNone() {
        #expect(ScenarioQuantity.pages(.max).byteCount(pageSize: 4096) == nil)
        #expect(ScenarioQuantity.pages(3).byteCount(pageSize: 16384) == 49152)
        #expect(ScenarioQuantity.bytes(.max).byteCount(pageSize: 4096) == .max)
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
