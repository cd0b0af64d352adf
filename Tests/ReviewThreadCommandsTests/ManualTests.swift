// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

@testable import ReviewThreadCommands

/// The manual page and the completions, which come from the options themselves.
@Suite struct ManualTests {
    private let folder: TemporaryFolder
    private static let page = URL(fileURLWithPath: Program.samples).deletingLastPathComponent()
        .appendingPathComponent("docs/review-thread.1").path

    init() throws {
        folder = try TemporaryFolder()
    }

    private static func shell(_ name: String) -> String? {
        ["/bin/\(name)", "/usr/bin/\(name)"].first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }

    @Test func `the page is that of these options`() throws {
        let text = ManualPage(tool: try ToolInfo.own(in: folder)).text
        if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
            try Data(text.utf8).write(to: URL(fileURLWithPath: Self.page))
            Issue.record("recorded \(Self.page)")
        }
        let recorded = try String(contentsOfFile: Self.page, encoding: .utf8)
        #expect(recorded == text)
        for option in ["\\-\\-html", "\\-\\-proposal", "\\-\\-no\\-pager", "\\-\\-exhaustive"] {
            #expect(text.contains(option))
        }
    }

    @Test(.enabled(if: shell("groff") != nil, "skipped: there is no groff"))
    func `groff has nothing to complain of`() throws {
        let run = try Program.run(
            ["-ww", "-man", "-Tutf8", "-z", Self.page], in: folder,
            program: #require(Self.shell("groff")))
        #expect(run.status == 0)
        #expect(run.errors == "")
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `each shell reads its completions`(name: String) throws {
        let script = try Program.run(["--generate-completion-script", name], in: folder)
        #expect(script.status == 0)
        #expect(script.output.contains("survey"))
        guard let shell = Self.shell(name) else { return }
        let file = try folder.write("completions.\(name)", script.output)
        let run = try Program.run(["-n", file], in: folder, program: shell)
        #expect(run.status == 0)
        #expect(run.errors == "")
    }

    /// What bash offers behind `review-thread surv`.
    @Test(.enabled(if: shell("bash") != nil, "skipped: there is no bash"))
    func `bash completes a command`() throws {
        let script = try Program.run(["--generate-completion-script", "bash"], in: folder)
        let file = try folder.write("completions.bash", script.output)
        let run = try Program.run(
            [
                "-c",
                """
                source \(file)
                COMP_WORDS=(review-thread surv); COMP_CWORD=1; COMP_LINE='review-thread surv'
                COMP_POINT=${#COMP_LINE}; COMPREPLY=()
                function=$(complete -p review-thread | sed 's/.*-F \\([^ ]*\\).*/\\1/')
                $function review-thread surv review-thread
                echo "${COMPREPLY[@]}"
                """,
            ], in: folder, program: #require(Self.shell("bash")))
        #expect(run.output.contains("survey"))
        #expect(!run.output.contains("apply"))
    }

    @Test(.enabled(if: Program.git != nil, "skipped: there is no git on PATH"))
    func `git finds the program on PATH`() throws {
        let place = "\(folder.path)/bin"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: "\(place)/git-review-thread", withDestinationPath: Program.built)
        let path = "\(place):\(ProcessInfo.processInfo.environment["PATH"] ?? "")"
        let run = try Program.run(
            ["review-thread", "-h"], in: folder, program: #require(Program.git), path: path)
        #expect(run.status == 0)
        #expect(run.output.contains("Exit status:"))
    }
}
