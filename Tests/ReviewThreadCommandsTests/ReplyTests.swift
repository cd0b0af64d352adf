// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

@testable import ReviewThreadCommands

@Suite struct ReplyTests {
    private let folder: TemporaryFolder
    private let kernel = "\(Program.samples)/kernel"
    private let gather = "\(Program.samples)/always-fill-gather.mbox"

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func `one of several proposals has to be named`() throws {
        let run = try Program.run(["reply", gather], in: folder)
        #expect(run.status == Status.usage.rawValue)
        #expect(run.errors.contains("P1, P2, P3"))
        let wrong = try Program.run(["reply", gather, "--proposal", "P9"], in: folder)
        #expect(wrong.status == Status.usage.rawValue)
    }

    @Test func `a draft is a reply to the proposal's message`() throws {
        _ = try folder.write(".gitconfig", "[user]\n\tname = Me\n\temail = me@example.org\n")
        let run = try Program.run(
            ["reply", gather, "--proposal", "P1", "--tree", kernel, "--no-simulate"], in: folder)
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("From: Me <me@example.org>\nTo: "))
        #expect(
            run.output.contains("\nSubject: Re: [PATCH] iommu: Let every unmap leave its range"))
        #expect(run.output.contains("\nIn-Reply-To: <"))
        #expect(run.output.contains("\n> @@ -110,6 +110,7 @@"))
    }

    @Test(.enabled(if: Program.hasToolchain, "skipped: there is no clang on PATH"))
    func `a draft says what broke where`() throws {
        let run = try Program.run(
            [
                "reply", gather, "--proposal", "P3", "--tree", kernel, "--bench-path",
                "\(Program.samples)/benches", "--driver", "plover", "--scenario",
                "block-over-table",
            ], in: folder)
        #expect(run.status == 0)
        #expect(run.output.contains("\nIt breaks plover: crash (block-over-table).\n"))
        #expect(run.output.contains("\n  map 0 4M: crash: load at NULL + 0x0\n"))
        #expect(run.output.contains("\n    at quill_unmap_leaves ("))
        #expect(run.output.contains("\n> +               iommu_iotlb_gather_add_range("))
    }
}
