// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

@testable import ReviewThreadCommands

/// The page of the sample in a browser: Chromium without a window.
@Suite struct BrowserTests {
    private let folder: TemporaryFolder

    static let chromium = ["/usr/bin/chromium"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Opens a place of a page, and gives the document as it is then, and what Chromium logged.
    private func open(_ page: String, at place: String = "") throws -> (dom: String, log: String) {
        // Chromium's socket needs a short path, which the tests' own folder has not.
        let run = try Program.run(
            [
                "TMPDIR=/tmp", try #require(Self.chromium), "--headless", "--no-sandbox",
                "--disable-gpu", "--enable-logging=stderr", "--v=0",
                "--user-data-dir=\(folder.path)/profile", "--virtual-time-budget=3000",
                "--dump-dom", "file://\(page)\(place)",
            ], in: folder, program: "/usr/bin/env")
        return (run.output, run.errors)
    }

    @Test(
        .enabled(
            if: chromium != nil && Program.hasToolchain,
            "skipped: there is no chromium, or no clang, on PATH"))
    func `a cell leads to its trace, a tag to its message`() throws {
        let samples = Program.samples
        let run = try Program.run(
            [
                "\(samples)/always-fill-gather.mbox", "--tree", "\(samples)/kernel", "--bench-path",
                "\(samples)/benches", "--scenario", "one-page", "--html", "page.html",
            ], in: folder)
        #expect(run.status == Status.needsAttention.rawValue)
        let page = "\(folder.path)/page.html"
        let source = try String(contentsOfFile: page, encoding: .utf8)
        let cell = try #require(
            source.firstMatch(of: #/<a href="(#e[0-9-]+)">✗ stale 4K</a>/#)?.output.1)
        let tag = try #require(
            source.firstMatch(of: #/<td class="short"><a href="(#m2-[0-9]+)">message 2</a>/#)?
                .output.1)

        let closed = try open(page)
        #expect(closed.dom.contains("<details class=\"driver\">"))
        #expect(!closed.dom.contains("<details class=\"driver\" open"))
        // Nothing is refused by the page's policy, and nothing else is logged by it.
        #expect(!closed.log.contains("CONSOLE"), "\(closed.log)")
        // A browser opens what folds the place that a link leads to.
        let atCell = try open(page, at: String(cell)).dom
        #expect(opened("driver", in: atCell).contains { $0.contains("id=\"\(cell.dropFirst())\"") })
        let atTag = try open(page, at: String(tag)).dom
        #expect(opened("message", in: atTag).contains { $0.contains("id=\"\(tag.dropFirst())\"") })
    }

    /// What follows each opened part, up to the next part of the kind.
    private func opened(_ kind: String, in document: String) -> [Substring] {
        document.split(separator: "<details class=\"\(kind)\"").filter { $0.hasPrefix(" open") }
    }
}
