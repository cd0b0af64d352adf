// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import HunkMatching
import Mail
import MailThreads
import Proposals
import Testing

@testable import Reviews

/// The order of many threads.
struct TriagerTests {
    /// 1 July 2026, noon.
    private static let now: Int64 = 1_782_907_200

    private var stock: ThreadStock {
        get throws {
            var box = ""
            func mail(
                _ id: String, from: String, to: String = "list@example.org", day: Int,
                subject: String, reply: String? = nil, _ text: String
            ) {
                box += """
                    From x@example.org Tue Mar 31 19:56:22 2026
                    From: \(from) <\(from.lowercased())@example.org>
                    To: \(to)
                    Date: \(day) Jun 2026 10:00:00 +0000
                    Message-ID: <\(id)@example.org>
                    \(reply.map { "In-Reply-To: <\($0)@example.org>\n" } ?? "")Subject: \(subject)

                    \(text)

                    """
            }
            func patch(_ line: String) -> String {
                """
                Signed-off-by: Ann <ann@example.org>
                ---
                diff --git a/f/a.c b/f/a.c
                --- a/f/a.c
                +++ b/f/a.c
                @@ -1,3 +1,3 @@
                 one
                -\(line)
                +2
                 three
                """
            }
            mail("new", from: "Ann", day: 20, subject: "[PATCH] f: New", patch("two"))
            mail("old", from: "Ann", day: 10, subject: "[PATCH v2] f: Older", patch("other"))
            mail("fit", from: "Ann", day: 12, subject: "[PATCH] f: Fits", patch("two"))
            mail("ready", from: "Ann", day: 25, subject: "[PATCH] f: Ready", patch("two"))
            mail(
                "ready1", from: "Bob", day: 26, subject: "Re: [PATCH] f: Ready", reply: "ready",
                "Reviewed-by: Bob <bob@example.org>")
            mail("done", from: "Ann", day: 25, subject: "[PATCH] f: Done", patch("two"))
            mail(
                "done1", from: "Bob", day: 26, subject: "Re: [PATCH] f: Done", reply: "done",
                "Applied, thanks.")
            mail("ask", from: "Ann", day: 28, subject: "[PATCH] f: Asked", patch("two"))
            mail(
                "ask1", from: "Bob", day: 29, subject: "Re: [PATCH] f: Asked", reply: "ask",
                "> +2\n\nPlease write 3 here.")
            mail("talk", from: "Bob", day: 29, subject: "How is everybody?", "Well?")
            let input = MailInput(name: "x.mbox", bytes: Array(box.utf8))
            return ThreadStock(input.messages.map(MessageSketch.init), held: input.messages)
        }
    }

    private func tree(
        _ text: String = "one\ntwo\nthree\n", _ body: (any SourceTree) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/f", withIntermediateDirectories: true)
        try Data(text.utf8).write(
            to: URL(fileURLWithPath: "\(folder.path)/f/a.c"))
        try await body(try FolderTree(folder: folder.path))
    }

    @Test func theMostUrgentIsFirst() async throws {
        let entries = try await Triager(now: Self.now).all(try stock).entries
        #expect(
            entries.map(\.subject) == [
                "[PATCH] f: Ready", "[PATCH v2] f: Older", "[PATCH] f: Fits", "[PATCH] f: New",
                "[PATCH] f: Asked", "[PATCH] f: Done",
            ])
        #expect(entries.map(\.need) == [.apply, .review, .review, .review, .author, .done])
        #expect(entries[0].reading.tags.counting == 1)
        #expect(entries[1].proposal.revision == 2)
        #expect(entries.map(\.age) == [5, 21, 19, 11, 2, 5])
        #expect(entries.allSatisfy { $0.fit == nil && $0.isMine == nil })
    }

    @Test func whatAppliesComesBeforeWhatDoesNot() async throws {
        try await tree { tree in
            var triager = Triager(now: Self.now)
            triager.tree = tree
            let entries = try await triager.all(try stock).entries
            #expect(
                entries.filter { $0.need == .review }.map(\.subject) == [
                    "[PATCH] f: Fits", "[PATCH] f: New", "[PATCH v2] f: Older",
                ])
            #expect(entries[1].fit?.status == .applies)
            #expect(entries[3].fit?.conflict == "f/a.c:1")
        }
    }

    @Test func whatTheTreeHasIsDone() async throws {
        try await tree("one\n2 and more\nthree\n") { tree in
            var triager = Triager(now: Self.now)
            triager.tree = tree
            let entries = try await triager.all(try stock).entries
            #expect(entries.first { $0.subject == "[PATCH] f: New" }?.need == .review)
        }
        try await tree("one\n2\nthree\n") { tree in
            var triager = Triager(now: Self.now)
            triager.tree = tree
            let entries = try await triager.all(try stock).entries
            let new = entries.first { $0.subject == "[PATCH] f: New" }
            #expect(new?.need == .done)
            #expect(new?.fit?.status == .alreadyApplied)
        }
    }

    @Test func whatTheReaderWasAskedIsFirst() async throws {
        var triager = Triager(now: Self.now)
        triager.reader = ["ANN@example.org"]
        let entries = try await triager.all(try stock).entries
        #expect(entries.first?.subject == "[PATCH] f: Asked")
        #expect(entries.first?.need == .answer)
        #expect(entries.allSatisfy { $0.isMine == true })
    }

    @Test func whatIsSilentForLongIsDormant() async throws {
        var triager = Triager(now: Self.now)
        triager.dormantDays = 10
        let entries = try await triager.all(try stock).entries
        #expect(
            entries.filter { $0.need == .dormant }.map(\.subject) == [
                "[PATCH v2] f: Older", "[PATCH] f: Fits", "[PATCH] f: New",
            ])
    }

    @Test func theListDoesNotHangOnTheOrderOfTheWork() async throws {
        let one = try await Triager(now: Self.now).all(try stock).entries
        let other = try await Triager(now: Self.now).all(try stock).entries
        #expect(one == other)
    }
}

extension Triager {
    /// All threads of a stock.
    fileprivate func all(_ stock: ThreadStock) async throws -> Triage {
        try await triage(plan(stock))
    }
}
