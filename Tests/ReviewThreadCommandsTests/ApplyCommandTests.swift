// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

@testable import ReviewThreadCommands

/// `review-thread apply`, run as a user runs it.
@Suite struct ApplyCommandTests {
    private let folder: TemporaryFolder
    private let kernel = "\(Program.samples)/kernel"
    private let gather = "\(Program.samples)/always-fill-gather.mbox"
    private let series = "\(Program.samples)/clean-series.mbox"

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func `each proposal has a table with a column for each tree`() throws {
        let older = try folder.write("older/drivers/iommu/iommu.c", "int iommu;\n")
        let run = try Program.run(
            ["apply", gather, "--tree", kernel, "--tree", "\(folder.path)/older"], in: folder)
        #expect(!older.isEmpty)
        #expect(run.status == Status.ready.rawValue)
        #expect(run.errors.isEmpty)
        #expect(run.output.contains("drivers/iommu/heron-iommu.c #1"))
        #expect(run.output.contains("best tree: kernel"))
        for label in ["P1", "P2", "P3"] { #expect(run.output.contains(label + "\n")) }
    }

    @Test func `one proposal can be asked for`() throws {
        let run = try Program.run(
            ["apply", gather, "--tree", kernel, "--proposal", "P2"], in: folder)
        #expect(!run.output.contains("P1"))
        let wrong = try Program.run(
            ["apply", gather, "--tree", kernel, "--proposal", "P9"], in: folder)
        #expect(wrong.status == Status.usage.rawValue)
        #expect(wrong.errors.contains("P1, P2, P3"))
    }

    @Test func `the document is JSON`() throws {
        let run = try Program.run(["apply", gather, "--tree", kernel, "--json"], in: folder)
        let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        let document = try #require(object as? [String: Any])
        #expect(document["format"] as? String == "review-thread-apply")
        #expect((document["proposals"] as? [Any])?.count == 3)
    }

    @Test func `a patch that applies nowhere needs attention`() throws {
        let patch = try folder.patchMail("no.mbox", changing: "drivers/iommu/iommu.c")
        let run = try Program.run(["apply", patch, "--tree", kernel], in: folder)
        #expect(run.status == Status.needsAttention.rawValue)
        #expect(run.output.contains("does not apply"))
    }

    @Test(.enabled(if: Program.git != nil, "skipped: git is not installed"))
    func `what is emitted is mail that git takes`() throws {
        let git = try #require(Program.git)
        try FileManager.default.copyItem(atPath: kernel, toPath: "\(folder.path)/tree")
        let work = ["-C", "\(folder.path)/tree"]
        let name = ["-c", "user.name=Ada Example", "-c", "user.email=ada@example.org"]
        for command in [["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Files"]] {
            #expect(try Program.run(work + name + command, in: folder, program: git).status == 0)
        }
        let run = try Program.run(
            ["apply", series, "--tree", "\(folder.path)/tree", "--emit", "-o", "out.mbox"],
            in: folder)
        #expect(run.status == Status.ready.rawValue)
        let taken = try Program.run(
            work + name + ["am", "-q", "\(folder.path)/out.mbox"], in: folder, program: git)
        #expect(taken.status == 0)
        let log = try Program.run(
            work + ["log", "--format=%an %s", "-2"], in: folder, program: git)
        #expect(log.output.contains("Yusuf Adeyemi iommu/kestrel: Ring the bell once"))
    }

    @Test func `standard input is mail or a diff, and read once`() throws {
        let mail = try String(contentsOfFile: series, encoding: .utf8)
        let fromMail = try Program.run(["apply", "-", "--tree", kernel], in: folder, input: mail)
        #expect(fromMail.status == Status.ready.rawValue)
        let named = try Program.run(["apply", series, "--tree", kernel], in: folder)
        #expect(fromMail.output == named.output)
        let start = try #require(mail.range(of: "\ndiff --git "))
        let end = try #require(mail.range(of: "\n-- \n", range: start.upperBound..<mail.endIndex))
        let diff = String(mail[start.lowerBound..<end.lowerBound].dropFirst()) + "\n"
        let fromDiff = try Program.run(["apply", "-", "--tree", kernel], in: folder, input: diff)
        #expect(fromDiff.output.hasPrefix("standard input\n"))
        #expect(fromDiff.output.contains("#1"))
        let neither = try Program.run(
            ["apply", "-", "--tree", kernel], in: folder, input: "hello\n")
        #expect(neither.status == Status.badInput.rawValue)
        #expect(neither.errors.contains("neither mail nor a diff"))
    }

    @Test(arguments: [
        ["apply", "-", "-", "--tree", "."], ["apply", "-", "--tree", ".", "--under", "-"],
        ["review", "-", "--tree", ".", "--revert", "-"], ["show", "-", "-"],
        ["triage", "-", "-"],
        ["tags", "-", "--mailmap", "-"], ["simulate", "-", "--tree", ".", "--under", "-"],
        ["survey", "--tree", ".", "--under", "-", "--revert", "-"],
        ["mutants", "--tree", ".", "--under", "-", "--under", "-"],
    ])
    func `standard input may be named once`(arguments: [String]) throws {
        let run = try Program.run(arguments, in: folder, input: "")
        #expect(run.status == Status.usage.rawValue)
        #expect(run.errors.contains("- is given 2 times"))
    }

    @Test(arguments: [
        ([], "needs a tree"),
        (["--tree", "\(Program.samples)/kernel", "--3way"], "--3way needs a git repository"),
        (["--tree", ".", "--fuzz=-1"], "at least 0"),
        (["--tree", ".", "--emit", "--json"], "exclude each other"),
    ])
    func `a wrong command line is said`(arguments: [String], words: String) throws {
        let run = try Program.run(["apply", gather] + arguments, in: folder)
        #expect(run.status == Status.usage.rawValue)
        #expect(run.errors.contains(words))
    }

    @Test func `a tree that is not there is said`() throws {
        let run = try Program.run(["apply", gather, "--tree", "nowhere"], in: folder)
        #expect(run.status == Status.badTree.rawValue)
        #expect(run.errors.contains("nowhere"))
    }
}
