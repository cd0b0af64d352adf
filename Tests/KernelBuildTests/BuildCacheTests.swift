// SPDX-License-Identifier: GPL-2.0-only

import Benches
import Foundation
import HunkMatching
import Testing
import UnifiedDiffs

@testable import KernelBuild

@Suite(.enabled(if: TestTree.hasClang, TestTree.skipped))
struct BuildCacheTests {
    @Test func `a second run starts no program`() async throws {
        let test = try TestTree()
        let builder = try await test.builder()
        let first = try await test.program(by: builder)
        let lines = try await builder.sourceLines(of: [0x1_4000_1000, 0x1_4000_1010], in: first)
        let idle = try await test.builderWithoutPrograms()
        let second = try await test.program(by: idle)
        #expect(second.units.allSatisfy { $0.isFromCache })
        #expect(second.elf == first.elf)
        #expect(second.hostSymbols == first.hostSymbols)
        let again = try await idle.sourceLines(of: [0x1_4000_1010, 0x1_4000_1000], in: second)
        #expect(again == lines)
    }

    @Test(arguments: [
        "int tiny(int v) { return lost(v); }",
        "#include <linux/lost.h>\n",
        "int tiny(int v) { __asm__(\"nop\"); return v; }",
    ])
    func `a failure is remembered as well`(driver: String) async throws {
        let test = try TestTree()
        let snapshot = try test.snapshot(["drivers/iommu/tiny.c": driver])
        let first = try await test.builder().build(test.bench(), on: snapshot)
        let second = try await test.builderWithoutPrograms().build(test.bench(), on: snapshot)
        #expect(first.executable == nil)
        #expect(second.units.map(\.verdict) == first.units.map(\.verdict))
    }

    @Test func `a header that the shim gains or loses makes another key`() throws {
        let test = try TestTree()
        let tree = try TreeOnDisk(
            folder: "\(test.folder)/tree",
            visible: VisibleFolders.of(units: ["lib/helper.c"], architecture: nil),
            limits: BuildLimits())
        let shim = test.catalogue.shimFiles
        func key(_ shim: [BenchFile]) throws -> String {
            CompilerView(
                snapshot: try test.snapshot(), tree: tree, shim: shim, runtime: []
            ).namesDigest(for: .tree("lib/helper.c"))
        }
        #expect(try key(shim) == key(shim))
        #expect(try key(shim) != key(Array(shim.dropLast())))
        // Units of the tree see no bench.
        let runtime = CompilerView(
            snapshot: try test.snapshot(), tree: tree, shim: shim,
            runtime: test.catalogue.runtimeFiles)
        #expect(try runtime.namesDigest(for: .tree("lib/helper.c")) == key(shim))
    }

    @Test func `only the units that read a changed file are compiled again`() async throws {
        let test = try TestTree()
        let builder = try await test.builder()
        _ = try await builder.build(test.bench(), on: test.snapshot())
        let changed = try test.snapshot([
            "drivers/iommu/tiny.c": "int tiny(int v) { return v; }\n"
        ])
        let outcome = try await builder.build(test.bench(), on: changed)
        #expect(outcome.units.map(\.isFromCache) == [false, true])
        let header = try test.snapshot([
            "include/linux/numbers.h": "#define ONE 2\nint helped(int value);\n"
        ])
        let other = try await builder.build(test.bench(), on: header)
        #expect(other.units.map(\.isFromCache) == [false, false])
        let back = try await builder.build(test.bench(), on: test.snapshot())
        #expect(back.units.map(\.isFromCache) == [true, true])
    }

    @Test func `a header that appears earlier on the search path is found`() async throws {
        let test = try TestTree()
        let builder = try await test.builder()
        let before = try await builder.build(test.bench(), on: test.snapshot())
        let shadowed = try test.snapshot([
            "drivers/iommu/linux/numbers.h": "#define ONE 9\nint helped(int value);\n",
            "lib/linux/numbers.h": "#error found\n",
        ])
        // drivers/iommu comes after include, so that only the quoted form could find them.
        let after = try await builder.build(test.bench(), on: shadowed)
        #expect(after.executable?.digest == before.executable?.digest)
        let probing = try test.snapshot([
            "lib/helper.c": """
            #if __has_include(<linux/extra.h>)
            #error found
            #endif
            int helped(int value) { return value; }
            """
        ])
        let without = try await builder.build(test.bench(), on: probing)
        #expect(without.executable != nil)
        var found = probing
        found.setContents([], of: try .init(validating: "include/linux/extra.h"))
        let outcome = try await builder.build(test.bench(), on: found)
        #expect(outcome.units.last?.verdict.errors == ["found"])
    }

    @Test func `an embedded file counts as read`() async throws {
        let test = try TestTree()
        let builder = try await test.builder()
        func helper(_ data: String) throws -> TreeSnapshot {
            try test.snapshot([
                "lib/data.bin": data,
                "lib/helper.c": """
                static const char data[] = {
                #embed "/tree/lib/data.bin"
                };
                int helped(int value) { return data[value]; }
                """,
            ])
        }
        let first = try await builder.build(test.bench(), on: helper("one"))
        let second = try await builder.build(test.bench(), on: helper("two"))
        #expect(second.units.map { $0.isFromCache } == [true, false])
        #expect(first.executable?.digest != second.executable?.digest)
    }

    @Test func `what a limit cut off is tried again`() async throws {
        var limits = BuildLimits()
        limits.outputFileBytes = 1 << 20
        let test = try TestTree()
        let big = try test.snapshot(["lib/helper.c": "char big[1 << 22] = { 1 };\n"])
        let cut = try await test.builder(limits: limits).check(units: ["lib/helper.c"], on: big)
        #expect(cut.map(\.verdict) == [.cutOff(.output)])
        let whole = try await test.builder().check(units: ["lib/helper.c"], on: big)
        #expect(whole.map(\.verdict) == [.compiled])
    }

    @Test func `damaged entries are made anew`() async throws {
        let test = try TestTree()
        let first = try await test.program(by: test.builder())
        var damaged = 0
        for case let path as String in try #require(
            FileManager.default.enumerator(atPath: test.cache))
        {
            let url = URL(fileURLWithPath: "\(test.cache)/\(path)")
            guard var data = try? Data(contentsOf: url), !data.isEmpty else { continue }
            data[data.count / 2] ^= 1
            try data.write(to: url)
            damaged += 1
        }
        #expect(damaged > 5)
        let again = try await test.program(by: test.builder())
        #expect(again.elf == first.elf)
        #expect(again.units.map(\.isFromCache) == [false, false])
        let third = try await test.builderWithoutPrograms().build(
            test.bench(), on: test.snapshot())
        #expect(third.executable?.elf == first.elf)
    }

    @Test func `a damaged copy of a git tree gives no verdict and is made anew`() async throws {
        let test = try TestTree()
        let git = try TreeSnapshot(GitTree(repository: test.repository(), revision: "HEAD"))
        let builder = try await test.builder()
        let first = try await builder.build(test.bench(), on: git)
        var changed = git
        changed.setContents(
            Array("#include <linux/numbers.h>\nint helped(int v) { return ONE; }".utf8),
            of: try TreePath(validating: "lib/helper.c"))
        let names = try #require(FileManager.default.enumerator(atPath: "\(test.cache)/trees"))
        for case let name as String in names where name.hasSuffix("numbers.h") {
            try TestTree.write("#define ONE 7\n", to: "\(test.cache)/trees/\(name)")
        }
        await #expect(throws: KernelBuildError.self) {
            try await builder.build(test.bench(), on: changed)
        }
        let again = try await builder.build(test.bench(), on: changed)
        #expect(again.executable != nil)
        #expect(again.executable?.digest != first.executable?.digest)
    }

    @Test func `an empty file in the cache counts as none`() async throws {
        let test = try TestTree()
        _ = try await test.builder().build(test.bench(), on: test.snapshot())
        for folder in ["lists", "verdicts", "images", "objects"] {
            let names = try #require(
                FileManager.default.enumerator(atPath: "\(test.cache)/\(folder)"))
            for case let path as String in names {
                let full = "\(test.cache)/\(folder)/\(path)"
                var isFolder: ObjCBool = false
                _ = unsafe FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
                if !isFolder.boolValue { try Data().write(to: URL(fileURLWithPath: full)) }
            }
        }
        let outcome = try await test.builder().build(test.bench(), on: test.snapshot())
        #expect(outcome.executable != nil)
    }

    @Test func `two builders can use one cache at a time`() async throws {
        let test = try TestTree()
        let (bench, snapshot) = (try test.bench(), try test.snapshot())
        let builders = [try await test.builder(), try await test.builder()]
        let digests = try await withThrowingTaskGroup(of: String?.self) { group in
            for builder in builders {
                group.addTask {
                    try await builder.build(bench, on: snapshot).executable?.digest
                }
            }
            return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
        }
        #expect(digests.count == 1)
        #expect(!digests.contains(nil))
    }
}
