// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine
import Testing

@testable import GatherSimulation

@Suite(
    .enabled(
        if: Widget.canBuild, "skipped: clang and ld.lld with a RISC-V target are not on the PATH"))
struct TraceTests {
    @Test func theTraceTellsTheWholeStory() throws {
        let run = try Widget.clean.get().run("map 0 12p\nunmap_fast 0 1p\nunmap_fast 8p 1p\nsync")
        let joined = AddressRange(first: 0x100000, last: 0x108fff)
        let steps = run.trace.filter { $0.operation != nil }
        #expect(
            steps.map(\.kind) == [
                .operationStarted(
                    .map(iova: .bytes(0), length: .pages(12)),
                    iovas: AddressRange(first: 0x100000, last: 0x10bfff)),
                .operationReturned(0),
                .operationStarted(
                    .unmapFast(iova: .bytes(0), length: .pages(1)),
                    iovas: AddressRange(first: 0x100000, last: 0x100fff)),
                .operationReturned(0x1000),
                .gather(first: 0x100000, last: 0x100fff, pageSize: 0x1000),
                .operationStarted(
                    .unmapFast(iova: .pages(8), length: .pages(1)),
                    iovas: AddressRange(first: 0x108000, last: 0x108fff)),
                .operationReturned(0x1000),
                .gather(first: 0x100000, last: 0x108fff, pageSize: 0x1000),
                .operationStarted(.sync, iovas: nil),
                .registerWrite(address: 0x1000_0008, value: 0x100000, byteCount: 8),
                .registerWrite(address: 0x1000_0010, value: 0x108fff, byteCount: 8),
                .registerWrite(address: 0x1000_0020, value: 1, byteCount: 8),
                .invalidation(
                    Invalidation(.range(joined, leafSize: nil)), refetchedLeaves: 7),
                .completion,
                .registerRead(address: 0x1000_0028, value: 0x8000_0001, byteCount: 4),
                .operationReturned(nil),
            ])
        #expect(steps.map(\.operation) == [0, 0, 1, 1, 1, 2, 2, 2] + Array(repeating: 3, count: 8))
        #expect(run.invalidated.ranges == [joined])
        #expect(run.unmapped.byteCount == 0x2000)
        #expect(!run.isTraceCut)
    }

    @Test func anInvalidationNamesTheCallsThatLedToIt() throws {
        let widget = try Widget.clean.get()
        let run = try widget.run("map 0 1p\nunmap 0 1p")
        let image = try ELFImage(widget.image)
        let stack = run.trace.compactMap { event -> [String]? in
            guard case .invalidation = event.kind else { return nil }
            return event.stack.map { image.symbol(containing: $0)?.name ?? "?" }
        }
        #expect(stack == [["widget_flush", "widget_unmap", "scenario_unmap"]])
    }

    @Test func aCrashNamesTheCallsThatLedToIt() throws {
        let widget = try Widget(plant: "NULL")
        let run = try widget.run("map 0 1p\nunmap 0 1p")
        let image = try ELFImage(widget.image)
        #expect(
            run.findings.map { $0.stack.map { image.symbol(containing: $0)?.name } }
                == [["misbehave", "widget_clear", "widget_unmap", "scenario_unmap"]])
    }

    @Test func costsAreTheDriversAlone() throws {
        let widget = try Widget.clean.get()
        let one = try widget.run("map 0 2p\nunmap 0 1p")
        #expect(one.operations.map(\.returned) == [0, 0x1000])
        let unmap = try #require(one.operations.last).cost
        #expect(unmap.invalidations == 1)
        #expect(unmap.invalidationsOfEverything == 0)
        #expect(unmap.invalidatedBytes == 0x1000)
        #expect(unmap.completions == 1)
        #expect(unmap.refetchedLeaves == 0)
        #expect(unmap.registerAccesses == 4)
        #expect(unmap.instructions > 20 && unmap.instructions < 200)
        // Neither a slow device nor the walks of many pages cost the driver anything.
        let slow = try Widget(plant: "SLOW_MODEL").run("map 0 2p\nunmap 0 1p")
        #expect(slow.operations.map(\.cost) == one.operations.map(\.cost))
        let watched = try widget.run("map 0 2p\nunmap 0 1p\nunmap 100p 0\nmap 200p 20p")
        #expect(watched.operations[1].cost == unmap)
        #expect(one.cost.instructions == one.operations.map(\.cost.instructions).reduce(0, +))
    }

    @Test func aKernelsMessageIsFormatted() throws {
        let run = try Widget(plant: "PRINT").run("map 0 1p\nunmap 0 1p")
        let messages = run.trace.compactMap { event -> String? in
            guard case .message(let text) = event.kind else { return nil }
            return text
        }
        let message = try #require(messages.first)
        #expect(messages.count == 1)
        let start = "widget: -1    42|beef |0x10000000000 00000abc text z% lo 0x14"
        #expect(message.hasPrefix(start), "\(message)")
        #expect(message.hasSuffix(" -5 255    7"), "\(message)")
    }

    @Test func theSameRunGivesTheSameResult() throws {
        let widget = try Widget(plant: "NO_WAIT")
        let operations = "map 0 16p\nunmap_fast 0 3p\nunmap_fast 8p 1p\nsync\nunmap 4p 2p"
        let first = try widget.run(operations)
        for _ in 0..<5 {
            #expect(try widget.run(operations) == first)
        }
    }

    @Test func theTraceHasALimit() throws {
        var limits = SimulationLimits()
        limits.traceEvents = 3
        let run = try Widget.clean.get().run("map 0 1p\nunmap 0 1p", limits: limits)
        #expect(run.trace.count == 3)
        #expect(run.isTraceCut)
        #expect(run.outcome == .completed)
    }

    @Test func executedCodeIsKnown() throws {
        let widget = try Widget.clean.get()
        let image = try ELFImage(widget.image)
        let executed = Set(
            try widget.run("map 0 1p\nunmap 0 1p").executed.compactMap {
                image.symbol(containing: $0)?.name
            })
        #expect(executed.isSuperset(of: ["widget_map", "widget_flush", "widget_wait"]))
        #expect(executed.isDisjoint(with: ["scenario_sync", "recurse"]))
    }
}
