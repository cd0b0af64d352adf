// SPDX-License-Identifier: GPL-2.0-only

import Benches
import Foundation
import Testing

@Suite struct BenchFolderTests {
    private static func bench(_ name: String, driver: String = "drivers/iommu/heron.c") -> String {
        """
        /* SPDX-License-Identifier: GPL-2.0-only
         *
         * bench: \(name)
         * driver: \(driver)
         * page: 4096
         * iova: 0
         */
        """
    }

    @Test func `a bench of the user wins over one of the program`() throws {
        let folder = try TemporaryFolder(["mine.c": Self.bench("sprd"), "model.h": "// regs\n"])
        let catalogue = try BenchCatalogue(folders: [folder.path])
        let bench = try #require(catalogue.bench(named: "sprd"))
        #expect(bench.driver == "drivers/iommu/heron.c")
        #expect(bench.file.path == "benches/mine.c")
        #expect(bench.file.origin == .folder("\(folder.path)/mine.c"))
        #expect(bench.companions.map(\.path) == ["benches/model.h"])
        #expect(catalogue.benches.filter { $0.name == "sprd" }.count == 1)
        #expect(catalogue.bench(named: "mtk")?.file.origin == .embedded)
    }

    @Test func `a later folder wins over an earlier one`() throws {
        let first = try TemporaryFolder(["a.c": Self.bench("heron", driver: "drivers/a.c")])
        let second = try TemporaryFolder(["b.c": Self.bench("heron", driver: "drivers/b.c")])
        let catalogue = try BenchCatalogue(folders: [first.path, second.path + "/"])
        #expect(catalogue.bench(named: "heron")?.driver == "drivers/b.c")
        #expect(catalogue.bench(named: "heron")?.file.origin == .folder("\(second.path)/b.c"))
    }

    @Test func `a scenario of the user is added or replaces one`() throws {
        let folder = try TemporaryFolder([
            "one-page.scenario": "title: mine\n", "zigzag.scenario": "title: zigzag\n",
            "notes.txt": "not read\n", ".hidden.c": "not read\n",
        ])
        let catalogue = try BenchCatalogue(folders: [folder.path])
        #expect(catalogue.scenarios.map(\.name).last == "zigzag")
        #expect(catalogue.scenarios.count == (try BenchCatalogue()).scenarios.count + 1)
        let bytes = catalogue.scenario(named: "one-page")?.file.bytes
        #expect(bytes == Array("title: mine\n".utf8))
    }

    @Test func `the shim and its digest stay those of the program`() throws {
        let folder = try TemporaryFolder(["bench.h": "#error not the runtime's\n"])
        let catalogue = try BenchCatalogue(folders: [folder.path])
        let plain = try BenchCatalogue()
        #expect(catalogue.supportDigest == plain.supportDigest)
        #expect(catalogue.runtimeFiles == plain.runtimeFiles)
    }

    @Test func `two benches of one name in a folder are an error`() throws {
        let folder = try TemporaryFolder(["a.c": Self.bench("heron"), "b.c": Self.bench("heron")])
        #expect(
            throws: BenchesError.duplicate(
                name: "heron", paths: ["\(folder.path)/a.c", "\(folder.path)/b.c"])
        ) {
            try BenchCatalogue(folders: [folder.path])
        }
    }

    @Test func `a folder that does not exist is named`() throws {
        let error = #expect(throws: BenchesError.self) {
            try BenchCatalogue(folders: ["/no/such/folder"])
        }
        guard case .unreadable(let path, let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(path == "/no/such/folder")
        #expect(!reason.isEmpty)
        #expect(error?.description.hasPrefix("/no/such/folder: cannot be read") == true)
    }

    @Test func `limits hold`() throws {
        let folder = try TemporaryFolder(["a.c": Self.bench("a"), "b.c": Self.bench("b")])
        var limits = BenchLimits()
        limits.bytesPerFile = 20
        #expect(
            throws: BenchesError.tooLarge(path: "\(folder.path)/a.c", limit: "20 bytes")
        ) {
            try BenchCatalogue(folders: [folder.path], limits: limits)
        }
        limits = BenchLimits()
        limits.filesPerFolder = 1
        #expect(
            throws: BenchesError.tooLarge(path: folder.path, limit: "1 files in a folder")
        ) {
            try BenchCatalogue(folders: [folder.path], limits: limits)
        }
        limits = BenchLimits()
        limits.folders = 0
        #expect(throws: BenchesError.tooLarge(path: "--bench-path", limit: "0 folders")) {
            try BenchCatalogue(folders: [folder.path], limits: limits)
        }
    }

    @Test func `a folder in the place of a bench is an error, not a crash`() throws {
        let folder = try TemporaryFolder([:])
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/odd.c", withIntermediateDirectories: true)
        let error = #expect(throws: BenchesError.self) {
            try BenchCatalogue(folders: [folder.path])
        }
        guard case .unreadable("\(folder.path)/odd.c", _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}

/// A folder with files in it, removed when nobody needs it any more.
private final class TemporaryFolder {
    let path: String

    init(_ files: [String: String]) throws {
        let url = FileManager.default.temporaryDirectory
            .appending(path: "benches-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
        for (name, text) in files {
            try text.write(to: url.appending(path: name), atomically: false, encoding: .utf8)
        }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
