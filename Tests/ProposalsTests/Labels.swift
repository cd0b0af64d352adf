// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Mail
import MailThreads
import Proposals

/// What a reader says of a thread; one line of `Labels/*.tsv`.
struct LabelledThread {
    /// The number within the draw.
    let number: Int
    /// The first message of the thread that the archive has, with its brackets.
    let messageID: String
    /// Proposals by form, as `patch 1`, `series 2`.
    let proposals: [String: Int]
    /// Tags of replies by worth, as `counts 2`.
    let tags: [String: Int]
    let state: String
    /// `-`, `a maintainer`, or a name as somebody writes it.
    let next: String

    /// The lines of a file that are no comments.
    static func all(in name: String) throws -> [LabelledThread] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Labels/\(name)")
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
                .map(String.init)
            guard fields.count == 6, let number = Int(fields[0]) else { return nil }
            return LabelledThread(
                number: number, messageID: fields[1], proposals: counts(fields[2]),
                tags: counts(fields[3]), state: fields[4], next: fields[5])
        }
    }

    /// `counts 2, unproven 1`
    private static func counts(_ text: String) -> [String: Int] {
        text.split(separator: ",").reduce(into: [:]) { counts, part in
            let words = part.split(separator: " ")
            guard words.count == 2, let number = Int(words[1]) else { return }
            counts[String(words[0]), default: 0] += number
        }
    }
}

extension LabelledThread {
    /// What the program says of the same thread, in the readers' words.
    init(_ contents: ThreadContents, as label: LabelledThread) {
        let all = ProposalFinder().proposals(in: contents)
        // The readers' copy showed no attachments of replies.
        let shown = all.filter { proposal in
            proposal.form != .attachment
                || !PatchSubject(contents.entry(proposal.first.message)?.message.subject ?? "")
                    .isReply
        }
        let tags = TagWeigher(contents, proposals: all).tags()
        let ledger = Ledger(contents, proposals: all, tags: tags)
        let reader = StateReader(contents, proposals: all, tags: tags, ledger: ledger)
        let state = reader.state()
        number = label.number
        messageID = label.messageID
        proposals = Dictionary(shown.map { (Self.form($0), 1) }, uniquingKeysWith: +)
        self.tags = Dictionary(
            tags.compactMap { Self.worth($0).map { ($0, 1) } }, uniquingKeysWith: +)
        // To the readers a thread with a later revision is superseded; the program looks at that one.
        let isRerolled = all.contains {
            [.reroll, .replaces].contains($0.relation?.kind) && $0.label == state.proposal
        }
        switch state.phase {
        case .abandoned: self.state = "given-up"
        case .applied: self.state = "applied"
        default: self.state = isRerolled ? "superseded" : state.phase.rawValue
        }
        guard let actor = state.next else {
            next = "-"
            return
        }
        // The readers wrote first names.
        let isNamed = actor.name.split(separator: " ").contains { $0 == label.next }
        next = isNamed ? label.next : actor.name
    }

    private static func form(_ proposal: Proposal) -> String {
        switch proposal.form {
        case .patch, .attachment:
            proposal.announcedCount > 1 || proposal.coverLetter != nil ? "series" : "patch"
        case .quoted: "quoted"
        default: "inline"
        }
    }

    /// Of a tag that a reply gave; nil for others, and for what was carried over.
    private static func worth(_ tag: WeighedTag) -> String? {
        guard tag.trailer.kind.isTestimony || tag.trailer.kind == .nackedBy else { return nil }
        let isScoped = if case .scoped = tag.trailer.meaning { true } else { false }
        switch tag.verdict {
        case .own, .carried, .stale, .quoted, .prose: return nil
        case .counts, .duplicate, .byAuthor, .withoutProposal: return isScoped ? "scoped" : "counts"
        case .unproven, .otherPerson: return "unproven"
        case .scopeUnknown: return "scoped"
        case .takenBack: return "withdrawn"
        case .negative: return "against"
        case .conditional, .weak, .malformed, .robot: return tag.verdict.rawValue
        }
    }
}
