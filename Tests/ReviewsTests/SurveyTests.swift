// SPDX-License-Identifier: GPL-2.0-only

import Benches
import Foundation
import GatherSimulation
import HunkMatching
import KernelBuild
import Reviews
import Testing

/// What a row of the survey says, in the words of its table.
private struct Row: Hashable, CustomStringConvertible {
    let fills: Bool
    let reads: Set<String>
    let atUnmap: String
    let inSync: String
    let relies: String

    init(_ survey: DriverSurvey) {
        fills = survey.filled != nil
        reads = Set(survey.fieldsRead.map(\.field.rawValue))
        atUnmap = survey.atUnmap.scope.rawValue
        inSync = survey.hasSync ? survey.inSync.scope.rawValue : "none"
        relies = survey.reliance.rawValue
    }

    init(fills: Bool, reads: Set<String>, atUnmap: String, inSync: String, relies: String) {
        self.fills = fills
        self.reads = reads
        self.atUnmap = atUnmap
        self.inSync = inSync
        self.relies = relies
    }

    var description: String { "\(fills) \(reads.sorted()) \(atUnmap) \(inSync) \(relies)" }
}

private func survey(
    _ tree: any SourceTree, benches: [String] = [], drivers: Set<String>? = nil
) async throws -> TreeSurvey {
    let catalogue = try BenchCatalogue(folders: benches)
    var request = TreeRequest(tree, catalogue: catalogue)
    request.drivers = drivers
    request.builder = .ready(try await Pipeline.builder(catalogue))
    return try await TreeSurveyor(request).survey()
}

@Suite(.enabled(Pipeline.noToolchain, Pipeline.hasToolchain))
struct SurveyTests {
    private let benches = ["\(Pipeline.samples)/benches"]
    private let drivers: Set<String> = ["heron", "plover", "kestrel"]

    private func rows(_ tree: any SourceTree) async throws -> [String: Row] {
        let survey = try await survey(tree, benches: benches, drivers: drivers)
        var rows: [String: Row] = [:]
        for driver in survey.drivers {
            rows[driver.driver] = Row(try #require(driver.survey, "\(driver.result)"))
        }
        return rows
    }

    @Test func `each driver of the samples does what its source says`() async throws {
        let rows = try await rows(try FolderTree(folder: "\(Pipeline.samples)/kernel"))
        #expect(
            rows == [
                "heron": Row(
                    fills: false, reads: [], atUnmap: "nothing", inSync: "all",
                    relies: "invalidation"),
                "plover": Row(
                    fills: true, reads: ["start", "end"], atUnmap: "nothing", inSync: "range",
                    relies: "invalidation"),
                "kestrel": Row(
                    fills: true, reads: ["start", "end", "pgsize"], atUnmap: "nothing",
                    inSync: "page", relies: "invalidation"),
            ])
    }

    @Test func `a driver that no longer fills the gather is seen`() async throws {
        let folder = try TemporaryFolder.sampleTree(
            changing: "drivers/iommu/plover-iommu.c", behind: "size_t plover_iommu_unmap(",
            replace: "iommu_iotlb_gather_add_range(gather, iova, pgsize * pgcount);", with: "")
        let rows = try await rows(try FolderTree(folder: "\(folder.path)/kernel"))
        #expect(rows["plover"]?.fills == false)
    }

    @Test func `a gather that misses a page is not exact`() async throws {
        let folder = try TemporaryFolder.sampleTree(
            changing: "drivers/iommu/plover-iommu.c", behind: "size_t plover_iommu_unmap(",
            replace: "gather, iova, pgsize * pgcount)",
            with: "gather, iova, pgsize * (pgcount - 1))")
        let survey = try await survey(
            try FolderTree(folder: "\(folder.path)/kernel"), benches: benches, drivers: ["plover"])
        let plover = try #require(survey.drivers.first?.survey)
        #expect(plover.filled?.isExact == false)
        #expect(plover.left.byteCount == 4096)
    }

    @Test func `a tree without the driver and a driver that does not compile say so`()
        async throws
    {
        let folder = try TemporaryFolder.sampleTree(
            changing: "drivers/iommu/plover-iommu.c", behind: "size_t plover_iommu_unmap(",
            replace: "gather, iova, pgsize * pgcount)", with: "gather, iova)")
        try FileManager.default.removeItem(
            atPath: "\(folder.path)/kernel/drivers/iommu/heron-iommu.c")
        let survey = try await survey(
            try FolderTree(folder: "\(folder.path)/kernel"), benches: benches, drivers: drivers)
        let heron = try #require(survey.drivers.first { $0.driver == "heron" })
        #expect(!heron.isInTree)
        let plover = try #require(survey.drivers.first { $0.driver == "plover" })
        #expect(plover.isInTree && plover.survey == nil)
        guard case .notRun(let why) = plover.result else {
            Issue.record("\(plover.result)")
            return
        }
        #expect(why.contains("does not compile"))
    }
}

/// The survey of real kernels against docs/survey-reading.md, which was written by reading.
@Suite(
    .enabled(if: Pipeline.kernels != nil, "skipped: REVIEW_THREAD_TREES is not set"),
    .enabled(Pipeline.noToolchain, Pipeline.hasToolchain))
struct KernelSurveyTests {
    /// The table of a section, by driver; a later section only says where it differs.
    private func readings(_ sections: [String]) throws -> [String: [String]] {
        let page = String(
            decoding: try Pipeline.bytes(
                of: "\(Pipeline.samples)/../docs/survey-reading.md"), as: UTF8.self)
        var readings: [String: [String]] = [:]
        for section in sections {
            let start = try #require(page.range(of: "## \(section)")).upperBound
            let text = page[start...].prefix { $0 != "#" }
            for line in text.split(separator: "\n") where line.hasPrefix("|") {
                let cells = line.split(separator: "|").map {
                    $0.trimmingCharacters(in: .whitespaces)
                }
                guard cells.count == 7, cells[0] != "driver", !cells[0].hasPrefix("-") else {
                    continue
                }
                readings[cells[0]] = Array(cells[1...5])
            }
        }
        return readings
    }

    private func check(_ survey: TreeSurvey, _ readings: [String: [String]]) {
        var seen = 0
        for driver in survey.drivers {
            let reading =
                readings.keys.filter {
                    driver.driver == $0 || driver.driver.hasPrefix("\($0)-")
                        || driver.driver.hasPrefix("\($0)_")
                }.max { $0.count < $1.count }
            guard let reading, let cells = readings[reading], let result = driver.survey else {
                continue
            }
            seen += 1
            #expect((result.filled != nil) == (cells[0] == "yes"), "\(driver.driver) fills")
            let fields = Set(result.fieldsRead.map(\.field.rawValue))
            let read =
                cells[1] == "-" || cells[1] == "no iotlb_sync"
                ? [] : Set(cells[1].split(separator: " ").map(String.init))
            #expect(fields == read, "\(driver.driver) reads")
            let scopes = [(result.atUnmap, cells[2]), (result.inSync, cells[3])]
            for (style, cell) in scopes {
                let allowed = cell.split(separator: ";").compactMap {
                    $0.split(separator: " ").first.map(String.init)
                }.map { $0 == "-" || $0 == "no" ? "nothing" : $0 }
                #expect(allowed.contains(style.scope.rawValue), "\(driver.driver) \(cell)")
            }
            #expect(result.hasSync == (cells[3] != "no iotlb_sync"), "\(driver.driver) has a sync")
            #expect(result.reliance.rawValue == cells[4], "\(driver.driver) relies")
            // Finding 17 of docs/reference-findings.md: the second instance is never invalidated.
            #expect(result.left.isEmpty == (driver.driver != "msm-pair"), "\(driver.driver)")
        }
        #expect(seen >= 4)
    }

    @Test func `on 6.12 it sees what a reader sees`() async throws {
        let tree = try FolderTree(folder: "\(try #require(Pipeline.kernels))/linux-6.12")
        check(try await survey(tree), try readings(["6.12.117", "Settled"]))
    }
}
