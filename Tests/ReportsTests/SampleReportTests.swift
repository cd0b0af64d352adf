// SPDX-License-Identifier: GPL-2.0-only

import Benches
import Foundation
import GatherSimulation
import HunkMatching
import KernelBuild
import Mail
import MailThreads
import Testing

@testable import Reports
@testable import Reviews

/// Reports on the samples, applied to the sample tree but not run.
struct SampleReportTests {
    static let samples = ["always-fill-gather", "clean-series", "no-bench"]

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("samples")

    static func review(_ name: String, isRun: Bool = false) async throws -> ThreadReview {
        let mail = try Data(contentsOf: folder.appendingPathComponent("\(name).mbox"))
        let input = MailInput(name: "\(name).mbox", bytes: [UInt8](mail))
        let thread = try #require(MailThread.threads(from: input.messages).first)
        let tree = try await tree(isRun: isRun)
        return try await ThreadReviewer(ReviewRequest(thread: thread, tree: tree)).review()
    }

    static func tree(isRun: Bool) async throws -> TreeRequest {
        let tree = try TreeLocation.open(folder.appendingPathComponent("kernel").path)
        let catalogue = try BenchCatalogue(
            folders: isRun ? [folder.appendingPathComponent("benches").path] : [])
        var request = TreeRequest(tree, catalogue: catalogue)
        if isRun {
            let toolchain = try await Toolchain.find(
                searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "",
                cacheFolder: FileManager.default.temporaryDirectory.path)
            request.builder = .ready(
                try KernelBuilder(
                    toolchain: toolchain, catalogue: catalogue, cacheFolder: nil, jobs: 2))
            request.scenarios = [try Scenario(#require(catalogue.scenario(named: "one-page")))]
        }
        return request
    }

    @Test(arguments: samples)
    func bothFormsHoldEveryStatement(name: String) async throws {
        let review = try await Self.review(name)
        let json = JSONReport.text(of: review)
        let record = try JSONDecoder().decode(ReviewRecord.self, from: Data(json.utf8))
        #expect(record == ReviewRecord(review))
        let page = TerminalReport(review).text(isVerbose: true)
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for statement in review.statements {
            let words = DisplayText.safe(statement.text).split(separator: " ")
            #expect(page.contains(words.joined(separator: " ")))
        }
    }

    @Test(arguments: samples, [60, 80, 200])
    func pagesStayWithinTheirWidth(name: String, width: Int) async throws {
        let page = TerminalReport(
            try await Self.review(name), style: TerminalStyle(width: width)
        ).text(isVerbose: true)
        for line in page.split(separator: "\n") {
            #expect(DisplayWidth.of(line) <= width, "\(line)")
        }
    }

    @Test func everyHunkOfTheSampleSaysWhereItFits() async throws {
        let record = ReviewRecord(try await Self.review("always-fill-gather"))
        let alone = record.variants.filter { $0.proposals.count == 1 }
        let hunks = alone.flatMap { $0.patches.flatMap { $0.outcome.files.flatMap(\.hunks) } }
        #expect(hunks.count == 5)
        #expect(hunks.allSatisfy { $0.verdict == "exact" && $0.treeLine != nil })
    }
}
