// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

@testable import ReviewThreadCommands

/// Input that gives less than a whole answer: what there is, and what is missing.
@Suite struct PartialAnswerTests {
    private let folder: TemporaryFolder
    private let kernel = "\(Program.samples)/kernel"
    private let gather = "\(Program.samples)/always-fill-gather.mbox"

    init() throws {
        folder = try TemporaryFolder()
    }

    private func run(_ arguments: String..., path: String? = nil) throws -> Program.Outcome {
        let run = try Program.run(arguments, in: folder, path: path)
        #expect(run.errors.isEmpty)
        return run
    }

    @Test func `a mailbox without a patch`() throws {
        let file = try folder.write(
            "a.mbox",
            """
            From x@example.org Tue Mar 31 19:56:22 2026
            From: Ann Example <ann@example.org>
            Message-ID: <1@example.org>
            Subject: Doors

            How many are there?

            """)
        for options in [[], ["--tree", kernel, "--no-simulate"]] {
            let run = try Program.run([file] + options, in: folder)
            #expect(run.status == Status.noProposal.rawValue)
            #expect(run.output.contains("The thread proposes no change of code."))
            #expect(run.errors.isEmpty)
        }
    }

    @Test func `a mailbox cut off anywhere`() throws {
        let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: gather)))
        var statuses: Set<Int32> = []
        for cut in stride(from: 1, to: whole.count, by: whole.count / 40) {
            let file = try folder.write("cut.mbox", whole[..<cut])
            let run = try Program.run([file, "--tree", kernel, "--no-simulate"], in: folder)
            statuses.insert(run.status)
            if run.status == Status.badInput.rawValue {
                #expect(run.errors.hasPrefix("review-thread: \(file) is no mail: "))
                #expect(run.output.isEmpty)
            } else {
                #expect(run.errors.isEmpty, "cut at \(cut)")
                #expect(run.output.contains("Verdict"), "cut at \(cut)")
            }
        }
        let allowed: [Status] = [.incomplete, .needsAttention, .noProposal, .badInput]
        #expect(statuses == Set(allowed.map(\.rawValue)))
    }

    @Test func `no tree`() throws {
        let run = try run(gather)
        #expect(run.status == Status.incomplete.rawValue)
        #expect(run.output.contains("no kernel tree was given"))
        #expect(run.output.contains("--tree PATH"))
        #expect(run.output.contains("P3  bare hunk"))
    }

    @Test func `no compiler`() throws {
        let run = try run(
            gather, "--tree", kernel, "--bench-path", "\(Program.samples)/benches",
            path: "\(folder.path)/nowhere")
        #expect(run.status == Status.incomplete.rawValue)
        #expect(run.output.contains("Nothing was simulated: clang was not found"))
        #expect(run.output.contains("drivers/iommu/heron-iommu.c:110"))
        // Nothing was run, so nothing is the best.
        #expect(run.output.contains("Nothing decides between P1, P2, P3, P1+P3: each applies."))
        #expect(!run.output.contains("is the best of"))
    }

    @Test func `no compiler, as data`() throws {
        let run = try run(gather, "--tree", kernel, "--json", path: "\(folder.path)/nowhere")
        #expect(run.status == Status.incomplete.rawValue)
        let data = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        #expect((data as? [String: Any])?.isEmpty == false)
    }

    @Test func `a patch for files that the tree lacks`() throws {
        let file = try folder.patchMail("a.mbox", changing: "house/door.c")
        let run = try run(file, "--tree", kernel, "--no-simulate")
        #expect(run.status == Status.needsAttention.rawValue)
        #expect(run.output.contains("P1 does not apply: the tree has no house/door.c."))
    }

    @Test(arguments: ["../../etc/passwd", "a/../../b", ".git/config"])
    func `a patch for files outside of the tree`(_ path: String) throws {
        let file = try folder.patchMail("a.mbox", changing: path)
        let run = try run(file, "--tree", kernel, "--no-simulate")
        #expect(run.status == Status.needsAttention.rawValue)
        #expect(run.output.contains("P1 does not apply: "))
        #expect(run.output.contains("Do not apply P1 by other means"))
    }
}
