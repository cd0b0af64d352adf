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

/// The documents are as docs/review.schema.json says.
struct JSONSchemaTests {
    private static let noToolchain: Comment =
        "skipped: there is no clang for riscv64 with ld.lld, llvm-nm and llvm-symbolizer on PATH"

    @Sendable private static func hasToolchain() async -> Bool {
        await
            (try? Toolchain.find(
                searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "",
                cacheFolder: FileManager.default.temporaryDirectory.path)) != nil
    }

    @Test func aReviewWithEverythingInIt() throws {
        let review = ReviewFixture(word: "x").review
        #expect(try JSONSchema().faults(in: JSONReport.text(of: review), as: "review") == [])
        #expect(
            try JSONSchema().faults(
                in: JSONReport.text(of: review.comparison), as: "simulation") == [])
    }

    @Test(arguments: HostileStrings.all)
    func aLineForEachOfManyThreads(word: String) throws {
        let line = JSONReport.line(of: ReviewFixture(word: word).review)
        #expect(line.firstIndex(of: "\n") == line.index(before: line.endIndex))
        #expect(try JSONSchema().faults(in: line, as: "review") == [])
    }

    @Test(arguments: SampleReportTests.samples)
    func theSamplesAsFarAsTheyGoWithoutACompiler(name: String) async throws {
        let review = try await SampleReportTests.review(name)
        #expect(try JSONSchema().faults(in: JSONReport.text(of: review), as: "review") == [])
    }

    @Test(.enabled(noToolchain, hasToolchain), arguments: SampleReportTests.samples)
    func theSamplesWhenTheyAreRun(name: String) async throws {
        let review = try await SampleReportTests.review(name, isRun: true)
        #expect(review.variants.contains { $0.drivers.contains { !$0.runs.isEmpty } })
        let text = JSONReport.text(of: review)
        #expect(try JSONSchema().faults(in: text, as: "review") == [])
        let record = try JSONDecoder().decode(ReviewRecord.self, from: Data(text.utf8))
        #expect(record == ReviewRecord(review))
    }

    @Test(.enabled(noToolchain, hasToolchain)) func aSearch() async throws {
        var bounds = SearchBounds()
        bounds.operations = 2
        let request = try await SampleReportTests.tree(isRun: true)
        let search = try await TreeSearcher(request, bounds: bounds).search([])
        #expect(search.drivers.contains { $0.result?.counterexamples.isEmpty == false })
        let text = JSONReport.text(of: search)
        #expect(try JSONSchema().faults(in: text, as: "search") == [])
        let record = try JSONDecoder().decode(SearchRecord.self, from: Data(text.utf8))
        #expect(record == SearchRecord(search))
    }

    @Test(arguments: [
        (#"{}"#, ["lacks format"]),
        (#"{"conclusion": 1}"#, [".conclusion: is no object"]),
        (#"{"messages": [{"number": true}]}"#, [".messages[0].number: is no integer"]),
        (#"{"format": "other"}"#, [".format: is not review-thread"]),
        (#"{"news": 1}"#, [": news is not described"]),
    ])
    func whatIsNotSoIsSeen(text: String, faults: [String]) throws {
        let found = try JSONSchema().faults(in: text, as: "review")
        for fault in faults {
            #expect(found.contains { $0.hasSuffix(fault) }, "\(found)")
        }
    }
}
