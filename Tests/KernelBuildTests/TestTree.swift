// SPDX-License-Identifier: GPL-2.0-only

import Benches
import Foundation
import HunkMatching
import Testing
import UnifiedDiffs

@testable import KernelBuild

/// A small kernel tree and a bench for it in a temporary folder, which goes with the value.
final class TestTree {
    let folder: String
    let tree: FolderTree
    let catalogue: BenchCatalogue

    /// Whether there is a clang to test with.
    static let hasClang = searchPath.split(separator: ":").contains {
        FileManager.default.isExecutableFile(atPath: "\($0)/clang")
    }

    static let skipped: Comment = "skipped: there is no clang on PATH"

    /// A folder that holds `linux-6.12`.
    static let kernelTrees = ProcessInfo.processInfo.environment["REVIEW_THREAD_TREES"]

    static var searchPath: String { ProcessInfo.processInfo.environment["PATH"] ?? "" }

    static let files = [
        "include/linux/numbers.h": "#define ONE 1\nint helped(int value);\n",
        "lib/helper.c": """
        #include <linux/numbers.h>
        int helped(int value)
        {
        	return value + ONE;
        }
        """,
        "drivers/iommu/tiny.c": """
        #include <linux/numbers.h>
        extern int outside(int value);
        extern int never_called(void);
        int unreachable(void)
        {
        	return never_called();
        }
        int tiny(int value)
        {
        	return helped(value) + outside(value);
        }

        """,
    ]

    static let bench = """
        /* SPDX-License-Identifier: GPL-2.0-only
         *
         * bench: tiny
         * driver: drivers/iommu/tiny.c
         * units: lib/helper.c ?lib/not-there.c
         * page: 4096
         * iova: 0x100000
         */
        #include "drivers/iommu/tiny.c"
        __attribute__((used, retain)) int bench_setup(void)
        {
        	return tiny(1);
        }

        """

    init(_ changes: [String: String] = [:], bench: String = bench) throws {
        let name = "kernel-build-tests-\(UUID().uuidString)"
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
            .resolvingSymlinksInPath().path
        self.folder = folder
        let files = Self.files.merging(changes) { _, new in new }
        for (path, text) in files { try Self.write(text, to: "\(folder)/tree/\(path)") }
        try Self.write(bench, to: "\(folder)/benches/tiny.c")
        tree = try FolderTree(folder: "\(folder)/tree")
        catalogue = try BenchCatalogue(folders: ["\(folder)/benches"])
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    var cache: String { "\(folder)/cache" }

    func bench() throws -> Bench { try #require(catalogue.bench(named: "tiny")) }

    /// The tree with other or (nil) removed files.
    func snapshot(_ changes: [String: String?] = [:]) throws -> TreeSnapshot {
        var snapshot = TreeSnapshot(tree)
        for (path, text) in changes {
            snapshot.setContents(
                text.map { Array($0.utf8) }, of: try TreePath(validating: path))
        }
        return snapshot
    }

    func builder(limits: BuildLimits = BuildLimits()) async throws -> KernelBuilder {
        try KernelBuilder(
            toolchain: try await Toolchain.find(searchPath: Self.searchPath),
            catalogue: catalogue, cacheFolder: cache, limits: limits, jobs: 2)
    }

    /// The program that the builder makes of the tree.
    func program(
        by builder: KernelBuilder, _ changes: [String: String?] = [:]
    ) async throws -> Executable {
        let outcome = try await builder.build(bench(), on: snapshot(changes))
        return try #require(outcome.executable, "\(outcome)")
    }

    /// A builder on the same cache that cannot start any program.
    func builderWithoutPrograms() async throws -> KernelBuilder {
        let real = try await Toolchain.find(searchPath: Self.searchPath)
        let broken = Toolchain(
            clang: "/nowhere/clang", linker: "/nowhere/ld.lld",
            symbolizer: "/nowhere/llvm-symbolizer", version: real.version)
        return try KernelBuilder(
            toolchain: broken, catalogue: catalogue, cacheFolder: cache, jobs: 2)
    }

    /// The verdict on one file of C, put into the tree as `drivers/iommu/hostile.c`.
    func verdict(
        on text: String, limits: BuildLimits = BuildLimits()
    ) async throws -> UnitVerdict {
        let path = "drivers/iommu/hostile.c"
        let reports = try await builder(limits: limits).check(
            units: [path], on: try snapshot([path: text]))
        return try #require(reports.first).verdict
    }

    /// A git repository with the tree's files in its only commit.
    func repository() throws -> String {
        let repository = "\(folder)/repository"
        try FileManager.default.copyItem(atPath: "\(folder)/tree", toPath: repository)
        let author = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        for words in [["init", "-q"], ["add", "."], author + ["commit", "-qm", "Files"]] {
            let git = Process()
            git.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            git.arguments = ["git", "-C", repository] + words
            try git.run()
            git.waitUntilExit()
            try #require(git.terminationStatus == 0)
        }
        return repository
    }

    static func write(_ text: String, to path: String) throws {
        let url = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }
}

extension UnitVerdict {
    /// The texts of the errors; empty for other verdicts.
    var errors: [String] {
        guard case .failed(let messages) = self else { return [] }
        return messages.filter { $0.severity == .error || $0.severity == .fatal }.map(\.text)
    }
}
