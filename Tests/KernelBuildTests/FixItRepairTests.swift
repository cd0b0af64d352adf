// SPDX-License-Identifier: GPL-2.0-only

import HunkMatching
import Testing
import UnifiedDiffs

@testable import KernelBuild

@Suite(.enabled(if: TestTree.hasClang, TestTree.skipped))
struct FixItRepairTests {
    private static let driver = """
        struct gather { int pages; };
        extern void fill(struct gather *gather);
        int tiny(int value)
        {
        	struct gather local, *passed = &local;

        	fill(&passed);
        	return value;
        }

        """

    @Test func `the fix-it of a pointer to a pointer removes the ampersand`() async throws {
        let test = try TestTree()
        let builder = try await test.builder()
        let snapshot = try test.snapshot(["drivers/iommu/tiny.c": Self.driver])
        let failed = try await builder.build(test.bench(), on: snapshot)
        #expect(failed.executable == nil)
        let repair = try #require(FixItRepair.offered(for: failed.units, on: snapshot))
        #expect(
            repair.changes == [
                FixItRepair.Change(
                    path: "drivers/iommu/tiny.c", line: 7,
                    error: "incompatible pointer types passing 'struct gather **' to parameter of "
                        + "type 'struct gather *'; remove &",
                    before: "\tfill(&passed);", after: "\tfill(passed);")
            ])
        let repaired = try await builder.build(test.bench(), on: repair.snapshot)
        #expect(repaired.executable != nil)
        #expect(repair.snapshot.changedPaths == snapshot.changedPaths)
    }

    @Test func `one error without a fix-it leaves no repair`() async throws {
        let test = try TestTree()
        let text = Self.driver + "int other(void) { return lost_for_ever_and_a_day; }\n"
        let snapshot = try test.snapshot(["drivers/iommu/tiny.c": text])
        let failed = try await test.builder().build(test.bench(), on: snapshot)
        #expect(FixItRepair.offered(for: failed.units, on: snapshot) == nil)
    }

    @Test func `a file that the patch did not touch is not repaired`() async throws {
        let test = try TestTree(["drivers/iommu/tiny.c": Self.driver])
        let snapshot = try test.snapshot(["lib/helper.c": "int helped(int v) { return v; }\n"])
        let failed = try await test.builder().build(test.bench(), on: snapshot)
        #expect(failed.executable == nil)
        #expect(FixItRepair.offered(for: failed.units, on: snapshot) == nil)
    }

    @Test(arguments: [
        "#line 1 \"/tree/lib/helper.c\"\n", "#line 40\n",
        "#line 3 \"/tree/x\\nfix-it:\\\"/tree/lib/helper.c\\\":{1:1-1:2}:\\\"z\\\"\"\n",
    ])
    func `a place that was made up is not repaired`(line: String) async throws {
        let test = try TestTree()
        let snapshot = try test.snapshot([
            "drivers/iommu/tiny.c": line + Self.driver,
            "lib/helper.c": "int helped(int v) { return v; }\n",
        ])
        let failed = try await test.builder().build(test.bench(), on: snapshot)
        #expect(failed.executable == nil)
        #expect(FixItRepair.offered(for: failed.units, on: snapshot) == nil)
    }

    @Test func `a unit that was refused leaves no repair`() throws {
        let test = try TestTree()
        let report = UnitReport(
            path: "lib/helper.c", verdict: .refused(.inlineAssembly, detail: "asm"),
            isFromCache: false)
        #expect(FixItRepair.offered(for: [report], on: try test.snapshot()) == nil)
    }

    @Test func `fix-its that meet leave no repair`() throws {
        let test = try TestTree()
        let snapshot = try test.snapshot(["lib/a.c": "int a;\n"])
        func place(_ offset: Int) -> CodeLocation {
            CodeLocation(
                path: "lib/a.c", origin: .tree, line: 1, column: offset + 1, byteOffset: offset)
        }
        let first = FixIt(start: place(0), end: place(3), replacement: "long")
        let second = FixIt(start: place(2), end: place(4), replacement: "")
        func report(_ fixIts: [FixIt]) -> UnitReport {
            let error = CompilerMessage(
                location: place(0), severity: .error, text: "odd", fixIts: fixIts)
            return UnitReport(path: "lib/a.c", verdict: .failed([error]), isFromCache: false)
        }
        #expect(FixItRepair.offered(for: [report([first, second])], on: snapshot) == nil)
        let one = try #require(FixItRepair.offered(for: [report([first])], on: snapshot))
        let path = try TreePath(validating: "lib/a.c")
        #expect(try one.snapshot.contents(of: path) == Array("long a;\n".utf8))
    }
}
