// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

@testable import ReviewThreadCommands

/// `review-thread` on git repositories: merges, bases, clones, and that nothing is written.
@Suite(.enabled(if: Program.git != nil, "skipped: git is not installed"))
struct RepositoryTests {
    private let folder: TemporaryFolder
    private let repository: String

    /// A repository with a packed and a loose commit on `main`, and two patches on its first one.
    init() throws {
        folder = try TemporaryFolder()
        repository = folder.path + "/r"
        try FileManager.default.createDirectory(
            atPath: repository, withIntermediateDirectories: true)
        try git("init", "-q", "-b", "main")
        try commit("base", numbered([:]))
        try git("checkout", "-q", "-b", "topic")
        try commit("first change", numbered([10: "TEN"]))
        try commit("second change", numbered([10: "TEN", 12: "TWELVE"]))
        let base = ["--base=main", "--cover-letter"]
        try git(["format-patch", "-q", "-o", folder.path + "/mails"] + base + ["main..topic"])
        try git("format-patch", "-q", "-o", folder.path + "/second", "--base=main", "-1", "topic")
        try git("checkout", "-q", "main")
        try git("gc", "-q")
        try commit("drift", numbered([8: "eight"]))
    }

    @discardableResult
    private func git(_ arguments: [String]) throws -> String {
        let git = try #require(Program.git)
        let name = ["-c", "user.name=Ada Example", "-c", "user.email=ada@example.org"]
        let run = try Program.run(
            ["-C", repository] + name + arguments, in: folder, program: git)
        try #require(run.status == 0, "\(arguments) \(run.errors)")
        return run.output.trimmingCharacters(in: .newlines)
    }

    @discardableResult
    private func git(_ arguments: String...) throws -> String { try git(arguments) }

    private func commit(_ subject: String, _ text: String) throws {
        _ = try folder.write("r/f", text)
        try git("add", "-A")
        try git("commit", "-q", "-m", subject)
    }

    private func numbered(_ changes: [Int: String]) -> String {
        (1...30).map { (changes[$0] ?? "line \($0)") + "\n" }.joined()
    }

    private var mails: String { folder.path + "/mails" }

    private func treeID(_ arguments: [String]) throws -> String? {
        let run = try Program.run(["apply", mails] + arguments + ["--json"], in: folder)
        let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        let proposals = (object as? [String: Any])?["proposals"] as? [[String: Any]]
        return (proposals?.first?["trees"] as? [[String: Any]])?.first?["treeID"] as? String
    }

    @Test func `a merged series has the tree and the mail that git makes of it`() throws {
        let plain = try Program.run(["apply", mails, "--tree", repository], in: folder)
        #expect(plain.status == Status.needsAttention.rawValue)
        #expect(plain.output.contains("conflict"))
        #expect(plain.output.contains("clean; --3way takes it"))
        let run = try Program.run(["apply", mails, "--tree", repository, "--3way"], in: folder)
        #expect(run.status == Status.ready.rawValue)
        #expect(run.output.contains("applies, merged"))
        #expect(run.output.contains("of patch 2 needs patch 1"))
        let id = try treeID(["--tree", repository, "--3way"])
        let emitted = try Program.run(
            ["apply", mails, "--tree", repository, "--3way", "--emit", "-o", "out.mbox"],
            in: folder)
        #expect(emitted.status == Status.ready.rawValue)
        try git("checkout", "-q", "-b", "emitted", "main")
        try git("am", "-q", folder.path + "/out.mbox")
        #expect(try git("rev-parse", "HEAD^{tree}") == id)
        try git("checkout", "-q", "-b", "merged", "main")
        let patches = try FileManager.default.contentsOfDirectory(atPath: mails).sorted()
            .filter { !$0.hasPrefix("0000") }.map { mails + "/" + $0 }
        try git(["am", "-q", "--3way"] + patches)
        #expect(try git("rev-parse", "HEAD^{tree}") == id)
    }

    @Test func `what the patches stand on is found in history and in the input`() throws {
        let second = folder.path + "/second"
        let inHistory = try Program.run(
            ["apply", second, "--tree", repository, "--base-in", "topic"], in: folder)
        #expect(inHistory.output.contains("(\"first change\")"))
        #expect(inHistory.output.contains("stands on patch id"))
        let posted = try Program.run(
            ["apply", second, mails, "--tree", repository, "--base-in", "main"], in: folder)
        #expect(posted.output.contains("not among the 1 commits looked at"))
        #expect(
            posted.output.replacing(/\s+/, with: " ").contains(
                "patch 1, \"first change\": put that below with --under"))
    }

    @Test func `a partial clone is told by the object that it lacks`() throws {
        try git("config", "uploadpack.allowFilter", "true")
        try git(
            "clone", "-q", "--bare", "--filter=blob:none", "file://" + repository,
            folder.path + "/partial")
        let run = try Program.run(
            ["apply", mails, "--tree", "\(folder.path)/partial@main"], in: folder)
        #expect(run.status == Status.needsAttention.rawValue)
        #expect(
            run.output.replacing(/\s+/, with: " ").contains("is not in the repository; if it is"))
        #expect(run.output.replacing(/\s+/, with: " ").contains("partial clone"))
        let base = try Program.run(
            [
                "apply", mails, "--tree", "\(folder.path)/partial@main", "--base-in",
                "main",
            ], in: folder)
        #expect(base.output.contains("the mail names as base"))
    }

    @Test func `a shallow clone ends where it ends`() throws {
        try git(
            "clone", "-q", "--bare", "--depth=1", "--branch=main", "file://" + repository,
            folder.path + "/shallow")
        let run = try Program.run(
            ["apply", mails, "--tree", "\(folder.path)/shallow", "--base-in", "main"], in: folder)
        #expect(run.status == Status.needsAttention.rawValue)
        #expect(run.errors.isEmpty)
        #expect(run.output.contains("conflict"))
        let far = try Program.run(
            ["apply", mails, "--tree", "\(folder.path)/shallow@HEAD~1"], in: folder)
        #expect(far.status == Status.badTree.rawValue)
        #expect(far.errors.contains("has no revision HEAD~1; fetch it"))
    }

    @Test func `a SHA-256 repository is refused with a way on`() throws {
        let path = folder.path + "/sha256"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        try git("init", "-q", "--object-format=sha256", path)
        let run = try Program.run(["apply", mails, "--tree", path], in: folder)
        #expect(run.status == Status.badTree.rawValue)
        #expect(run.errors.contains("git archive"))
    }

    /// Whatever the calls below do, they may read the repository and nothing else.
    @Test(
        .enabled(if: Program.strace != nil, "skipped: strace is not installed"),
        arguments: [
            ["apply", "--3way", "--base-in", "topic", "--merged", "HEAD"],
            ["apply", "--3way", "--emit"], ["review", "--no-simulate"], ["tags"],
        ])
    func `nothing of the repository is written`(arguments: [String]) throws {
        let strace = try #require(Program.strace)
        let before = try stamps()
        let log = folder.path + "/log"
        let run = try Program.run(
            [
                "-f", "-qq", "-y", "-s", "4096", "-e", "trace=%file,%desc", "-o", log,
                Program.built,
            ] + arguments + [
                arguments[0] == "apply" ? mails : folder.path + "/second", "--tree", repository,
            ], in: folder, program: strace)
        try #require([0, 1].contains(run.status), "\(run.errors)")
        let calls = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
            .filter { $0.contains(repository + "/") }
        // The calls that change a file, or open it to be changed; reading maps and closes it.
        let reading =
            /(open|openat|openat2|stat|lstat|fstat|newfstatat|statx|access|faccessat2?|readlink|readlinkat|read|pread64|readv|lseek|close|mmap|fcntl|fadvise64|getdents64|fstatfs|statfs|chdir|getcwd|inotify_add_watch)\(/
        var isOpened = false
        for call in calls where !call.contains("resumed>") {
            if call.contains("execve(") { continue }
            #expect(try reading.firstMatch(in: call) != nil, "\(call)")
            let isForWriting = ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "PROT_WRITE"].contains {
                call.contains($0) && !(call.contains("mmap(") && call.contains("MAP_PRIVATE"))
            }
            #expect(!isForWriting, "\(call)")
            isOpened = isOpened || call.contains("/.git/objects/")
        }
        #expect(isOpened || arguments[0] == "tags")
        #expect(try stamps() == before)
    }

    /// The time of the last change of everything in the repository, folders included.
    private func stamps() throws -> [String: Date] {
        var stamps: [String: Date] = [:]
        let paths = try #require(FileManager.default.enumerator(atPath: repository))
        for case let path as String in paths {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: repository + "/" + path)
            stamps[path] = attributes[.modificationDate] as? Date
        }
        return stamps
    }
}
