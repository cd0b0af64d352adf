// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

@testable import ReviewThreadCommands

/// `triage`, as a maintainer runs it in the morning.
struct TriageCommandTests {
    private let folder: TemporaryFolder
    private static let inputs = ["always-fill-gather", "clean-series", "no-bench"]
        .map { "\(Program.samples)/\($0).mbox" }

    init() throws {
        folder = try TemporaryFolder()
    }

    private func triage(_ arguments: String...) throws -> Program.Outcome {
        let run = try Program.run(
            ["triage"] + Self.inputs + arguments + ["--as-of", "2026-06-01"], in: folder)
        #expect(run.errors.isEmpty)
        return run
    }

    @Test func `the samples, for one who was asked`() throws {
        let run = try triage("--tree", "\(Program.samples)/kernel", "--mine", "tz@example.org")
        #expect(run.status == Status.needsAttention.rawValue)
        #expect(run.output.hasPrefix("3 of 3 threads need somebody.\n\nYou were asked: 1\n"))
        #expect(run.output.contains("(P2 by Tomasz Zieliński)"))
    }

    @Test func `one document a line`() throws {
        let run = try triage("--json")
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 3)
        for line in lines {
            let record = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect(record?["format"] as? String == "review-thread-triage")
        }
    }

    @Test func `only some of them`() throws {
        #expect(try triage("--path", "drivers/clk").output.hasPrefix("1 of 3 threads needs"))
        #expect(try triage("--since", "2026-05-21").output.hasPrefix("1 of 1 thread needs"))
        let none = try triage("--state", "applied")
        #expect(none.status == Status.noProposal.rawValue)
        #expect(none.output == "0 of 3 threads need somebody.\n")
    }

    @Test func `what is silent for long needs nobody`() throws {
        let run = try triage("--dormant", "5")
        #expect(run.status == Status.ready.rawValue)
        #expect(run.output.contains("3 threads with patches have been silent for long"))
    }

    @Test(arguments: [["--state", "odd"], ["--since", "yesterday"], ["--dormant", "-1"]])
    func `what cannot be meant is refused`(_ arguments: [String]) throws {
        let run = try Program.run(["triage"] + Self.inputs + arguments, in: folder)
        #expect(run.status == Status.usage.rawValue)
        #expect(run.errors.contains(arguments[0]))
    }
}
