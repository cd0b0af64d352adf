// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

@testable import ReviewThreadCommands

/// Many threads in one input, and where their reports go.
@Suite struct EachThreadTests {
    private let folder: TemporaryFolder
    private static let inputs = ["always-fill-gather", "clean-series", "no-bench"].map {
        "\(Program.samples)/\($0).mbox"
    }
    private static let options = ["--tree", "\(Program.samples)/kernel", "--no-simulate"]

    init() throws {
        folder = try TemporaryFolder()
    }

    private func review(_ arguments: String...) throws -> Program.Outcome {
        try Program.run(Self.inputs + Self.options + arguments, in: folder)
    }

    @Test func `one document a line, the same as each alone`() throws {
        let all = try review("--each", "--json")
        #expect(all.errors.isEmpty)
        #expect(all.status == Status.incomplete.rawValue)
        let lines = all.output.split(separator: "\n")
        #expect(lines.count == 3)
        let alone = try Self.inputs.map { input in
            let run = try Program.run([input, "--json"] + Self.options, in: folder)
            return try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? NSDictionary
        }
        for line in lines {
            let document = try #require(
                JSONSerialization.jsonObject(with: Data(line.utf8)) as? NSDictionary)
            #expect(document["format"] as? String == "review-thread")
            #expect(alone.contains(document))
        }
        #expect(Set(lines).count == 3)
        let file = try review("--each", "--json", "-o", "lines")
        #expect(file.output.isEmpty)
        #expect(
            try String(contentsOfFile: "\(folder.path)/lines", encoding: .utf8) == all.output)
    }

    @Test func `one report after the other`() throws {
        let run = try review("--each")
        #expect(run.output.hasPrefix("Verdict  "))
        #expect(run.output.components(separatedBy: "\n\n\nVerdict  ").count == 3)
    }

    @Test func `without the option it is the largest thread, and that is said`() throws {
        let run = try review()
        #expect(run.output.components(separatedBy: "Verdict  ").count == 2)
        let words = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(
            words.contains(
                "the input holds 3 threads; this is the one with most messages, and --each reviews "
                    + "them all"))
    }

    @Test func `a page on standard output is all there is`() throws {
        let run = try review("--html", "-")
        #expect(run.output.hasPrefix("<!DOCTYPE html>\n"))
        #expect(run.output.hasSuffix("</html>\n"))
        let both = try review("--html", "-", "-o", "report.txt")
        #expect(both.output == run.output)
        let text = try String(contentsOfFile: "\(folder.path)/report.txt", encoding: .utf8)
        #expect(text.hasPrefix("Verdict  "))
    }

    @Test(arguments: [
        ["--each", "--html", "page.html"], ["--html", "-", "--json"], ["--html", "-", "-o", "-"],
    ])
    func `what does not go together is refused`(arguments: [String]) throws {
        let run = try Program.run(Self.inputs + arguments, in: folder)
        #expect(run.status == Status.usage.rawValue)
        #expect(run.output.isEmpty)
        #expect(run.errors.split(separator: "\n").count == 1)
    }
}
