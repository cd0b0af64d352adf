// SPDX-License-Identifier: GPL-2.0-only

import Benches
import Foundation
import GatherSimulation
import HunkMatching
import Mail
import MailThreads
import Proposals
import Reviews
import Testing

/// What benches come to on kernels that nobody patched, in every scenario.
enum KernelBenches {
    /// The trees at hand among those that the project is held to.
    static var trees: [String] {
        guard let folder = Pipeline.kernels else { return [] }
        return ["linux-6.1", "linux-6.12", "linux-7.1"].filter {
            FileManager.default.fileExists(atPath: "\(folder)/\($0)/drivers/iommu")
        }
    }

    /// The scenarios in which a driver is not clean, with the words for what it came to; for
    /// each of the drivers that the tree has.
    static func verdicts(
        of drivers: Set<String>, on tree: String
    ) async throws -> [String: [String: String]] {
        let folder = "\(try #require(Pipeline.kernels))/\(tree)"
        let catalogue = try BenchCatalogue()
        var request = TreeRequest(try FolderTree(folder: folder), catalogue: catalogue)
        request.drivers = drivers
        request.scenarios = try catalogue.scenarios.map { try Scenario($0) }
        request.builder = .ready(try await Pipeline.builder(catalogue))
        let review = try await ThreadReviewer(
            ReviewRequest(thread: try Pipeline.thread(Pipeline.harmless), tree: request)
        ).review()
        let reference = try review.variant(named: "reference")
        var verdicts: [String: [String: String]] = [:]
        for driver in drivers {
            guard let runs = reference.driver(driver)?.runs, !runs.isEmpty else { continue }
            let pairs = runs.filter { $0.verdict != .clean }.map {
                ($0.run.scenario, $0.verdict.words)
            }
            verdicts[driver] = Dictionary(uniqueKeysWithValues: pairs)
        }
        return verdicts
    }
}
