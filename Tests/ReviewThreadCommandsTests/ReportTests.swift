// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

@testable import ReviewThreadCommands

/// The report is the same wherever and however it is made.
@Suite struct ReportTests {
    private let folder: TemporaryFolder
    private let kernel = "\(Program.samples)/kernel"
    private let gather = "\(Program.samples)/always-fill-gather.mbox"

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Scripts know these by heart.
    @Test func `the numbers of the exit statuses stay`() {
        #expect(Status.allCases.map(\.rawValue) == [0, 1, 2, 3, 64, 65, 66, 67, 68, 69, 70, 73])
    }

    @Test func `the help names every exit status`() throws {
        let run = try Program.run(["--help"], in: folder)
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        for status in Status.allCases {
            #expect(run.output.contains("  \(status.rawValue)\t\(status.explanation)"))
        }
    }

    @Test func `the help of the review names its options`() throws {
        let run = try Program.run(["review", "--help"], in: folder)
        #expect(run.status == 0)
        for option in ["--tree", "--under", "--revert", "--driver", "--json", "--no-simulate"] {
            #expect(run.output.contains(option))
        }
    }

    @Test func `the version is a number`() throws {
        let run = try Program.run(["--version"], in: folder)
        #expect(run.status == 0)
        #expect(run.output == "\(ProgramVersion.text)\n")
    }

    @Test func `a review can be asked for by name or without`() throws {
        let short = try Program.run([gather], in: folder)
        let long = try Program.run(["review", gather], in: folder)
        #expect(short.output == long.output)
        #expect(short.status == long.status)
    }

    @Test func `standard input is an input`() throws {
        let mail = try String(contentsOfFile: gather, encoding: .utf8)
        let run = try Program.run(
            ["-", "--tree", kernel, "--no-simulate"], in: folder, input: mail)
        #expect(run.errors.isEmpty)
        #expect(run.output.contains("P3  bare hunk"))
    }

    @Test func `a report goes to a file, or to what is there`() throws {
        let printed = try Program.run([gather], in: folder)
        let written = try Program.run([gather, "-o", "report.txt"], in: folder)
        #expect(written.output.isEmpty)
        #expect(written.status == printed.status)
        let text = try String(contentsOfFile: "\(folder.path)/report.txt", encoding: .utf8)
        #expect(text == printed.output)
        // A pipe, or a device, gets the report and stays what it is.
        let pipe = "\(folder.path)/pipe"
        let made = unsafe mkfifo(pipe, 0o600)
        try #require(made == 0)
        let reader = try #require(FileHandle(forUpdatingAtPath: pipe))
        let piped = try Program.run([gather, "-o", pipe], in: folder)
        #expect(piped.status == printed.status)
        let attributes = try FileManager.default.attributesOfItem(atPath: pipe)
        // Reading from a pipe that nobody wrote to would wait for ever.
        try #require(attributes[.type] as? FileAttributeType != .typeRegular)
        #expect(String(decoding: reader.availableData, as: UTF8.self) == printed.output)
    }

    @Test(.enabled(if: Program.git != nil, "skipped: there is no git on PATH"))
    func `a repository is as good as a folder`() throws {
        let repository = try folder.repository()
        let before = try Program.run(
            ["-C", repository, "status", "--porcelain=v2", "--branch"], in: folder,
            program: #require(Program.git))
        let reports = try [repository, "\(repository)@HEAD", "\(repository)/.git@HEAD"].map {
            try Program.run([gather, "--tree", $0, "--no-simulate"], in: folder)
        }
        let plain = try Program.run([gather, "--tree", kernel, "--no-simulate"], in: folder)
        for report in reports {
            #expect(report.errors.isEmpty)
            #expect(report.status == plain.status)
            #expect(hunks(report.output) == hunks(plain.output))
        }
        #expect(!hunks(plain.output).isEmpty)
        let after = try Program.run(
            ["-C", repository, "status", "--porcelain=v2", "--branch"], in: folder,
            program: #require(Program.git))
        #expect(before.output == after.output)
    }

    /// The lines that say where hunks lie.
    private func hunks(_ report: String) -> [Substring] {
        report.split(separator: "\n").filter { $0.contains("exact  made on") }
    }

    @Test(.enabled(if: Program.hasToolchain, "skipped: there is no clang on PATH"))
    func `cold and warm, one job and two, here and elsewhere, the bytes are the same`() throws {
        let arguments = [
            gather, "--tree", kernel, "--bench-path", "\(Program.samples)/benches", "--cache",
            "\(folder.path)/cache", "--scenario", "many-pages", "--scenario", "disjoint-unmaps",
        ]
        let elsewhere = "\(folder.path)/elsewhere/rt"
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/elsewhere", withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: Program.built, toPath: elsewhere)

        let cold = try Program.run(arguments + ["--jobs", "1"], in: folder)
        #expect(cold.status == Status.needsAttention.rawValue)
        #expect(cold.errors.isEmpty)
        #expect(cold.output.contains("P2 (fix-it) is the best of 5 combinations"))
        let other = try TemporaryFolder()
        let warm = try Program.run(arguments + ["--jobs", "2"], in: other, program: elsewhere)
        #expect(warm.output == cold.output)
        #expect(warm.status == cold.status)

        let data = try Program.run(arguments + ["--json"], in: folder)
        let again = try Program.run(arguments + ["--json", "--jobs", "1"], in: folder)
        #expect(data.output == again.output)
        #expect(data.status == cold.status)
        let object = try JSONSerialization.jsonObject(with: Data(data.output.utf8))
        #expect((object as? [String: Any])?.isEmpty == false)
    }
}
