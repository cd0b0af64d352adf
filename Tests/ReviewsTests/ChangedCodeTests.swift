// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import GatherSimulation
import HunkMatching
import Testing
import UnifiedDiffs

@testable import Reviews

@Suite struct ChangedCodeTests {
    private static let path = "drivers/iommu/a.c"

    private func snapshot(_ files: [String: String]) throws -> TreeSnapshot {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("changed-code-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var tree = TreeSnapshot(try FolderTree(folder: folder.path))
        for (path, text) in files {
            tree.setContents(Array(text.utf8), of: try TreePath(validating: path))
        }
        return tree
    }

    private func change(_ before: String, _ after: String) throws -> ChangedCode {
        let path = try TreePath(validating: Self.path)
        return ChangedCode(
            from: try snapshot([Self.path: before]), to: try snapshot([Self.path: after]),
            paths: [path])
    }

    @Test func `functions are changed, added and removed`() throws {
        let code = try change(
            "int a(void)\n{\n\treturn 1;\n}\nint b(void)\n{\n}\nint c(void)\n{\n}\n",
            "int a(void)\n{\n\treturn 2;\n}\nint d(void)\n{\n}\nint c(void)\n{\n\t/* same */\n}\n")
        #expect(
            code.functions.map { "\($0.name) \($0.change.rawValue) \($0.lines)" }
                == ["a changed 1...4", "d added 5...7", "b removed 5...7"])
        #expect(code.declarations == [])
    }

    @Test func `what stands outside of functions is told by its file`() throws {
        let code = try change(
            "#define A 1\nint a(void)\n{\n}\n", "#define A 2\nint a(void)\n{\n}\n")
        #expect(code.functions == [])
        #expect(code.declarations == [Self.path])
    }

    // MARK: Drivers without a bench

    private static let tree = [
        "drivers/iommu/iommu.c":
            "int iommu_device_register(struct iommu *a)\n{\n}\nint b(void)\n{\n\tiommu_device_register(a);\n}\n",
        "drivers/iommu/formats.c":
            "void *table[] = {\n\t[THIS] = &this_fns,\n\t[OTHER] = &other_fns,\n};",
        "drivers/iommu/this.c": "struct io_pgtable_init_fns this_fns = {\n};\n",
        "drivers/iommu/one.c": "int p(void)\n{\n\talloc(THIS);\n\tiommu_device_register(&a);\n}\n",
        "drivers/iommu/two.c": "int p(void)\n{\n\talloc(OTHER);\n\tiommu_device_register(&a);\n}\n",
        "drivers/iommu/big/big.c": "int p(void)\n{\n\tiommu_device_register(a);\n}\n",
        "drivers/iommu/big/help.c": "int h(void)\n{\n}\n",
    ]

    @Test(arguments: [
        ("drivers/iommu/iommu.c", ["big/big.c", "two.c"]),
        ("drivers/iommu/this.c", []),
        ("drivers/iommu/two.c", ["two.c"]),
        ("drivers/iommu/big/help.c", ["big/big.c"]),
        ("include/linux/iommu.h", ["big/big.c", "two.c"]),
        ("sound/core.c", []),
    ])
    func `drivers without a bench are named where a change may reach them`(
        changed: String, drivers: [String]
    ) throws {
        let uncovered = UncoveredDrivers(
            try snapshot(Self.tree), covered: ["drivers/iommu/one.c"])
        let code = ChangedCode(
            functions: [
                ChangedCode.Function(path: changed, name: "f", change: .changed, lines: 1...2)
            ], declarations: [])
        #expect(uncovered.paths(reachedBy: code) == drivers.map { "drivers/iommu/\($0)" })
    }

    @Test func `a format reaches the drivers that name it`() throws {
        let uncovered = UncoveredDrivers(try snapshot(Self.tree), covered: [])
        let code = ChangedCode(functions: [], declarations: ["drivers/iommu/this.c"])
        #expect(uncovered.paths(reachedBy: code) == ["drivers/iommu/one.c"])
    }

    // MARK: Runs

    @Test func `a run that does the same is no change`() {
        #expect(RunChange(RunReview(Hand.run(), reference: Hand.run(), base: Hand.run())) == nil)
    }

    @Test func `functions that run anew are a change`() throws {
        let review = RunReview(Hand.run(), reference: Hand.run(), base: Hand.run())
        let change = try #require(RunChange(review, functions: ["f", "g"], onBase: ["g", "h"]))
        #expect(change.alsoRuns == ["f"])
        #expect(change.noLongerRuns == ["h"])
    }

    @Test func `where a run ended in the program is no change`() throws {
        let one = Hand.run(outcome: .notModelled(name: "f", stack: [1]))
        let two = Hand.run(outcome: .notModelled(name: "f", stack: [2]))
        let three = Hand.run(outcome: .notModelled(name: "g", stack: [1]))
        #expect(RunChange(RunReview(one, reference: two, base: two)) == nil)
        #expect(RunChange(RunReview(one, reference: three, base: three)) != nil)
    }
}
