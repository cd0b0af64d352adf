// SPDX-License-Identifier: GPL-2.0-only

import Benches
import Foundation
import GatherSimulation
import HunkMatching
import KernelBuild
import Testing

@testable import Reviews

/// Patches that read what is not theirs, use the machine up, break out of the sandbox, or tamper
/// with the verdict: each is refused or contained, and nothing outside of the cache changes.
@Suite(.serialized, .enabled(Pipeline.noToolchain, Pipeline.hasToolchain))
struct HostilePatchTests {
    private static let marker = "do not show this"

    @Test(arguments: HostilePatch.all)
    func `a hostile patch is refused or contained`(patch: HostilePatch) async throws {
        let place = try Place()
        let before = try place.contents()
        let comparison = try await place.simulate(patch)
        #expect(try place.contents() == before, "something outside of the cache has changed")
        #expect(!"\(comparison)".contains(Self.marker))

        let variant = try #require(comparison.variants.last)
        let driver = variant.driver("heron")
        let verdict = driver?.verdict.words ?? "none"
        let statuses = variant.patches.map(\.outcome.status)
        let story = Comment("\(variant.build), \(verdict), \(statuses)")
        switch patch.fate {
        case .rejected(let words):
            #expect(!variant.applies, story)
            let problems = "\(variant.patches.map { ($0.outcome.files, $0.outcome.patches) })"
            #expect(problems.contains(words), "\(problems)")
        case .unbuilt(let words):
            #expect(variant.compilerMessages.contains { $0.text.contains(words) }, story)
            #expect(driver?.runs.isEmpty == true, story)
        case .refused(let words):
            #expect("\(variant.build) \(verdict)".contains(words), story)
            #expect(driver?.runs.isEmpty == true, story)
        case .verdict(let words):
            #expect(verdict.hasPrefix(words), story)
        case .noUse:
            #expect(variant.build == .compiles(unchecked: []), story)
            #expect(verdict == "stale 4 KiB", story)
        }
    }

    @Test func `what honest patches do is believed`() async throws {
        let place = try Place()
        let flush = "\theron_flush(dom->heron);"
        let comparison = try await place.simulate(
            HostilePatch(
                "an honest one",
                [(HostilePatch.driver, "\treturn size;\n}\n\nstatic void heron", flush)], .noUse))
        let verdict = try #require(comparison.variants.last?.driver("heron")).verdict
        #expect(verdict == .clean)
    }

    @Test func `the table is long enough`() {
        #expect(HostilePatch.all.count >= 40)
    }

    /// A copy of the sample tree, a secret beside it, and a cache.
    private struct Place {
        let folder: TemporaryFolder

        init() throws {
            folder = try TemporaryFolder()
            try FileManager.default.copyItem(
                atPath: "\(Pipeline.samples)/kernel", toPath: "\(folder.path)/kernel")
            try FileManager.default.createDirectory(
                atPath: HostilePatch.secretFolder, withIntermediateDirectories: true)
            try Data("#define KEY \"\(HostilePatchTests.marker)\"\n".utf8)
                .write(to: URL(fileURLWithPath: HostilePatch.secret))
        }

        /// Everything in the tree and beside it, with its attributes.
        func contents() throws -> [String: String] {
            var contents: [String: String] = [:]
            for root in [folder.path, HostilePatch.secretFolder] {
                for name in try FileManager.default.subpathsOfDirectory(atPath: root) {
                    let path = "\(root)/\(name)"
                    let attributes = try FileManager.default.attributesOfItem(atPath: path)
                    let bytes =
                        attributes[.type] as? FileAttributeType == .typeRegular
                        ? try Pipeline.bytes(of: path) : []
                    contents[path] =
                        "\(attributes[.modificationDate] ?? "") "
                        + "\(attributes[.posixPermissions] ?? "") \(bytes)"
                }
            }
            return contents
        }

        func simulate(_ patch: HostilePatch) async throws -> TreeComparison {
            let catalogue = try BenchCatalogue(folders: ["\(Pipeline.samples)/benches"])
            var request = TreeRequest(
                try FolderTree(folder: "\(folder.path)/kernel"), catalogue: catalogue)
            request.drivers = ["heron"]
            request.scenarios = [try Scenario(#require(catalogue.scenario(named: "one-page")))]
            var limits = BuildLimits()
            limits.processorSeconds = patch.isSlow ? 2 : 60
            request.builder = .ready(
                try KernelBuilder(
                    toolchain: try #require(await Pipeline.toolchain.value), catalogue: catalogue,
                    cacheFolder: Pipeline.cache, limits: limits, jobs: 2))
            let file = try LayerFile(
                name: "hostile.patch", bytes: Array(patch.diff.utf8), part: nil)
            return try await TreeReviewer(request).compare(file.patches)
        }
    }
}

extension VariantReview {
    fileprivate func driver(_ name: String) -> DriverReview? {
        drivers.first { $0.driver == name }
    }
}
