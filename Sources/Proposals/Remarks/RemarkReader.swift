// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail
internal import MailThreads
internal import UnifiedDiffs

/// Reads which words of a thread are remarks, and which words answer them; docs/ledger.md states the
/// rules.
struct RemarkReader {
    let contents: ThreadContents
    let proposals: [Proposal]
    private var drafts: [RemarkDraft] = []
    private let patchMails: Set<MessageID>
    private var anchors: AnchorIndex

    init(contents: ThreadContents, proposals: [Proposal]) {
        self.contents = contents
        self.proposals = proposals
        anchors = AnchorIndex(proposals)
        let mails = proposals.flatMap(\.patches).filter { $0.form == .patch }.map(\.message)
        patchMails = Set(mails + proposals.compactMap(\.coverLetter))
    }

    /// The remarks to be, by date and line.
    mutating func read() -> [RemarkDraft] {
        for entry in contents.entries where !patchMails.contains(entry.message.id) {
            let blocks = contents.ownWords(of: entry)
            // The first message asks or reports; it is about no patch.
            guard contents.thread.parent(of: entry.message.id) != nil,
                !entry.isFromRobot,
                !StateWords.isPing(blocks.flatMap { RemarkWords.words($0.text) })
            else { continue }
            let diffs = proposals.flatMap(\.patches).filter {
                $0.message == entry.message.id && $0.form != .attachment && $0.quotedIn == nil
            }
            let runs = blocks.flatMap(paragraphs).filter { run in
                !diffs.contains { $0.bodyLines.contains(run.lines.lowerBound) }
            }
            for words in runs { take(words, isOnly: runs.count == 1) }
        }
        return drafts.filter(\.isRemark).flatMap(pieces)
    }

    /// One run of words for each paragraph of it; the later ones keep the quote of the first.
    private func paragraphs(_ words: OwnWords) -> [OwnWords] {
        let body = words.entry.body
        var found: [OwnWords] = []
        var first: Int?
        var last = words.lines.lowerBound
        func close() -> OwnWords? {
            guard let first else { return nil }
            let block = OwnWords.all(in: words.entry, lines: first...max(first, last))
            return block.map {
                OwnWords(
                    entry: words.entry, lines: $0.lines, text: $0.text, quote: words.quote,
                    isFirst: found.isEmpty)
            }
        }
        for number in words.lines {
            guard let line = body.text.line(number) else { continue }
            if body.text[line].allSatisfy(\.isASCIIWhitespace) {
                if let run = close() { found.append(run) }
                first = nil
            } else {
                if first == nil { first = number }
                last = number
            }
        }
        if let run = close() { found.append(run) }
        return found
    }

    // MARK: - What words are

    private mutating func take(_ words: OwnWords, isOnly: Bool) {
        let entry = words.entry
        let quoted = quotedBytes(words)
        let parent = contents.thread.parent(of: entry.message.id)?.id
        let attributed = words.quote.flatMap { block -> MessageID? in
            if case .quote(_, let message) = block.kind { message } else { nil }
        }
        let about = attributed ?? parent
        let anchor = words.quote.flatMap {
            anchors.anchor(of: $0, in: entry, message: attributed, thread: contents.thread)
        }
        let proposal = anchor?.place.proposal ?? target(of: about ?? entry.message.id)
        var isAnswer = false
        if anchor == nil {
            for index in drafts.indices
            where !drafts[index].words.entry.message.author.isKnown(as: entry.message.author) {
                let message = drafts[index].words.entry.message.id
                let lines: Set<Int>
                if words.quote == nil || isOnly && message == parent {
                    guard message == parent else { continue }
                    lines = Set(drafts[index].lines)
                } else {
                    guard message == about || attributed == nil else { continue }
                    lines = quotedLines(of: drafts[index], in: quoted)
                }
                guard !lines.isEmpty else { continue }
                let isByAuthor = isAuthor(entry.message.author, of: drafts[index].proposal)
                drafts[index].answers.append(
                    RemarkAnswer(words: words, isByAuthor: isByAuthor, lines: lines))
                isAnswer = isAnswer || isByAuthor
            }
        }
        let argued = isAnswer ? counter(answeredBy: entry, with: words) : nil
        let isRemark =
            !isAnswer && !isAuthor(entry.message.author, of: proposal) && !isApproval(words.text)
        guard isRemark || argued != nil else { return }
        drafts.append(
            RemarkDraft(
                words: words, lines: words.lines, text: words.text, about: about,
                proposal: argued ?? proposal, anchor: anchor, quoted: lastQuotedLine(words),
                isArgument: argued != nil))
    }

    /// The other's diff that the answered message posts, where the answer does not agree: it speaks
    /// against that diff then.
    private func counter(
        answeredBy entry: ThreadContents.Entry, with words: OwnWords
    ) -> String? {
        guard let parent = contents.thread.parent(of: entry.message.id)?.id,
            !RemarkWords.isConcession(words.text)
        else { return nil }
        return proposals.last { proposal in
            proposal.relation?.kind == .alternative
                && proposal.patches.contains { $0.message == parent }
                && !isAuthor(entry.message.author, of: proposal.label)
        }?.label
    }

    private func isApproval(_ text: String) -> Bool {
        let words = RemarkWords.words(text)
        // "Rather like this:" leads to a diff.
        if text.hasSuffix(":"), words.count <= 12 { return true }
        if words.count <= 6, RemarkWords.has(anyOf: RemarkWords.settlements, in: words) {
            return true
        }
        if words.count <= 2, RemarkWords.has(anyOf: Self.praise, in: words) {
            return true
        }
        return words.count <= 6 && RemarkWords.has(anyOf: Self.approvals, in: words)
    }

    private static let praise: Phrases = ["fine", "good", "thanks"]
    private static let approvals: Phrases = [
        "lgtm", "looks good", "looks fine", "nice", "great", "works for me", "applied", "queued",
        "ack",
    ]

    private func isAuthor(_ person: Mailbox, of label: String?) -> Bool {
        proposals.first { $0.label == label }?.patches.contains {
            $0.author.isKnown(as: person) || $0.sender.isKnown(as: person)
        } ?? false
    }

    /// The proposal that a message holds as a patch mail, or that it answers.
    private func target(of message: MessageID) -> String? {
        let path = [message] + contents.thread.ancestors(of: message).map(\.id)
        for id in path {
            let found = proposals.last { proposal in
                proposal.coverLetter == id
                    || proposal.patches.contains {
                        $0.message == id
                            && (id != message || $0.form == .patch || $0.form == .quoted)
                    }
            }
            if let found { return found.label }
        }
        return nil
    }

    // MARK: - Quotes

    private func quotedBytes(_ words: OwnWords) -> [UInt8] {
        guard let quote = words.quote else { return [] }
        let body = words.entry.body
        return quote.lines.flatMap { number in
            body.content(of: body.lines[number - 1]).filter { !$0.isASCIIWhitespace && $0 != 0x3e }
        }
    }

    private func lastQuotedLine(_ words: OwnWords) -> String {
        guard let quote = words.quote else { return "" }
        let body = words.entry.body
        return quote.lines.reversed().lazy
            .map { body.content(of: body.lines[$0 - 1]).trimmingWhitespace() }
            .first { !$0.isEmpty }?.lossyString ?? ""
    }

    /// The lines of a remark that a quote repeats: whole, or their first 16 letters.
    private func quotedLines(of draft: RemarkDraft, in quoted: [UInt8]) -> Set<Int> {
        let text = draft.words.entry.body.text
        return Set(
            draft.lines.filter { number in
                guard let line = text.line(number) else { return false }
                let letters = text[line].filter { !$0.isASCIIWhitespace && $0 != 0x3e }
                guard letters.count >= 4 else { return false }
                return quoted.firstRange(of: Array(letters.prefix(16))) != nil
                    || quoted.firstRange(of: Array(letters.suffix(16))) != nil
            })
    }

    /// A remark that one person answers in pieces is as many remarks.
    private func pieces(_ draft: RemarkDraft) -> [RemarkDraft] {
        let byMessage = Dictionary(grouping: draft.answers) { $0.words.entry.number }
        guard
            let answers = byMessage.values.filter({ $0.count > 1 })
                .min(by: { $0[0].words.entry.number < $1[0].words.entry.number }),
            Set(answers.map { $0.lines.min() ?? 0 }).count == answers.count
        else { return [draft] }
        let starts = answers.compactMap { $0.lines.min() }.sorted()
        let text = draft.words.entry.body.text
        return starts.enumerated().compactMap { index, start in
            let first = index == 0 ? draft.lines.lowerBound : start
            let last = index + 1 < starts.count ? starts[index + 1] - 1 : draft.lines.upperBound
            guard first <= last else { return nil }
            var piece = draft
            piece.lines = first...last
            piece.text = (first...last).compactMap { number in
                text.line(number).map { text[$0].trimmingWhitespace().lossyString }
            }.filter { !$0.isEmpty }.joined(separator: " ")
            piece.answers = draft.answers.filter { answer in
                answer.lines.min().map { (first...last).contains($0) } ?? false
            }
            return piece
        }
    }
}
