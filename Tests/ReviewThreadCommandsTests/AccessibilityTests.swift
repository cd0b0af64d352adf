// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

@testable import ReviewThreadCommands

/// The page of the sample as those meet it who do not see it, or not well: by Chromium's own
/// accessibility tree, the colours that it computes, and its keyboard focus.
@Suite struct AccessibilityTests {
    private let folder: TemporaryFolder
    private static let python = "/usr/bin/python3"
    private static let isPossible =
        BrowserTests.chromium != nil && FileManager.default.isExecutableFile(atPath: python)

    private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Screens/accessibility.py").path

    /// The rules of axe-core, axe.min.js, where somebody has them.
    private static let axe = ProcessInfo.processInfo.environment["REVIEW_THREAD_AXE"]

    init() throws {
        folder = try TemporaryFolder()
    }

    private func faults(in pages: String...) throws -> [String] {
        // Chromium's socket needs a short path, which the tests' own folder has not.
        let run = try Program.run(
            [
                "TMPDIR=/tmp", Self.python, Self.script, try #require(BrowserTests.chromium),
                "\(folder.path)/profile",
            ] + (Self.axe.map { ["--axe", $0] } ?? []) + pages, in: folder,
            program: "/usr/bin/env")
        #expect(run.errors.isEmpty)
        #expect(run.status == 0)
        return run.output.split(separator: "\n").map(String.init)
    }

    @Test(
        .enabled(
            if: isPossible && Program.hasToolchain,
            "skipped: there is no chromium, python3 or clang"))
    func `the pages of the samples are without faults`() throws {
        let samples = Program.samples
        for name in ["always-fill-gather", "clean-series"] {
            let run = try Program.run(
                [
                    "\(samples)/\(name).mbox", "--tree", "\(samples)/kernel", "--bench-path",
                    "\(samples)/benches", "--scenario", "one-page", "--html", "\(name).html",
                ], in: folder)
            #expect(run.errors.isEmpty)
        }
        #expect(
            try faults(
                in: "\(folder.path)/always-fill-gather.html", "\(folder.path)/clean-series.html")
                == [])
    }

    @Test(.enabled(if: isPossible, "skipped: there is no chromium or python3"))
    func `the check sees what it is for`() throws {
        let page = try folder.write(
            "bad.html",
            """
            <!DOCTYPE html><title></title><style>p { color: #999 } a:focus { outline: none }</style>
            <h1>A</h1><h3>B</h3><p id=x>pale</p><p id=x tabindex=3></p><a href="#x"></a>
            <table><tr><th>x</table><svg></svg><img src="http://127.0.0.1:9/x.png">
            """)
        let found = try faults(in: page).joined(separator: "\n")
        for fault in [
            "no language", "no title", "not one main", "heading skips from 1 to 3", "id twice x",
            "positive tabindex", "head without scope", "table without a name",
            "picture without a role", "link without a name", "light: contrast 2.8", "no outline",
            "asks for http://127.0.0.1:9/x.png",
        ] {
            #expect(found.contains(fault), "\(fault): \(found)")
        }
    }
}
