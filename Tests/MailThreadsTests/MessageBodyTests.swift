// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Mail
import MailThreads
import Testing

@Suite struct MessageBodyTests {
    private func body(_ text: String) throws -> MessageBody {
        let thread = try readThread([Draft(id: "a", body: text)])
        return MessageBody(of: thread.messages[0])
    }

    /// Blocks as `kind first-last`.
    private func outline(_ body: MessageBody) -> [String] {
        body.blocks.map { block in
            let lines = "\(block.lines.lowerBound)-\(block.lines.upperBound)"
            switch block.kind {
            case .own: return "own \(lines)"
            case .quote(let depth, _): return "quote\(depth) \(lines)"
            case .attribution: return "attribution \(lines)"
            case .signature: return "signature \(lines)"
            case .footer: return "footer \(lines)"
            }
        }
    }

    @Test(arguments: [
        ("text", 0, "text"), ("> text", 1, "text"), (">text", 1, "text"), (">> text", 2, "text"),
        ("> > text", 2, "text"), ("> >> > text", 4, "text"), (" > text", 1, "text"),
        (">  text", 1, " text"), (">\ttext", 1, "\ttext"), ("  > text", 0, "  > text"),
        (">", 1, ""),
        ("> ", 1, ""), ("-> text", 0, "-> text"), ("", 0, ""),
    ])
    func quoteMarksAreCounted(_ line: String, _ depth: Int, _ content: String) throws {
        let body = try body("first\n\(line)\n")
        #expect(body.lines[1].depth == depth)
        #expect(body.content(of: body.lines[1]).lossyString == content)
    }

    @Test func aBodyIsCutIntoBlocks() throws {
        let body = try body(
            """
            Hi,

            On Tue, 31 Mar 2026 at 10:00, Bob Example
            <bob@example.org> wrote:
            > quoted
            >
            >> older
            > quoted again

            own
            text

            > more

            -- 
            Ann
            """)
        #expect(
            outline(body) == [
                "own 1-1", "attribution 3-4", "quote1 5-6", "quote2 7-7", "quote1 8-8", "own 10-11",
                "quote1 13-13", "signature 15-16",
            ])
        #expect(body.ownLines.map(\.number) == [1, 10, 11])
        #expect(body.block(ofLine: 9) == nil)
        #expect(body.block(ofLine: 11)?.kind == .own)
    }

    @Test(arguments: [
        ("On Tue, Mar 31, 2026 at 04:56:22PM -0300, Bob Example wrote:", "Bob Example", nil),
        ("On 02/04/2026 23:51, Bob Example wrote:", "Bob Example", nil),
        ("On 2026-04-01 6:36 pm, Bob Example wrote:", "Bob Example", nil),
        ("On Tue, 2026-03-03 at 15:56 +0000, Bob Example wrote:", "Bob Example", nil),
        ("Bob Example <bob@example.org> writes:", "Bob Example", "bob@example.org"),
        ("On Mon, 1 Apr 2026 10:00:00 GMT, Bob <bob@example.org> wrote:", "Bob", "bob@example.org"),
        ("Am 01.04.26 um 10:00 schrieb Bob Example:", nil, nil),
        ("Bob Example wrote:", "Bob Example", nil),
    ])
    func attributionLinesNameWhoIsQuoted(_ line: String, _ name: String?, _ address: String?) throws
    {
        let body = try body("\(line)\n\n> text\n")
        guard case .attribution(let attribution) = body.blocks.first?.kind else {
            Issue.record("no attribution: \(line)")
            return
        }
        #expect(attribution.text == line)
        if let name { #expect(attribution.name == name) }
        #expect(attribution.address == address)
    }

    @Test(arguments: [
        "The patch says:", "On the other hand:", "Note:", "See bob@example.org:",
        "On Tue it broke, wrote my dog",
    ])
    func otherLinesBeforeAQuoteAreOwnText(_ line: String) throws {
        #expect(outline(try body("\(line)\n> text\n")) == ["own 1-1", "quote1 2-2"])
    }

    @Test func anAttributionWithoutQuoteIsOwnText() throws {
        #expect(outline(try body("On 1 Apr 2026, Bob wrote:\n\n\nnothing\n")) == ["own 1-4"])
    }

    @Test func quotedAttributionsAreFound() throws {
        let body = try body(
            "On 1 Apr 2026, Bob wrote:\n> On 31 Mar 2026, Ann wrote:\n>> text\n> answer\n")
        #expect(
            outline(body) == ["attribution 1-1", "attribution 2-2", "quote2 3-3", "quote1 4-4"])
    }

    @Test func aListFooterIsNotTheAuthorsText() throws {
        let body = try body(
            "own\n_______________________________________________\nx mailing list\nx@lists.example.org\n"
        )
        #expect(outline(body) == ["own 1-1", "footer 2-4"])
        #expect(outline(try self.body("own\n____________________\nmore\n")) == ["own 1-3"])
    }

    @Test func aSignatureEndsWhereAQuoteIsIntroduced() throws {
        let body = try body("Top.\n-- \nAnn\n\nOn 1 Apr 2026, Bob wrote:\n> text\n")
        #expect(outline(body) == ["own 1-1", "signature 2-3", "attribution 5-5", "quote1 6-6"])
    }

    @Test func aDeletedLineIsNoSignature() throws {
        let body = try body("@@ -1,3 +1,2 @@\n a\n-- \n b\n-- \n2.43.0\n")
        #expect(outline(body) == ["own 1-4", "signature 5-6"])
        #expect(body.hunkLines == [1, 2, 3, 4])
    }

    @Test func quotesBelongToTheMessageWhoseTextTheyRepeat() throws {
        let thread = try readThread([
            Draft(
                id: "a", minute: 1, body: "The first idea was to count\nall entries of the table.\n"
            ),
            Draft(
                id: "b", from: "Bob <bob@example.org>", minute: 2, inReplyTo: "a",
                body:
                    "> The first idea was to count\n> all entries of the table.\n\nWhy not count rows?\n"
            ),
            Draft(
                id: "c", minute: 3, inReplyTo: "b",
                body:
                    ">> The first idea was to\n>> count all entries of the\n>> table.\n> Why not count rows?\nToo slow.\n"
            ),
            Draft(
                id: "d", minute: 4, inReplyTo: "a",
                body: "> Why not count  rows?\nAs said elsewhere.\n> Words that nobody wrote.\n"),
        ])
        let bodies = thread.bodies()
        func authors(_ id: String) -> [String?] {
            var authors: [String?] = []
            for block in bodies[MessageID(id)]?.blocks ?? [] {
                if case .quote(_, let author) = block.kind { authors.append(author?.text) }
            }
            return authors
        }
        #expect(authors("b") == ["a"])
        #expect(authors("c") == ["a", "b"])
        #expect(authors("d") == ["b", nil])
    }

    @Test func aFewSharedLinesDoNotMakeAQuoteSomebodys() throws {
        let thread = try readThread([
            Draft(id: "a", minute: 1, body: "}\nreturn\n"),
            Draft(id: "b", minute: 2, inReplyTo: "a", body: "> if\n> else\n> }\n> while\n"),
        ])
        let blocks = thread.bodies()[MessageID("b")]?.blocks
        #expect(blocks?.map(\.kind) == [.quote(depth: 1, attributed: nil)])
    }

    @Test(arguments: [
        ("-- >8 --", true), ("----->8-----", true), ("--- 8< --- cut here ---", true),
        (">8 --", false),
        ("- - - - >8 - - - -", true), ("--------", false), ("see section >8 of it", false),
    ])
    func scissorsAreThoseOfGit(_ line: String, _ isScissors: Bool) {
        #expect(ScissorsLine.matches(Array(line.utf8)[...]) == isScissors)
    }

    @Test func withoutTextTheAttributionLineDecides() throws {
        let thread = try readThread([
            Draft(id: "a", minute: 1, body: "Text.\n"),
            Draft(
                id: "b", from: "Bob <bob@example.org>", minute: 2, inReplyTo: "a", body: "Other.\n"),
            Draft(
                id: "c", from: "Eve <eve@example.org>", minute: 3, inReplyTo: "b",
                body: "On 31 Mar 2026, ann example wrote:\n> Changed beyond recognition.\n"),
        ])
        let blocks = thread.bodies()[MessageID("c")]?.blocks ?? []
        #expect(blocks.last?.kind == .quote(depth: 1, attributed: MessageID("a")))
    }

    @Test(arguments: [
        "> ", ">", "@@ -1,99999999999999999999 +1 @@\n", "-- \n", "On x:\n", ":\n> \n", "\n",
    ])
    func repeatedMarksAreRead(_ piece: String) throws {
        let body = try body(String(repeating: piece, count: 5_000) + "\n")
        #expect(body.lines.allSatisfy { $0.depth <= 100 })
    }
}
