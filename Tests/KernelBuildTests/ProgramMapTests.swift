// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import KernelBuild

@Suite(.enabled(if: TestTree.hasClang, TestTree.skipped))
struct ProgramMapTests {
    private static let tiny = "drivers/iommu/tiny.c"

    private func program() async throws -> Executable {
        let test = try TestTree()
        return try await test.program(by: test.builder())
    }

    @Test func `functions of the tree are known, those of the bench are left out`() async throws {
        let map = ProgramMap(try await program(), linesOf: [])
        #expect(Set(map.functions.map(\.name)) == ["tiny", "helped"])
        #expect(map.codeLines == [:])
    }

    @Test func `a line has code where the compiler made some, be it dropped later`() async throws {
        let map = ProgramMap(try await program(), linesOf: [Self.tiny, "not/there.c"])
        let lines = try #require(map.codeLines[Self.tiny])
        // Declarations have none; the function that nothing calls has.
        #expect(lines.isDisjoint(with: [1, 2, 3, 4, 8]))
        #expect(lines.isSuperset(of: [6, 10]))
        #expect(map.codeLines["not/there.c"] == nil)
    }

    @Test func `what nothing refers to is not in the program`() async throws {
        let map = ProgramMap(try await program(), linesOf: [Self.tiny])
        #expect(map.holdsCode(of: Self.tiny, lines: 8...11))
        #expect(!map.holdsCode(of: Self.tiny, lines: 4...7))
        #expect(!map.holdsCode(of: "lib/helper.c", lines: 1...9))
    }

    @Test func `addresses become lines and functions`() async throws {
        let map = ProgramMap(try await program(), linesOf: [Self.tiny])
        let tiny = try #require(map.functions.first { $0.name == "tiny" })
        let all = Array(
            stride(from: tiny.addresses.lowerBound, to: tiny.addresses.upperBound, by: 4))
        #expect(map.functions(holding: all) == ["tiny"])
        #expect(map.lines(of: Self.tiny, holding: all).contains(10))
        #expect(map.functions(holding: []) == [])
        #expect(map.lines(of: Self.tiny, holding: [tiny.addresses.upperBound + 0x1000]) == [])
    }

    @Test func `damage is no trap`() async throws {
        let elf = try await program().elf
        for count in stride(from: 0, to: elf.count, by: max(1, elf.count / 97)) {
            _ = ProgramMap(elf: Array(elf[..<count]), linesOf: [Self.tiny])
        }
        for index in stride(from: 0, to: elf.count, by: max(1, elf.count / 211)) {
            var damaged = elf
            damaged[index] ^= 0xff
            _ = ProgramMap(elf: damaged, linesOf: [Self.tiny])
        }
    }
}
