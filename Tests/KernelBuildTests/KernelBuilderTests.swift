// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import HunkMatching
import Testing
import UnifiedDiffs

@testable import KernelBuild

@Suite(.enabled(if: TestTree.hasClang, TestTree.skipped))
struct KernelBuilderTests {
    @Test func `a bench and its units become one program`() async throws {
        let test = try TestTree()
        let outcome = try await test.builder().build(test.bench(), on: test.snapshot())
        let program = try #require(outcome.executable)
        #expect(program.elf.starts(with: [0x7f, 0x45, 0x4c, 0x46, 2, 1]))
        #expect(program.units.map(\.path) == ["bench/tiny.c", "lib/helper.c"])
        #expect(program.units.allSatisfy { $0.verdict == .compiled && !$0.isFromCache })
    }

    @Test func `undefined symbols of reachable code get a page each in the order of their names`()
        async throws
    {
        let test = try TestTree()
        let tiny = """
            extern int zebra(void), ant(void), never(void), bee;
            int unreachable(void) { return never(); }
            int tiny(int value) { return zebra() + ant() + bee; }
            """
        let outcome = try await test.builder().build(
            test.bench(), on: test.snapshot(["drivers/iommu/tiny.c": tiny]))
        let program = try #require(outcome.executable)
        #expect(
            program.hostSymbols == [
                "ant": 0x1_3000_0000, "bee": 0x1_3000_1000, "zebra": 0x1_3000_2000,
            ])
    }

    @Test func `all units are compiled although one of them fails`() async throws {
        let test = try TestTree()
        let outcome = try await test.builder().build(
            test.bench(),
            on: test.snapshot([
                "drivers/iommu/tiny.c": "int tiny(int v)\n{\n\treturn lost(v);\n}\n",
                "lib/helper.c": "int helped(int v) { return; }\n",
            ]))
        guard case .unitsFailed(let units) = outcome else {
            Issue.record("built")
            return
        }
        #expect(units.count == 2)
        guard case .failed(let messages) = units[0].verdict else {
            Issue.record("the driver compiled")
            return
        }
        #expect(
            messages.first?.location
                == CodeLocation(
                    path: "drivers/iommu/tiny.c", origin: .tree, line: 3, column: 9,
                    byteOffset: 26))
        #expect(messages.first?.option == "implicit-function-declaration")
        #expect(units[1].verdict.errors.count == 1)
    }

    @Test func `a unit that the bench needs and the tree lacks is absent`() async throws {
        let test = try TestTree()
        let outcome = try await test.builder().build(
            test.bench(), on: test.snapshot(["lib/helper.c": nil]))
        #expect(outcome.executable == nil)
        #expect(outcome.units.last?.verdict == .absent)
    }

    @Test func `two definitions of one function make no program`() async throws {
        let test = try TestTree()
        let outcome = try await test.builder().build(
            test.bench(),
            on: test.snapshot([
                "lib/helper.c": "int helped(int v){return v;}int tiny(int v){return v;}"
            ]))
        guard case .notLinked(let lines, _) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(lines == ["duplicate symbol: tiny"])
    }

    @Test func `the same content gives the same bytes wherever it lies`() async throws {
        let first = try TestTree()
        let second = try TestTree()
        let one = try await first.builder().build(first.bench(), on: first.snapshot())
        let other = try await second.builder().build(second.bench(), on: second.snapshot())
        #expect(one.executable != nil)
        #expect(one.executable?.digest == other.executable?.digest)
    }

    @Test func `addresses become functions and lines of the tree`() async throws {
        let test = try TestTree()
        let builder = try await test.builder()
        let program = try await test.program(by: builder)
        let addresses = stride(from: UInt64(0x1_4000_1000), to: 0x1_4000_4000, by: 4)
        let lines = try await builder.sourceLines(of: Array(addresses), in: program)
        let frames = lines.frames.values.compactMap(\.first)
        #expect(frames.contains { $0.function == "helped" && $0.path == "lib/helper.c" })
        #expect(frames.contains { $0.function == "bench_setup" && $0.origin == .bench })
        #expect(lines[0x1_0000_0000] == nil)
    }

    @Test func `a git tree gives the same program as its files in a folder`() async throws {
        let test = try TestTree()
        let repository = try test.repository()
        let builder = try await test.builder()
        let folder = try await builder.build(test.bench(), on: test.snapshot())
        let git = try TreeSnapshot(GitTree(repository: repository, revision: "HEAD"))
        let outcome = try await builder.build(test.bench(), on: git)
        #expect(outcome.executable != nil)
        #expect(outcome.executable?.digest == folder.executable?.digest)
        #expect(outcome.units.allSatisfy { $0.isFromCache }, "the contents are the same")
        var changed = git
        changed.setContents(
            Array("int helped(int v) { return 5; }".utf8),
            of: try TreePath(validating: "lib/helper.c"))
        let other = try await builder.build(test.bench(), on: changed)
        #expect(other.executable != nil)
        #expect(other.executable?.digest != folder.executable?.digest)
    }

    @Test func `a tree prepared once serves several builds, and no other tree`() async throws {
        let test = try TestTree()
        let builder = try await test.builder()
        let bench = try test.bench()
        let plain = try await builder.build(bench, on: test.snapshot())
        let prepared = try builder.prepare(test.tree, for: [bench])
        let other = try await builder.build(bench, on: test.snapshot(), prepared: prepared)
        #expect(other.executable?.digest == plain.executable?.digest)
        let grown = try await builder.build(
            bench, on: test.snapshot(["lib/not-there.c": "int more;\n"]), prepared: prepared)
        #expect(grown.units.map(\.path).last == "lib/not-there.c")
        let stranger = try TestTree(["lib/not-there.c": "int more;\n"])
        let ignored = try await builder.build(
            bench, on: stranger.snapshot(), prepared: prepared)
        #expect(ignored.units.map(\.path).last == "lib/not-there.c")
    }

    @Test func `progress is told unit by unit`() async throws {
        let test = try TestTree()
        let (stream, continuation) = AsyncStream.makeStream(of: BuildProgress.self)
        _ = try await test.builder().build(test.bench(), on: test.snapshot()) {
            continuation.yield($0)
        }
        continuation.finish()
        var steps: [BuildProgress] = []
        for await step in stream { steps.append(step) }
        #expect(steps.map(\.done) == [1, 2])
        #expect(Set(steps.map(\.unit)) == ["bench/tiny.c", "lib/helper.c"])
        #expect(steps.allSatisfy { $0.total == 2 && $0.bench == "tiny" })
    }

    @Test func `without a cache folder nothing is left`() async throws {
        let test = try TestTree()
        let scratch = "\(test.folder)/scratch"
        try FileManager.default.createDirectory(
            atPath: scratch, withIntermediateDirectories: true)
        do {
            let builder = try KernelBuilder(
                toolchain: try await Toolchain.find(searchPath: TestTree.searchPath),
                catalogue: test.catalogue, cacheFolder: nil, temporaryFolder: scratch, jobs: 1)
            let outcome = try await builder.build(test.bench(), on: test.snapshot())
            #expect(outcome.executable != nil)
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: scratch)
        #expect(left == [])
    }
}
