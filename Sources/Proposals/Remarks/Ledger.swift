// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail
internal import MailThreads
internal import UnifiedDiffs

/// Every remark of a thread with what became of it; the rules are those of docs/ledger.md.
public struct Ledger: Hashable, Sendable {
    /// The remarks by date and line.
    public let remarks: [Remark]

    /// The questions and objections to which nothing happened.
    public var open: [Remark] {
        remarks.filter { $0.status == .open && $0.kind != .comment }
    }

    init(remarks: [Remark]) {
        self.remarks = remarks
    }

    /// Reads the remarks of a thread.
    public init(_ contents: ThreadContents, proposals: [Proposal], tags: [WeighedTag] = []) {
        var reader = LedgerReader(contents: contents, proposals: proposals, tags: tags)
        remarks = reader.read()
    }
}

/// A remark to be, and what answers it.
private struct Draft {
    let words: OwnWords
    var lines: ClosedRange<Int>
    var text: String
    let about: MessageID?
    let proposal: String?
    let anchor: Remark.Anchor?
    let quoted: String
    var answers: [Answer] = []
}

/// Words that stand under a quote of a remark.
private struct Answer {
    let words: OwnWords
    let isByAuthor: Bool
    /// The lines of the remark that are quoted above the words.
    let lines: Set<Int>
}

private struct LedgerReader {
    let contents: ThreadContents
    let proposals: [Proposal]
    let tags: [WeighedTag]
    private var drafts: [Draft] = []
    private let patchMails: Set<MessageID>
    private let chain: RevisionChain
    private let anchors: AnchorIndex

    init(contents: ThreadContents, proposals: [Proposal], tags: [WeighedTag]) {
        self.contents = contents
        self.proposals = proposals
        self.tags = tags
        chain = RevisionChain(proposals: proposals)
        anchors = AnchorIndex(proposals)
        let mails = proposals.flatMap(\.patches).filter { $0.form == .patch }.map(\.message)
        patchMails = Set(mails + proposals.compactMap(\.coverLetter))
    }

    mutating func read() -> [Remark] {
        for entry in contents.entries where !patchMails.contains(entry.message.id) {
            let blocks = OwnWords.all(in: entry)
            // The first message asks or reports; it is about no patch.
            guard contents.thread.parent(of: entry.message.id) != nil,
                !entry.message.author.isRobot,
                !StateWords.isPing(blocks.map(\.text).joined(separator: " "))
            else { continue }
            let runs = blocks.flatMap(paragraphs)
            for words in runs { take(words, isOnly: runs.count == 1) }
        }
        let pieces = drafts.flatMap(pieces)
        return pieces.enumerated().map { remark($0.element, number: $0.offset + 1) }
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
            where !drafts[index].words.entry.message.author.isSamePerson(as: entry.message.author) {
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
                    Answer(words: words, isByAuthor: isByAuthor, lines: lines))
                isAnswer = isAnswer || isByAuthor
            }
        }
        guard !isAnswer, !isAuthor(entry.message.author, of: proposal), !isApproval(words.text)
        else { return }
        drafts.append(
            Draft(
                words: words, lines: words.lines, text: words.text, about: about,
                proposal: proposal, anchor: anchor, quoted: lastQuotedLine(words)))
    }

    private func isApproval(_ text: String) -> Bool {
        let words = RemarkWords.words(text)
        // "Rather like this:" leads to a diff.
        if text.hasSuffix(":"), words.count <= 12 { return true }
        if words.count <= 6, RemarkWords.has(anyOf: RemarkWords.settlements, in: words) {
            return true
        }
        return words.count <= 6
            && RemarkWords.has(
                anyOf: [
                    "lgtm", "looks good", "looks fine", "nice", "great", "works for me", "applied",
                    "queued", "ack",
                ], in: words)
    }

    private func isAuthor(_ person: Mailbox, of label: String?) -> Bool {
        proposals.first { $0.label == label }?.patches.contains {
            $0.author.isSamePerson(as: person) || $0.sender.isSamePerson(as: person)
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
    private func quotedLines(of draft: Draft, in quoted: [UInt8]) -> Set<Int> {
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
    private func pieces(_ draft: Draft) -> [Draft] {
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

    // MARK: - What became of it

    private func remark(_ draft: Draft, number: Int) -> Remark {
        let (status, proof, reason) = outcome(of: draft)
        let message = draft.words.entry.message
        return Remark(
            number: number, message: message.id, messageNumber: draft.words.entry.number,
            author: message.author, date: message.date, bodyLines: draft.lines, text: draft.text,
            quoted: draft.quoted, about: draft.about, proposal: draft.proposal,
            anchor: draft.anchor, kind: RemarkWords.kind(of: draft.text),
            names: RemarkWords.names(in: draft.text), status: status, proof: proof, reason: reason)
    }

    private func outcome(of draft: Draft) -> (Remark.Status, MessageID?, String) {
        if let change = change(of: draft) { return change }
        let own = draft.answers.filter(\.isByAuthor)
        if let conceded = own.first(where: {
            $0.words.isFirst && RemarkWords.isConcession($0.words.text)
        }) {
            return (
                .conceded, conceded.words.entry.message.id,
                "\(name(conceded)) agrees in message \(conceded.words.entry.number)"
            )
        }
        if let settled = settlement(of: draft) { return settled }
        if let answer = own.first ?? draft.answers.first {
            return (
                .answered, answer.words.entry.message.id,
                "\(name(answer)) answers in message \(answer.words.entry.number)"
            )
        }
        return (.open, nil, "nobody answered, and no later revision changes the lines above it")
    }

    private func name(_ answer: Answer) -> String {
        answer.words.entry.message.author.displayName
    }

    /// The later revision that changes the line a remark stands under.
    private func change(of draft: Draft) -> (Remark.Status, MessageID?, String)? {
        guard let anchor = draft.anchor,
            let proposal = proposals.first(where: { $0.label == anchor.place.proposal })
        else { return nil }
        let patch = proposal.patches[anchor.place.index]
        let date = draft.words.entry.message.date
        for later in chain.successors(of: proposal.label) {
            if let posted = later.first.date, let date, posted < date { continue }
            guard let index = chain.index(of: patch, in: later) else { continue }
            guard !anchors.hasLine(anchor, in: later.patches[index]) else { continue }
            return (
                .changed, later.patches[index].message,
                "\(later.label) no longer has the line that it stands under"
            )
        }
        return nil
    }

    /// The writer's own word that the matter is done.
    private func settlement(of draft: Draft) -> (Remark.Status, MessageID?, String)? {
        let message = draft.words.entry.message
        let answered = Set(draft.answers.map { $0.words.entry.message.id })
        for entry in contents.entries
        where entry.number != draft.words.entry.number
            && entry.message.author.isSamePerson(as: message.author)
        {
            guard let parent = contents.thread.parent(of: entry.message.id)?.id,
                answered.contains(parent)
            else { continue }
            let words = OwnWords.all(in: entry).first.map {
                RemarkWords.words(RemarkWords.sentences($0.text).first ?? "")
            }
            if let words, RemarkWords.has(anyOf: RemarkWords.settlements, in: words) {
                return (
                    .settled, entry.message.id,
                    "\(message.author.displayName) is content in message \(entry.number)"
                )
            }
        }
        guard let label = draft.proposal else { return nil }
        let related = [label] + chain.successors(of: label).map(\.label)
        let tag = tags.first { tag in
            (tag.verdict == .counts || tag.verdict == .conditional)
                && [.ackedBy, .reviewedBy].contains(tag.trailer.kind)
                && tag.giver.isSamePerson(as: message.author)
                && tag.places.contains { related.contains($0.proposal) }
                && (tag.date ?? MailDate(secondsSince1970: 0, utcOffsetMinutes: 0))
                    >= (message.date ?? MailDate(secondsSince1970: 0, utcOffsetMinutes: 0))
                && tag.trailer.message != message.id
        }
        return tag.map {
            (
                .settled, $0.trailer.message,
                "\(message.author.displayName) gave \($0.trailer.kind.name) later"
            )
        }
    }
}
