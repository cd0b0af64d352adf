// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import HunkMatching
import Mail
import MailThreads
import Proposals
import Reviews
import Testing

@testable import ThreadIndex

/// What is written to the index and read from it.
struct ThreadIndexTests {
    private let folder: IndexFolder

    init() throws {
        folder = try IndexFolder()
    }

    private var sketches: [MessageSketch] {
        let box = """
            From x@example.org Tue Mar 31 19:56:22 2026
            From: "Ann Example" <ann@example.org>
            Date: Tue, 31 Mar 2026 10:00:00 +0200
            Message-ID: <1@example.org>
            Subject: [PATCH v2] a: B
            In-Reply-To: <0@example.org>
            References: <00@example.org> <0@example.org>

            See https://example.org/r/99@example.org/

            change-id: 20260331-b-0123456789ab
            diff --git a/a b/a
            --- a/a
            +++ b/a
            @@ -1 +1 @@
            -one
            +two

            From x@example.org Tue Mar 31 19:56:22 2026
            From: nobody
            Subject: Without a date

            Well.

            """
        return MailInput(name: "a.mbox", bytes: Array(box.utf8)).messages.map(MessageSketch.init)
    }

    private var reading: TriageReading {
        let ann = Mailbox(name: "Ann Example", address: "ann@example.org", comment: "she")
        let date = MailDate(secondsSince1970: -5, utcOffsetMinutes: -180)
        let request = Request(
            message: MessageID("3@example.org"), messageNumber: 3, from: ann, to: nil, date: date,
            text: "Well?", bodyLine: 7)
        return TriageReading(
            change: TriageReading.Change(label: "P2", title: "a: B", revision: 3, author: ann),
            proposalCount: 2,
            state: ThreadState(
                phase: .waiting, proposal: "P2", summary: "it waits", proof: nil,
                next: NextActor(
                    person: ann, task: "answer", askedBy: nil, since: date,
                    proof: MessageID("3@example.org"), pings: [MessageID("4@example.org")]),
                appliedTo: nil, unanswered: [request],
                temperature: Temperature(messages: 4, people: 2, days: 9, last: nil)),
            tags: TriageReading.Tags(counting: 1, stale: 2, against: 3), openRemarks: 4,
            paths: ["a/b.c"], writers: ["ann@example.org"], receivers: [])
    }

    private let key = ContentKey(high: 1, low: .max)
    private let view = ContentKey(high: 5, low: 6)

    private func part(_ name: String) -> IndexPart {
        IndexPart(name: name, state: [1, 2, 3], sketches: sketches)
    }

    private func filled() throws -> ThreadIndex {
        let index = try ThreadIndex(folder: folder.path, program: "one")
        try index.write(
            [IndexChange(of: IndexedInput(unknown: "/mail"), removed: [], added: [part("0")])],
            readings: [key: reading],
            seen: (
                view,
                [
                    SeenThread(
                        id: MessageID("1@example.org"),
                        mark: TriageMark(
                            phase: .ready, revision: 2, tags: 1, openRemarks: 0, messages: 3,
                            fit: .partlyApplied))
                ]
            ))
        return index
    }

    @Test func whatIsWrittenIsRead() throws {
        _ = try filled()
        let index = try ThreadIndex(folder: folder.path, program: "one")
        let input = try index.input(at: "/mail")
        #expect(input.generation == 1)
        #expect(input.parts == [part("0")])
        #expect(input.parts[0].sketches[0].revision?.changeID != nil)
        #expect(try index.readings(of: [key, view]) == [key: reading])
        #expect(try index.seen(view)?.first?.mark.fit == .partlyApplied)
        #expect(try index.seen(key) == nil)
        #expect(try index.input(at: "/other").parts.isEmpty)
    }

    @Test func anotherProgramBeginsAnew() throws {
        _ = try filled()
        let index = try ThreadIndex(folder: folder.path, program: "two")
        #expect(try index.input(at: "/mail").generation == 0)
        #expect(try index.readings(of: [key]).isEmpty)
    }

    @Test func ofTwoWhoReadTheSameTheFirstWriterCounts() throws {
        let index = try filled()
        let other = try ThreadIndex(folder: folder.path, program: "one")
        let (first, second) = (try index.input(at: "/mail"), try other.input(at: "/mail"))
        try index.write([IndexChange(of: first, removed: ["0"], added: [part("1")])])
        try other.write([IndexChange(of: second, removed: ["0"], added: [part("2")])])
        #expect(try index.input(at: "/mail").parts.map(\.name) == ["1"])
    }

    @Test func aWriterThatFailsLeavesTheIndexAsItWas() throws {
        let index = try filled()
        let input = try index.input(at: "/mail")
        // The name is taken, which SQLite refuses at the second part.
        #expect(throws: IndexError.self) {
            try index.write(
                [IndexChange(of: input, removed: [], added: [part("1"), part("0")])],
                readings: [view: reading])
        }
        #expect(try index.input(at: "/mail") == input)
        #expect(try index.readings(of: [view]).isEmpty)
    }

    @Test func aFileThatIsNoIndexIsDamaged() throws {
        try Data("no database at all, whatever its name".utf8).write(
            to: URL(fileURLWithPath: "\(folder.path)/threads.sqlite"))
        #expect(throws: IndexError.damaged(path: "\(folder.path)/threads.sqlite")) {
            try ThreadIndex(folder: folder.path, program: "one")
        }
        ThreadIndex.remove(folder: folder.path)
        #expect(try filled().input(at: "/mail").generation == 1)
    }

    @Test func aRecordWithOneOtherByteIsDamaged() throws {
        var writer = RecordWriter()
        writer.write(each: sketches) { $0.write($1) }
        let sealed = writer.sealed
        for place in sealed.indices {
            var bytes = sealed
            bytes[place] ^= 0x10
            #expect(throws: RecordDamage.self) {
                var reader = try RecordReader(sealed: bytes)
                _ = try reader.each { reader throws(RecordDamage) in try reader.sketch() }
            }
        }
    }

    @Test func aFolderThatCannotBeMadeIsTold() throws {
        let file = "\(folder.path)/file"
        try Data().write(to: URL(fileURLWithPath: file))
        #expect(throws: IndexError.self) {
            try ThreadIndex(folder: "\(file)/cache", program: "one")
        }
    }
}

/// A temporary folder, which goes with the value.
final class IndexFolder {
    let path: String

    init() throws {
        path =
            FileManager.default.temporaryDirectory.path
            + "/review-thread-index-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
