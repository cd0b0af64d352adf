// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine
import Testing

@Suite struct ELFImageTests {
    private static let executable: Executable = {
        var executable = Executable([Assembly.nop, Assembly.ret])
        executable.symbols = [
            .init(name: "helper", address: 0x1_0004, size: 4, info: 0x02),
            .init(name: "start", address: 0x1_0000, size: 4),
            .init(name: "table", address: 0x3_0000, size: 16, info: 0x11),
            .init(name: "label", address: 0x1_0004, size: 0, info: 0x00),
            .init(name: "$x", address: 0x1_0000, size: 0, info: 0x00),
            .init(name: "file.c", address: 0, size: 0, info: 0x04),
        ]
        return executable
    }()

    /// The file with a little-endian value at a place.
    private func patched(_ offset: Int, _ value: some FixedWidthInteger) -> [UInt8] {
        var bytes = Self.executable.bytes
        bytes.replaceSubrange(offset..<offset + value.bytes.count, with: value.bytes)
        return bytes
    }

    private func expect(_ problem: ELFProblem, _ bytes: [UInt8]) {
        #expect(throws: problem) { try ELFImage(bytes) }
    }

    @Test("Segments and symbols are found")
    func wellFormed() throws {
        let image = try ELFImage(Self.executable.bytes)
        #expect(
            image.segments.map(\.addresses) == [
                0x1_0000..<0x1_0008, 0x2_0000..<0x2_0010, 0x3_0000..<0x3_0080,
            ])
        #expect(
            image.segments.map(\.permissions) == [[.read, .execute], [.read], [.read, .write]])
        #expect(image.segments.map(\.contents.count) == [8, 16, 64])
        #expect(image.symbols.map(\.name) == ["start", "helper", "label", "table"])
        #expect(image.entry == 0x1_0000)
        #expect(image.upperBound == 0x3_0080)
        #expect(image.symbol(named: "table")?.kind == .object)
        #expect(image.symbol(named: "helper")?.isGlobal == false)
        #expect(image.symbol(named: "$x") == nil)
    }

    @Test("An address is named by the function or object that holds it")
    func containingSymbol() throws {
        let image = try ELFImage(Self.executable.bytes)
        #expect(image.symbol(containing: 0x1_0000)?.name == "start")
        #expect(image.symbol(containing: 0x1_0003)?.name == "start")
        #expect(image.symbol(containing: 0x1_0006)?.name == "helper")
        #expect(image.symbol(containing: 0x1_0008) == nil)
        #expect(image.symbol(containing: 0x3_000F)?.name == "table")
        #expect(image.symbol(containing: 0) == nil)
        #expect(image.symbol(containing: .max) == nil)
    }

    @Test("Of two symbols with one name the global one is found")
    func duplicateNames() throws {
        var executable = Self.executable
        executable.symbols = [
            .init(name: "twice", address: 0x1_0000, size: 4, info: 0x02),
            .init(name: "twice", address: 0x1_0004, size: 4, info: 0x12),
        ]
        #expect(try ELFImage(executable.bytes).symbol(named: "twice")?.address == 0x1_0004)
    }

    @Test("What is no RV64 executable is refused with its reason")
    func refusals() {
        expect(.notELF, [])
        expect(.notELF, [UInt8]("#!/bin/sh".utf8))
        expect(.truncated(what: "file header", offset: 0, needed: 64), [0x7F, 0x45, 0x4C, 0x46])
        expect(.unsupportedFormat, patched(4, UInt8(1)))
        expect(.unsupportedFormat, patched(5, UInt8(2)))
        expect(.wrongMachine(62), patched(18, UInt16(62)))
        expect(.notExecutable(type: 3), patched(16, UInt16(3)))
        expect(.unsupportedFlags(1), patched(48, UInt32(1)))
        expect(.badEntrySize(what: "program header", size: 32), patched(54, UInt16(32)))
        expect(.badEntrySize(what: "section header", size: 40), patched(58, UInt16(40)))
        expect(.limitExceeded(what: "segments", limit: 64), patched(56, UInt16.max))
        expect(.noSegments, patched(56, UInt16(0)))
        expect(.dynamicallyLinked, patched(64, UInt32(3)))
        expect(.badSegment(index: 0), patched(64 + 32, UInt64(9)))
        expect(.badSegment(index: 0), patched(64 + 40, UInt64.max))
        expect(
            .truncated(what: "segment", offset: .max, needed: 8), patched(64 + 8, UInt64.max))
        expect(.overlappingSegments(address: 0x2_0000), patched(64 + 40, UInt64(0x1_0001)))
    }

    @Test("Segments come by address, whatever their order in the file")
    func unsortedSegments() throws {
        var executable = Self.executable
        executable.segments.reverse()
        #expect(
            try ELFImage(executable.bytes).segments == ELFImage(Self.executable.bytes).segments)
    }

    @Test("Limits hold")
    func limits() {
        var limits = ELFLimits()
        limits.symbols = 3
        #expect(throws: ELFProblem.limitExceeded(what: "symbols", limit: 3)) {
            try ELFImage(Self.executable.bytes, limits: limits)
        }
        limits = ELFLimits()
        limits.fileBytes = 100
        #expect(throws: ELFProblem.limitExceeded(what: "file bytes", limit: 100)) {
            try ELFImage(Self.executable.bytes, limits: limits)
        }
    }

    /// Loads and runs what can be loaded; returns whether it could.
    private func survives(_ bytes: [UInt8]) -> Bool {
        guard let image = try? ELFImage(bytes) else { return false }
        for symbol in image.symbols.prefix(8) {
            _ = image.symbol(containing: symbol.address)
        }
        guard let machine = try? Machine(image, layout: Guest.layout) else { return true }
        machine.fuel = 100
        _ = machine.call(image.entry)
        return true
    }

    @Test("Every truncation is refused, none traps")
    func truncations() {
        let bytes = Self.executable.bytes
        let loadable = (0..<bytes.count).filter { survives(Array(bytes[..<$0])) }
        // The last section header is needed; everything shorter lacks something.
        #expect(loadable == [])
        #expect(survives(bytes))
    }

    @Test("No change of one byte traps", arguments: [UInt8(0x01), 0x80, 0xFF, 0x7F])
    func byteChanges(mask: UInt8) {
        let bytes = Self.executable.bytes
        var survivors = 0
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= mask
            if survives(changed) { survivors += 1 }
        }
        #expect(survivors > 0 && survivors < bytes.count)
    }

    @Test("No change of several bytes of the headers traps")
    func randomHeaders() {
        let bytes = Self.executable.bytes
        var generator = SeededGenerator(seed: 1)
        var survivors = 0
        for _ in 0..<3000 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                let index = Int.random(in: 16..<232, using: &generator)
                changed[index] = [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &generator) ?? 0
            }
            if survives(changed) { survivors += 1 }
        }
        #expect(survivors > 0 && survivors < 3000)
    }
}
