// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

@testable import ReviewThreadCommands

/// The report on a real terminal: tmux, with less as the pager.
@Suite struct ScreenTests {
    private let folder: TemporaryFolder

    private static func find(_ name: String) -> String? {
        ["/usr/bin/\(name)", "/usr/local/bin/\(name)", "/bin/\(name)"].first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }

    private static let tmux = find("tmux")
    private static let isPossible = tmux != nil && find("less") != nil

    private static let arguments = [
        "\(Program.samples)/always-fill-gather.mbox", "--tree", "\(Program.samples)/kernel",
        "--no-simulate",
    ]

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Closes what it has inherited beyond the standard files. `Process` knows that a program has
    /// ended by a socket that the program inherits, and tmux's server would keep it open.
    private static let closing = """
        for file in /proc/self/fd/*; do
            number=${file##*/}
            [ "$number" -le 2 ] || eval "exec $number>&-"
        done
        exec "$@"
        """

    /// Talks to a server of our own, which is named after the folder.
    private func server(_ arguments: String...) throws -> String {
        let name = "rt-\(folder.path.suffix(12))"
        let run = try Program.run(
            [
                "-c", Self.closing, "bash", "/usr/bin/env", "TMUX_TMPDIR=/tmp", "LANG=C.UTF-8",
                try #require(Self.tmux), "-u", "-L", name, "-f", "/dev/null",
            ] + arguments, in: folder, program: "/bin/bash")
        return run.output
    }

    /// What stands on a screen of that size once a text is on it.
    private func screen(
        _ width: Int, _ height: Int, _ command: String, until text: String
    ) throws -> [String] {
        let environment =
            "env -u NO_COLOR -u GIT_PAGER -u LESS PAGER=less LANG=C.UTF-8 HOME=\(folder.path)"
        _ = try server(
            "new-session", "-d", "-x", "\(width)", "-y", "\(height)",
            "\(environment) \(command); sleep 60")
        for _ in 0..<300 {
            let lines = try server("capture-pane", "-p").split(
                separator: "\n", omittingEmptySubsequences: false
            ).map(String.init)
            if lines.contains(where: { $0.contains(text) }) { return lines }
            Thread.sleep(forTimeInterval: 0.1)
        }
        return []
    }

    @Test(
        .enabled(if: isPossible, "skipped: there is no tmux or less"),
        arguments: [(80, 24), (200, 60)])
    func `the pager's first screen is the top of the report`(width: Int, height: Int) throws {
        defer { _ = try? server("kill-server") }
        let report = try Program.run(
            ["COLUMNS=\(width)", Program.built] + Self.arguments + ["--color", "never"],
            in: folder, program: "/usr/bin/env")
        let lines = report.output.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count > height)
        let command = ([Program.built] + Self.arguments).joined(separator: " ")
        let shown = try screen(width, height, command, until: "Verdict")
        #expect(shown.first?.hasPrefix("Verdict  ") == true)
        // All but the pager's own line, as it is without a terminal: nothing wraps.
        #expect(shown.prefix(height - 1).map { $0 } == lines.prefix(height - 1).map(String.init))
        #expect(shown.dropFirst(height - 1).first == ":")
        #expect(
            try server("display-message", "-p", "#{pane_title}|#{alternate_on}").hasSuffix("|0\n"))
        _ = try server("send-keys", "q")
    }

    @Test(.enabled(if: isPossible, "skipped: there is no tmux or less"))
    func `what fits on the screen is not paged, and the status is the review's`() throws {
        defer { _ = try? server("kill-server") }
        let command = "\(Program.built) \(Self.arguments[0]); echo ended $?"
        #expect(try screen(100, 200, command, until: "ended").contains("ended 3"))
    }
}
