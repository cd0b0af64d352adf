// SPDX-License-Identifier: GPL-2.0-only

import Benches
import Foundation
import GatherSimulation
import HunkMatching
import KernelBuild
import Mail
import MailThreads
import Proposals
import Reviews
import Testing

/// The real pipeline with one cache of builds for all suites, since builds are the slow part.
enum Pipeline {
    static let samples = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("samples").path

    static let toolchain = Task {
        try? await Toolchain.find(
            searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "", cacheFolder: cache)
    }

    static let noToolchain: Comment =
        "skipped: there is no clang for riscv64 with ld.lld, llvm-nm and llvm-symbolizer on PATH"

    /// Whether anything can be built.
    @Sendable static func hasToolchain() async -> Bool { await toolchain.value != nil }

    /// The folder with real threads.
    static let mail = ProcessInfo.processInfo.environment["REVIEW_THREAD_DATA"]

    /// The folder that holds `linux-6.12`.
    static let kernels = ProcessInfo.processInfo.environment["REVIEW_THREAD_TREES"]

    /// The folder for builds, which goes with the process.
    static let cache: String = {
        atexit { try? FileManager.default.removeItem(atPath: Pipeline.cacheFolder) }
        return cacheFolder
    }()

    private static let cacheFolder =
        FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
        + "/reviews-tests-cache-\(ProcessInfo.processInfo.processIdentifier)"

    static func bytes(of path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// The largest thread of a mailbox.
    static func thread(_ bytes: [UInt8]) throws -> MailThread {
        let threads = MailThread.threads(
            from: MailInput(name: "test.mbox", bytes: bytes).messages)
        return try #require(threads.max { $0.messages.count < $1.messages.count })
    }

    static func builder(
        _ catalogue: BenchCatalogue, cache: String = cache, jobs: Int = 2
    ) async throws -> KernelBuilder {
        let toolchain = try #require(await toolchain.value)
        return try KernelBuilder(
            toolchain: toolchain, catalogue: catalogue, cacheFolder: cache, jobs: jobs)
    }

    /// A review with everything that the program has.
    static func review(
        _ mail: [UInt8], on tree: any SourceTree, benches: [String] = [],
        drivers: Set<String>? = nil, unders: [LayerFile.Patch] = [], cache: String = cache,
        jobs: Int = 2
    ) async throws -> ThreadReview {
        let catalogue = try BenchCatalogue(folders: benches)
        var request = TreeRequest(tree, catalogue: catalogue)
        request.unders = unders
        request.drivers = drivers
        request.scenarios = try firstScenarios.map {
            try Scenario(#require(catalogue.scenario(named: $0)))
        }
        request.builder = .ready(try await builder(catalogue, cache: cache, jobs: jobs))
        return try await ThreadReviewer(
            ReviewRequest(thread: try thread(mail), tree: request)
        ).review()
    }

    /// The scenarios that the tests' tables are about; there may be more.
    static let firstScenarios = ["one-page", "many-pages", "disjoint-unmaps", "unmap-nothing"]

    /// A thread whose only patch adds a file that nothing reads: the tree as it is, reviewed.
    static let harmless = Array(
        """
        From: Ann Example <ann@example.org>
        Date: Tue, 31 Mar 2026 10:00:00 +0000
        Message-ID: <1@example.org>
        Subject: [PATCH] notes: Add one

        Signed-off-by: Ann Example <ann@example.org>
        ---
        diff --git a/notes/one.txt b/notes/one.txt
        new file mode 100644
        --- /dev/null
        +++ b/notes/one.txt
        @@ -0,0 +1 @@
        +One.

        """.utf8)
}

/// A tree in a temporary folder, which goes with the value.
final class TemporaryFolder {
    let path: String

    init() throws {
        path =
            FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
            + "/reviews-tests-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// A copy of the sample tree with one text replaced, which has to be there exactly once behind
    /// the mark.
    static func sampleTree(
        changing file: String, behind mark: String, replace old: String, with new: String
    ) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(
            atPath: "\(Pipeline.samples)/kernel", toPath: "\(folder.path)/kernel")
        let path = "\(folder.path)/kernel/\(file)"
        let text = String(decoding: try Pipeline.bytes(of: path), as: UTF8.self)
        let start = try #require(text.range(of: mark)).upperBound
        let place = try #require(text.range(of: old, range: start..<text.endIndex))
        try Data(text.replacingCharacters(in: place, with: new).utf8)
            .write(to: URL(fileURLWithPath: path))
        return folder
    }
}

extension ThreadReview {
    /// The variant that reports call by this name.
    func variant(named name: String) throws -> VariantReview {
        try #require(variants.first { $0.name.description == name }, "\(variants.map(\.name))")
    }

    /// What a driver came to in the scenarios of ``Pipeline/firstScenarios``; empty where it was
    /// not simulated.
    func row(_ driver: String, _ variant: String) throws -> [String] {
        let review = try #require(try self.variant(named: variant).driver(driver))
        return try Pipeline.firstScenarios.compactMap { name in
            guard !review.runs.isEmpty else { return nil }
            return try #require(review.runs.first { $0.run.scenario == name }).verdict.words
        }
    }

    /// The IOVAs that a driver left in the IOTLB in a scenario, without those of other defects.
    func stale(_ driver: String, _ variant: String, _ scenario: String) throws -> [String] {
        let review = try #require(try self.variant(named: variant).driver(driver))
        let run = try #require(review.runs.first { $0.run.scenario == scenario })
        return run.run.findings.map { finding in
            if case .stale(let iovas) = finding.kind { iovas.description } else { "\(finding)" }
        }
    }

    /// The verdict on each hunk of a variant, in order.
    func hunks(_ variant: String) throws -> [HunkVerdict] {
        try self.variant(named: variant).patches
            .flatMap { $0.outcome.files.flatMap(\.hunks).map(\.verdict) }
    }
}

extension VariantReview {
    /// The compiler's errors; empty where it compiles or was not tried.
    var compilerMessages: [CompilerMessage] {
        if case .fails(let messages) = build { messages } else { [] }
    }
}
