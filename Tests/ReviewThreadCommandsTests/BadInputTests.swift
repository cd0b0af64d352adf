// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

@testable import ReviewThreadCommands

/// What the program cannot use, it says in one line, with a status of its own.
@Suite struct BadInputTests {
    private let folder: TemporaryFolder
    private let kernel = "\(Program.samples)/kernel"
    private let mail = "\(Program.samples)/no-bench.mbox"

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Runs the program, which has to fail with one line.
    private func expect(
        _ status: Status, _ words: String, from arguments: String...,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let run = try Program.run(arguments, in: folder)
        #expect(run.status == status.rawValue, sourceLocation: sourceLocation)
        #expect(run.errors == "review-thread: \(words)\n", sourceLocation: sourceLocation)
        #expect(run.output.isEmpty, sourceLocation: sourceLocation)
    }

    @Test func `a missing file`() throws {
        try expect(.noInput, "none.mbox: there is no such file or folder", from: "none.mbox")
        try expect(
            .noInput,
            "the name of an input is empty; name a file or folder, or - for standard input",
            from: "show", "")
    }

    @Test func `a folder without mail`() throws {
        let path = "\(folder.path)/empty"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let words =
            "\(path) is no mail: neither the folder nor one below it has a file that is mail; name "
            + "another folder"
        try expect(.badInput, words, from: path)
        try Data("Only notes.\n".utf8).write(to: URL(filePath: "\(path)/notes.txt"))
        try expect(.badInput, words, from: path)
    }

    @Test func `an empty file`() throws {
        let file = try folder.write("a", "")
        try expect(.badInput, "\(file) is no mail: it is empty; save the mail again", from: file)
    }

    @Test func `binary data`() throws {
        let file = try folder.write("a", (0..<4000).map { UInt8(truncatingIfNeeded: $0 * $0) })
        try expect(
            .badInput,
            "\(file) is no mail: it holds binary data; export the mail as a mailbox (mbox) or as "
                + "messages (.eml)", from: file)
    }

    @Test func `text that is no mail`() throws {
        let file = try folder.write("a", "One.\nTwo.\n")
        try expect(
            .badInput,
            "\(file) is no mail: it does not begin with a mail header; give the whole mail with its "
                + "header, or a bare diff to `review-thread apply`", from: file)
    }

    @Test func `compressed mail`() throws {
        let file = try folder.write("a", [0x1f, 0x8b, 0x08, 0x00])
        try expect(
            .badInput,
            "\(file) is no mail: it is compressed, and nothing in it can be read; download it again, "
                + "or unpack it by the program that made it", from: file)
    }

    @Test func `no file at all`() throws {
        let run = try Program.run([], in: folder)
        #expect(run.status == Status.usage.rawValue)
        #expect(
            run.errors.hasPrefix("review-thread: Missing expected argument '<input> ...'; see "))
        #expect(run.errors.count { $0 == "\n" } == 1)
    }

    @Test(arguments: [
        (["--nothing"], "Unknown option '--nothing'"),
        (["--jobs", "0"], "--jobs must be at least 1"),
        (["--jobs", "x"], "The value 'x' is invalid for '--jobs <number>'"),
        (["--cache", "a", "--no-cache"], "--cache and --no-cache exclude each other"),
        (["--under", "a"], "--under and --revert need a tree: give it with --tree"),
        (["--revert", "a"], "--under and --revert need a tree: give it with --tree"),
    ])
    func `a wrong option`(options: [String], words: String) throws {
        let run = try Program.run([mail] + options, in: folder)
        #expect(run.status == Status.usage.rawValue)
        #expect(run.errors == "review-thread: \(words); see review-thread review --help\n")
        #expect(run.output.isEmpty)
    }

    @Test func `an unknown driver`() throws {
        let run = try Program.run([mail, "--tree", kernel, "--driver", "vole"], in: folder)
        #expect(run.status == Status.usage.rawValue)
        #expect(
            run.errors.hasPrefix("review-thread: --driver vole: there is no such bench; there are ")
        )
        #expect(run.errors.contains("mtk"))
        #expect(run.errors.count { $0 == "\n" } == 1)
    }

    @Test func `an unknown scenario`() throws {
        let run = try Program.run([mail, "--tree", kernel, "--scenario", "all"], in: folder)
        #expect(run.status == Status.usage.rawValue)
        #expect(
            run.errors.hasPrefix("review-thread: --scenario all: no such scenario or file; there "))
        #expect(run.errors.contains("one-page"))
        #expect(run.errors.count { $0 == "\n" } == 1)
    }

    @Test func `a scenario with mistakes`() throws {
        let file = try folder.write("a.scenario", "jump 1p\nrun 2p\n")
        let run = try Program.run([mail, "--tree", kernel, "--scenario", file], in: folder)
        #expect(run.status == Status.badInput.rawValue)
        #expect(run.errors.hasPrefix("review-thread: \(file):1: 'jump' is no operation"))
        #expect(run.errors.hasSuffix("(and 1 more)\n"))
        #expect(run.errors.count { $0 == "\n" } == 1)
    }

    @Test func `a folder of benches that is not there`() throws {
        let run = try Program.run([mail, "--bench-path", "none"], in: folder)
        #expect(run.status == Status.noInput.rawValue)
        #expect(
            run.errors == "review-thread: --bench-path none: cannot be read (there is no such "
                + "folder); give --bench-path a folder with benches in it\n")
    }

    @Test func `a tree that is not there`() throws {
        try expect(
            .badTree, "--tree none: there is no folder or repository none", from: mail, "--tree",
            "none")
    }

    @Test func `a tree that is a file`() throws {
        let file = try folder.write("a", "")
        try expect(
            .badTree,
            "--tree \(file): \(file) is a file; a source tree is a folder or a git repository",
            from: mail, "--tree", file)
    }

    @Test func `a revision of a folder that is no repository`() throws {
        try expect(
            .badTree, "--tree \(kernel)@HEAD: \(kernel) is no git repository", from: mail,
            "--tree", "\(kernel)@HEAD")
    }

    @Test(.enabled(if: Program.git != nil, "skipped: there is no git on PATH"))
    func `a revision that does not exist`() throws {
        let repository = try folder.repository()
        try expect(
            .badTree,
            "--tree \(repository)@v9: \(repository) has no revision v9; fetch it, or name another "
                + "one after the @", from: mail, "--tree", "\(repository)@v9")
        try expect(
            .badTree, "--tree \(repository)@: \(repository)@ names no revision after the @",
            from: mail, "--tree", "\(repository)@")
    }

    @Test func `a file to put under that is not there`() throws {
        try expect(
            .noInput, "none: there is no such file", from: mail, "--tree", kernel, "--under", "none"
        )
    }

    @Test func `a file to put under without a patch`() throws {
        let file = try folder.write("a", "One.\n")
        try expect(
            .badInput, "\(file) holds no patch", from: mail, "--tree", kernel, "--under", file)
    }

    @Test func `a part of a series that is none`() throws {
        let series = "\(Program.samples)/clean-series.mbox"
        try expect(
            .badInput, "\(series) has no patch 2/3; it has \(series)#1/2, \(series)#2/2",
            from: mail, "--tree", kernel, "--under", "\(series)#2/3")
        try expect(
            .usage,
            "\(series)#3/2: #3/2 names no patch; write #1/2 for the first of two, as the subjects "
                + "do", from: mail, "--tree", kernel, "--under", "\(series)#3/2")
    }

    @Test func `a patch to put under that does not apply`() throws {
        let file = try folder.patchMail("a.mbox", changing: "house/door.c")
        try expect(
            .badLayer, "\(file) does not apply to the tree: the tree has no house/door.c",
            from: mail, "--tree", kernel, "--under", file)
    }

    @Test func `a patch to take out that is not in`() throws {
        let run = try Program.run([mail, "--tree", kernel, "--revert", mail], in: folder)
        #expect(run.status == Status.badLayer.rawValue)
        #expect(run.errors.hasPrefix("review-thread: \(mail) cannot be taken out of the tree: "))
        #expect(run.errors.count { $0 == "\n" } == 1)
    }

    @Test(
        .enabled(if: Program.mail != nil, "skipped: REVIEW_THREAD_DATA is not set"),
        .enabled(if: Program.kernels != nil, "skipped: REVIEW_THREAD_TREES is not set"))
    func `a series to put under of which one patch is for files that the tree lacks`() throws {
        let data = try #require(Program.mail)
        let series = "\(data)/empty-gathers.mbox"
        try expect(
            .badLayer,
            "\(series)#2/2 does not apply to the tree: the tree has no "
                + "drivers/iommu/generic_pt/iommu_pt.h; name the patches of the series that you "
                + "mean, as in --under \(series)#1/2",
            from: "\(data)/gather-v1.mbox", "--tree",
            "\(try #require(Program.kernels))/linux-6.12", "--under", series)
    }

    @Test func `an output that cannot be written`() throws {
        try expect(
            .cannotWrite, "cannot write /none/at/all: there is no folder /none/at", from: mail,
            "-o", "/none/at/all")
        try expect(
            .cannotWrite, "cannot write \(folder.path): it is a folder", from: mail, "-o",
            folder.path)
    }

    @Test(
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full"))
    func `a full disk`() throws {
        let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
        let run = try Program.run([mail], in: folder, output: full)
        #expect(run.status == Status.cannotWrite.rawValue)
        #expect(run.errors.hasPrefix("review-thread: cannot write to standard output: "))
        #expect(run.errors.count { $0 == "\n" } == 1)
    }
}

extension TemporaryFolder {
    /// A git repository with the sample tree in it.
    func repository() throws -> String {
        let repository = "\(path)/repository"
        try FileManager.default.copyItem(
            atPath: "\(Program.samples)/kernel", toPath: repository)
        for arguments in [
            ["init", "-q"], ["add", "."],
            [
                "-c", "user.name=Ann", "-c", "user.email=ann@example.org", "commit", "-q", "-m",
                "One",
            ],
        ] {
            let run = try Program.run(
                ["-C", repository] + arguments, in: self, program: #require(Program.git))
            try #require(run.status == 0, "\(run.errors)")
        }
        return repository
    }
}
