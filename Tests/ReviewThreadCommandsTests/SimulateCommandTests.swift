// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

@testable import ReviewThreadCommands

/// `simulate`, as a driver's developer runs it.
@Suite(.enabled(if: Program.hasToolchain, "skipped: there is no clang on PATH"))
struct SimulateCommandTests {
    private let folder: TemporaryFolder
    private let options = [
        "--tree", "\(Program.samples)/kernel", "--bench-path", "\(Program.samples)/benches",
    ]

    init() throws {
        folder = try TemporaryFolder()
    }

    private func simulate(_ arguments: String...) throws -> Program.Outcome {
        let run = try Program.run(["simulate"] + arguments + options, in: folder)
        #expect(run.errors.isEmpty)
        return run
    }

    @Test func `what a search prints is a scenario that shows the same defect`() throws {
        let search = try simulate("--exhaustive", "2", "--driver", "heron")
        #expect(search.status == Status.needsAttention.rawValue)
        #expect(search.output.contains("# heron: "))
        let title = try #require(search.output.range(of: "title: "))
        let scenario = try folder.write("found", String(search.output[title.lowerBound...]))
        let found = "0x10000000-0x10000fff unmapped, never invalidated"
        #expect(search.output.contains(found))

        let replay = try simulate("--scenario", scenario, "--driver", "heron")
        #expect(replay.status == Status.needsAttention.rawValue)
        #expect(replay.output.contains(found))
    }

    @Test func `a search without a defect ends well`() throws {
        let search = try simulate("--exhaustive", "2", "--driver", "plover")
        #expect(search.status == Status.ready.rawValue)
        #expect(search.output.contains("all there are, no defect"))
    }

    @Test func `the length of a search has bounds`() throws {
        for length in ["0", "13"] {
            let run = try Program.run(
                ["simulate", "--exhaustive", length] + options, in: folder)
            #expect(run.status == Status.usage.rawValue)
            #expect(run.errors.contains("--exhaustive"))
        }
    }
}
