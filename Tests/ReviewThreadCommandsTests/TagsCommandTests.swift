// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

@testable import ReviewThreadCommands

/// `review-thread tags`, run as a user runs it.
@Suite struct TagsCommandTests {
    private let folder: TemporaryFolder
    private let series = "\(Program.samples)/clean-series.mbox"
    private let gather = "\(Program.samples)/always-fill-gather.mbox"

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Runs git in the folder `tree`.
    private func git(_ words: String...) throws -> String {
        let git = try #require(Program.git)
        let name = ["-c", "user.name=Ada Example", "-c", "user.email=ada@example.org"]
        let run = try Program.run(
            ["-C", "\(folder.path)/tree"] + name + words, in: folder, program: git)
        #expect(run.status == 0, "\(run.errors)")
        return run.output
    }

    /// Makes a repository of the samples' kernel.
    private func makeRepository() throws {
        try FileManager.default.copyItem(
            atPath: "\(Program.samples)/kernel", toPath: "\(folder.path)/tree")
        _ = try git("init", "-q")
        _ = try git("add", ".")
        _ = try git("commit", "-q", "-m", "iommu: Skip the sync of gathers that hold nothing")
    }

    private static func trailers(_ text: String) -> [String] {
        text.split(separator: "\n").filter { $0.contains("-by: ") }.map(String.init)
    }

    @Test(.enabled(if: Program.git != nil, "skipped: git is not installed"))
    func `git takes a series with the tags that count, and no others`() throws {
        try makeRepository()
        let run = try Program.run(["tags", series, "--emit", "-o", "out.mbox"], in: folder)
        #expect(run.status == Status.ready.rawValue)
        _ = try git("am", "-q", "\(folder.path)/out.mbox")
        for revision in ["HEAD", "HEAD~1"] {
            // The second reviewer's tag is on a condition.
            #expect(
                Self.trailers(try git("log", "--format=%B", "-1", revision)) == [
                    "Signed-off-by: Yusuf Adeyemi <yusuf.adeyemi@example.org>",
                    "Reviewed-by: Hana Kobayashi <hana@example.org>",
                ])
        }
        #expect(try git("log", "--format=%s %an", "-1", "HEAD~1").contains("once for a batch"))
    }

    @Test(.enabled(if: Program.git != nil, "skipped: git is not installed"))
    func `git takes a single patch, and a rival's diff`() throws {
        try makeRepository()
        let patch = try Program.run(["tags", gather, "--emit", "-o", "p1.mbox"], in: folder)
        #expect(patch.status == Status.ready.rawValue)
        _ = try git("am", "-q", "\(folder.path)/p1.mbox")
        #expect(
            Self.trailers(try git("log", "--format=%B", "-1")) == [
                "Reported-by: Kofi Mensah <kofi.mensah@example.org>",
                "Signed-off-by: Marta Lindqvist <marta.lindqvist@example.org>",
                "Tested-by: Kofi Mensah <kofi.mensah@example.org>",
                "Acked-by: Ines Carvalho <icarvalho@example.org>",
            ])
        _ = try git("reset", "-q", "--hard", "HEAD~1")
        _ = try Program.run(
            ["tags", gather, "--emit", "--proposal", "P2", "-o", "p2.mbox"], in: folder)
        _ = try git("am", "-q", "\(folder.path)/p2.mbox")
        #expect(Self.trailers(try git("log", "--format=%B", "-1")).isEmpty)
    }

    @Test func `each acceptance and refusal has its reason`() throws {
        let run = try Program.run(["tags", series, "--why"], in: folder)
        #expect(run.status == Status.ready.rawValue)
        #expect(run.output.contains("given in answer to the cover letter of P1"))
        #expect(run.output.contains("on condition: “With that fixed,”"))
    }

    @Test(.enabled(if: Program.git != nil, "skipped: git is not installed"))
    func `the commits of Fixes are looked up`() throws {
        try makeRepository()
        let id = String(try git("rev-parse", "HEAD").prefix(12))
        let subject = "iommu: Skip the sync of gathers that hold nothing"
        for (fixes, words) in [
            ("\(id) (\"\(subject)\")", "is in the repository, with that subject"),
            ("\(id) (\"iommu: Another\")", "commit \(id) is “\(subject)”"),
            ("000000000001 (\"iommu: Another\")", "the repository has no commit 000000000001"),
        ] {
            let mail = try folder.write(
                "fixes.mbox",
                """
                From x@example.org Tue Mar 31 19:56:22 2026
                From: Ann Example <ann@example.org>
                Date: Tue, 31 Mar 2026 10:00:00 +0000
                Message-ID: <1@example.org>
                Subject: [PATCH] a: B

                Fixes: \(fixes)
                Signed-off-by: Ann Example <ann@example.org>
                ---
                diff --git a/a b/a
                --- a/a
                +++ b/a
                @@ -1,2 +1,2 @@
                 one
                -two
                +three

                """)
            let run = try Program.run(
                ["tags", mail, "--why", "--tree", "\(folder.path)/tree"], in: folder)
            let output = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(output.contains(words))
        }
    }

    @Test(arguments: [
        (["--json"], "no JSON of its own"),
        (["--emit", "--why"], "exclude each other"),
        (["--proposal", "P9"], "there are P1, P2, P3"),
    ])
    func `a wrong command line is said`(arguments: [String], words: String) throws {
        let run = try Program.run(["tags", gather] + arguments, in: folder)
        #expect(run.status == Status.usage.rawValue)
        #expect(run.errors.contains(words))
    }

    @Test func `mail without a proposal is said`() throws {
        let mail = try folder.write(
            "talk.mbox",
            """
            From x@example.org Tue Mar 31 19:56:22 2026
            From: Ann Example <ann@example.org>
            Date: Tue, 31 Mar 2026 10:00:00 +0000
            Message-ID: <1@example.org>
            Subject: Doors

            How many are there?

            """)
        let run = try Program.run(["tags", mail], in: folder)
        #expect(run.status == Status.noProposal.rawValue)
        #expect(run.errors.contains("no proposal"))
    }
}
