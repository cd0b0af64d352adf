// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Mail
import Testing

@testable import ReviewThreadCommands

/// `fetch`, from a small server of our own on the loopback address.
struct FetchTests {
    private let folder: TemporaryFolder
    private static let curl = ["/usr/bin/curl", "/bin/curl"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }
    private static let mailbox = """
        From x@example.org Tue Mar 31 19:56:22 2026
        From: Ann <ann@example.org>
        Date: Tue, 31 Mar 2026 10:00:00 +0000
        Message-ID: <a/b@example.org>
        Subject: Well

        Well.

        """

    init() throws {
        folder = try TemporaryFolder()
    }

    private func fetch(_ server: LoopbackServer, _ arguments: String...) throws -> Program.Outcome {
        try Program.run(
            ["fetch", "<a/b@example.org>", "--server", "\(server.address)/list"] + arguments,
            in: folder)
    }

    @Test(arguments: [
        ("a@example.org", "https://example.org/all/", "https://example.org/all/a@example.org/"),
        ("<a/b@example.org>", "http://example.org/l", "http://example.org/l/a%2Fb@example.org/"),
        ("https://example.org/l/a@b.c/T/#u", "-", "https://example.org/l/a@b.c/"),
        ("https://example.org/r/a%2Fb@c.d", "-", "https://example.org/all/a%2Fb@c.d/"),
    ])
    func `addresses and identifiers name a mailbox`(
        _ text: String, _ server: String, _ folder: String
    ) {
        #expect(ThreadAddress(text, server: server)?.mailbox == folder + "t.mbox.gz")
    }

    @Test(arguments: ["", "word", "file:///etc/passwd@x", "https://a@b.c/", "a b@example.org"])
    func `other words name none`(_ text: String) {
        #expect(ThreadAddress(text, server: "https://example.org/all/") == nil)
        #expect(ThreadAddress("a@example.org", server: "file:///x") == nil)
    }

    @Test(.enabled(if: curl != nil, "skipped: there is no curl"))
    func `a thread is fetched once and kept`() throws {
        let server = try LoopbackServer { path in
            #expect(path == "/list/a%2Fb@example.org/t.mbox.gz")
            return .answer(status: "200 OK", Array(Self.mailbox.utf8))
        }
        let first = try fetch(server)
        #expect(first.errors.isEmpty)
        #expect(first.status == 0)
        let path = first.output.trimmingCharacters(in: .newlines)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == Self.mailbox)
        #expect(try fetch(server).output == first.output)
        #expect(server.requestCount == 1)
        #expect(try fetch(server, "--max-age", "0").output == first.output)
        #expect(server.requestCount == 2)
    }

    @Test(.enabled(if: curl != nil, "skipped: there is no curl"))
    func `what is no mailbox is refused, and the older copy stays`() throws {
        let good = try LoopbackServer { _ in
            .answer(status: "200 OK", Array(Self.mailbox.utf8))
        }
        let kept = try fetch(good, "-o", "\(folder.path)/t.mbox")
        #expect(kept.status == 0)
        let cases: [(LoopbackServer.Reply, String)] = [
            (.answer(status: "500 Broken", Array(Self.mailbox.utf8)), "500"),
            (.answer(status: "200 OK", Array("<html><p>Please wait</p>".utf8)), "a web page"),
            (.answer(status: "200 OK", []), "no mailbox"),
            (.answer(status: "302 Found\r\nLocation: file:///etc/passwd", []), "t.mbox.gz: "),
            (.silence, "timed out"),
            (.endless, "longer than 100000 bytes"),
        ]
        for (reply, words) in cases {
            let server = try LoopbackServer { _ in reply }
            let run = try fetch(
                server, "-o", "\(folder.path)/t.mbox", "--timeout", "2", "--max-bytes", "100000")
            #expect(run.status == Status.unavailable.rawValue, "\(words): \(run.errors)")
            #expect(run.errors.contains(words), "\(words): \(run.errors)")
            #expect(run.errors.split(separator: "\n").count == 1)
            #expect(run.output.isEmpty)
            #expect(
                try String(contentsOfFile: "\(folder.path)/t.mbox", encoding: .utf8)
                    == Self.mailbox)
        }
    }

    @Test func `without curl that is said`() throws {
        let run = try Program.run(["fetch", "a@example.org"], in: folder, path: folder.path)
        #expect(run.status == Status.unavailable.rawValue)
        #expect(run.errors.contains("no program curl"))
    }
}
