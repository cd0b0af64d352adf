// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Mail
import MailThreads
import Proposals
import Testing

/// Small threads, one for each trap, with the answers that a careful reader gives.
///
/// `Corpus/*.cases` holds them: `%% case NAME`, then `%% mail NUMBER NAME [answers NUMBER]` with
/// `subject:`, `from:` and `type:` lines before the body, then `%% expect` with one answer a line.
/// `%% after <ID>` names a real message that shows the trap; the mail here is our own.
@Suite struct CorpusTests {
    static let cases = CorpusCase.all()

    @Test func `there are enough cases, of every kind, and from real threads`() {
        #expect(Self.cases.count >= 60)
        #expect(Self.cases.count { $0.source != nil } >= 10)
        #expect(Set(Self.cases.map(\.name)).count == Self.cases.count)
    }

    @Test(arguments: cases)
    func `a thread is read as a careful reader does`(_ one: CorpusCase) throws {
        let found = try one.answers()
        #expect(found == one.expected)
    }
}

/// One thread and what is to be found in it.
struct CorpusCase: Sendable, CustomTestStringConvertible {
    var name: String
    var source: String?
    var mailmap = ""
    var mails: [Draft] = []
    var expected: [String] = []

    var testDescription: String { name }

    static func all() -> [CorpusCase] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Corpus")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().filter { $0.hasSuffix(".cases") }.flatMap { name in
            let bytes = try? Data(contentsOf: folder.appendingPathComponent(name))
            return read(String(decoding: bytes ?? Data(), as: UTF8.self))
        }
    }

    private static func read(_ text: String) -> [CorpusCase] {
        var cases: [CorpusCase] = []
        var isExpecting = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let words = line.split(separator: " ").map(String.init)
            if line.hasPrefix("%% case ") {
                cases.append(CorpusCase(name: String(line.dropFirst(8))))
                isExpecting = false
            } else if cases.isEmpty {
                continue
            } else if line.hasPrefix("%% after ") {
                cases[cases.count - 1].source = String(line.dropFirst(9))
            } else if line.hasPrefix("%% mailmap ") {
                cases[cases.count - 1].mailmap += line.dropFirst(11) + "\n"
            } else if line.hasPrefix("%% mail ") {
                cases[cases.count - 1].begin(words)
            } else if line.hasPrefix("%% expect") {
                isExpecting = true
            } else if isExpecting {
                if !line.isEmpty { cases[cases.count - 1].expected.append(String(line)) }
            } else {
                cases[cases.count - 1].add(String(line))
            }
        }
        return cases
    }

    /// `%% mail 2 Bob answers 1`
    private mutating func begin(_ words: [String]) {
        let number = words[2]
        let person = words[3]
        let answered = words.count > 5 ? words[5] : nil
        let parent = mails.first { $0.id == "\(answered ?? "-")@example.org" }
        let subject = parent.map { $0.subject.hasPrefix("Re: ") ? $0.subject : "Re: \($0.subject)" }
        mails.append(
            Draft(
                id: "\(number)@example.org",
                from: "\(person) Example <\(person.lowercased())@example.org>",
                subject: subject ?? "[PATCH] house: Count the doors", minute: mails.count,
                answers: answered.map { "\($0)@example.org" }, body: ""))
    }

    private mutating func add(_ line: String) {
        guard let index = mails.indices.last else { return }
        let signer = mails[index].from
        if mails[index].body.isEmpty {
            for (word, path) in [
                ("subject: ", \Draft.subject), ("from: ", \Draft.from),
                ("type: ", \Draft.contentType),
            ] where line.hasPrefix(word) {
                mails[index][keyPath: path] = String(line.dropFirst(word.count))
                return
            }
            if line == "no references" {
                mails[index].answers = nil
                return
            }
        }
        let diffs = [
            "door": doorDiff,
            "door2": doorDiff.replacingOccurrences(of: "if (is_open", with: "if (!is_shut"),
            "end": doorEndDiff, "key": keyDiff, "hunk": bareHunk,
        ]
        let words = line.dropFirst().dropLast().split(separator: " ").map(String.init)
        guard line.hasPrefix("{"), line.hasSuffix("}"), let last = words.last,
            let diff = diffs[last]
        else {
            mails[index].body += line + "\n"
            return
        }
        let mail = "Nobody knows how many.\n\nSigned-off-by: \(signer)\n---\n\(diff)-- \n2.43.0\n"
        switch words.first {
        case "mail": mails[index].body += mail
        case "quote", "quotemail":
            let text = words.first == "quote" ? diff : mail
            mails[index].body += text.split(separator: "\n", omittingEmptySubsequences: false)
                .dropLast().map { "> \($0)\n" }.joined()
        default: mails[index].body += diff
        }
    }

    /// What is found, as the lines of `%% expect`; notes, checks, lookalikes and remarks only where
    /// the case asks for some.
    func answers() throws -> [String] {
        let contents = try contents(of: mails)
        let findings = ProposalFinder().findings(in: contents)
        let proposals = findings.proposals
        let weigher = TagWeigher(
            contents, proposals: proposals, known: Mailmap(Array(mailmap.utf8)))
        let tags = weigher.tags()
        let ledger = Ledger(contents, proposals: proposals, tags: tags)
        let state = StateReader(contents, proposals: proposals, tags: tags, ledger: ledger).state()
        var lines = proposals.map { proposal in
            let relation = proposal.relation.map { " \($0.kind.rawValue) \($0.other)" } ?? ""
            return
                "\(proposal.label) \(proposal.form.rawValue) \(first(proposal.author))\(relation)"
        }
        lines += findings.notes.filter { _ in asks("note") }.map { "note \($0.kind.rawValue)" }
        lines += tags.filter { $0.verdict != .own }.map { tag in
            let person = tag.trailer.person.map(first) ?? "-"
            return "tag \(tag.verdict.rawValue) \(tag.trailer.name) \(person) "
                + places(tag, in: proposals)
        }
        if asks("lookalike") {
            lines += weigher.lookalikes().map {
                "lookalike \($0.verdict.rawValue) \($0.trailer.name) \($0.messageNumber)"
            }
        }
        if asks("check") {
            lines += TrailerCheck.checks(of: proposals, in: contents).map {
                "check \($0.kind.rawValue)"
            }
        }
        if asks("remark") {
            lines += ledger.remarks.map { remark in
                let line = remark.anchor.map { ":\($0.lineNumber)" } ?? ""
                return "remark \(remark.status.rawValue) \(remark.kind.rawValue) "
                    + "\(first(remark.author)) \(remark.proposal ?? "-")\(line)"
            }
        }
        lines.append("state \(state.phase.rawValue)")
        lines.append("next \(state.next.map { $0.person.map(first) ?? $0.name } ?? "-")")
        if asks("pings") { lines.append("pings \(state.next?.pings.count ?? 0)") }
        if asks("unanswered") { lines += state.unanswered.map { "unanswered \($0.messageNumber)" } }
        if asks("to") { lines.append("to \(state.appliedTo ?? "-")") }
        return lines
    }

    private func asks(_ word: String) -> Bool {
        expected.contains { $0.hasPrefix(word + " ") }
    }

    private func first(_ person: Mailbox) -> String {
        person.displayName.split(separator: " ").first.map(String.init) ?? "?"
    }

    /// `P1`, or `P1/1,2` for patches of a series.
    private func places(_ tag: WeighedTag, in proposals: [Proposal]) -> String {
        guard let label = tag.places.first?.proposal else { return "-" }
        let count = proposals.first { $0.label == label }?.announcedCount ?? 1
        let numbers = tag.places.map { "\($0.number)" }.joined(separator: ",")
        return count > 1 ? "\(label)/\(numbers)" : label
    }
}
