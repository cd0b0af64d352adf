// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

@testable import ReviewThreadCommands

@Suite struct SettledOptionsTests {
    private let folder: TemporaryFolder
    private let commands: Set = ["review", "show", "tags", "apply", "simulate"]

    init() throws {
        folder = try TemporaryFolder()
    }

    private func settings(_ values: [(String, String?)]) -> GitSettings {
        let entries = values.map { key, value in
            "review-thread.\(key)" + (value.map { "\n\($0)" } ?? "") + "\0"
        }
        return GitSettings(listing: Data(entries.joined().utf8))
    }

    private func completed(_ line: String, _ values: [(String, String?)]) -> String {
        SettledOptions.completed(
            line.split(separator: " ").map(String.init), commands: commands,
            settings: settings(values)
        ).joined(separator: " ")
    }

    @Test func `a setting stands in for an option`() {
        #expect(completed("a.mbox", [("tree", "linux")]) == "a.mbox --tree=linux")
        #expect(
            completed("simulate p.patch", [("tree", "linux")]) == "simulate p.patch --tree=linux")
        #expect(completed("show a.mbox", [("tree", "linux")]) == "show a.mbox")
        #expect(completed("a.mbox", [("tree", "old"), ("tree", "new")]) == "a.mbox --tree=new")
        #expect(
            completed("a.mbox", [("bench-path", "a"), ("bench-path", "b")])
                == "a.mbox --bench-path=a --bench-path=b")
    }

    @Test func `the command line wins`() {
        #expect(completed("a --tree t", [("tree", "linux")]) == "a --tree t")
        #expect(completed("a --tree=t", [("tree", "linux")]) == "a --tree=t")
        #expect(completed("a --no-cache", [("cache", "c")]) == "a --no-cache")
        #expect(completed("a -- --tree", [("tree", "linux")]) == "a --tree=linux -- --tree")
    }

    @Test func `a flag is set by what is true`() {
        #expect(completed("a", [("no-pager", nil)]) == "a --no-pager")
        #expect(completed("a", [("no-pager", "yes")]) == "a --no-pager")
        #expect(completed("a", [("no-pager", "false")]) == "a")
    }

    @Test func `help stays help`() {
        for line in ["--help", "help review", "review -h", "--version", ""] {
            #expect(completed(line, [("tree", "linux")]) == line)
        }
    }

    @Test func `each setting is an option of the commands it is for, and of no other`() throws {
        let tool = try ToolInfo.own(in: folder)
        for option in SettledOptions.all {
            let having = tool.commands.filter { $0.options.contains("--\(option.name)") }.map(
                \.name)
            #expect(Set(having) == option.commands, "\(option.name)")
        }
    }

    @Test(.enabled(if: Program.git != nil, "skipped: there is no git on PATH"))
    func `git's configuration is read`() throws {
        let mail = "\(Program.samples)/clean-series.mbox"
        _ = try folder.write(
            ".gitconfig",
            "[review-thread]\n\ttree = \(Program.samples)/kernel\n[user]\n\tname = Me\n")
        let run = try Program.run(["show", mail], in: folder)
        #expect(run.status == 0)
        let review = try Program.run([mail, "--no-simulate"], in: folder)
        #expect(review.output.contains("\non kernel\n"))
        let other = try Program.run([mail, "--no-simulate", "--tree", "nowhere"], in: folder)
        #expect(other.status == Status.badTree.rawValue)
    }
}
