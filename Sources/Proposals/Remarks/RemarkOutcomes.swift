// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail
internal import MailThreads

/// Tells what became of remarks; docs/ledger.md states the rules.
struct RemarkOutcomes {
    private let contents: ThreadContents
    private let proposals: [Proposal]
    private let tags: [WeighedTag]
    private let chain: RevisionChain

    init(contents: ThreadContents, proposals: [Proposal], tags: [WeighedTag]) {
        self.contents = contents
        self.proposals = proposals
        self.tags = tags
        chain = RevisionChain(proposals: proposals)
    }

    /// A remark with what became of it.
    func remark(_ draft: RemarkDraft, number: Int) -> Remark {
        let (status, proof, reason) = outcome(of: draft)
        let message = draft.words.entry.message
        return Remark(
            number: number, message: message.id, messageNumber: draft.words.entry.number,
            author: message.author, date: message.date, bodyLines: draft.lines, text: draft.text,
            quoted: draft.quoted, about: draft.about, proposal: draft.proposal,
            anchor: draft.anchor, kind: RemarkWords.kind(of: draft.text),
            names: RemarkWords.names(in: draft.text), status: status, proof: proof, reason: reason)
    }

    private func outcome(of draft: RemarkDraft) -> (Remark.Status, MessageID?, String) {
        if let change = change(of: draft) { return change }
        let own = draft.answers.filter(\.isByAuthor)
        if let conceded = own.first(where: {
            $0.words.isFirst && RemarkWords.isConcession($0.words.text, to: draft.text)
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
        if let label = ownProposal(below: draft) {
            return (
                .settled, draft.words.entry.message.id,
                "\(draft.words.entry.message.author.displayName) proposes \(label) instead"
            )
        }
        return (.open, nil, "nobody answered, and no later revision changes the lines above it")
    }

    /// The diff that the words lead to: nothing but thanks and a name stands between.
    private func ownProposal(below draft: RemarkDraft) -> String? {
        let entry = draft.words.entry
        let end = draft.lines.upperBound
        return proposals.first { proposal in
            proposal.patches.contains { patch in
                guard patch.message == entry.message.id, patch.bodyLines.lowerBound > end else {
                    return false
                }
                let between = ClosedRange((end + 1)..<max(end + 2, patch.bodyLines.lowerBound))
                return OwnWords.all(in: entry, lines: between) == nil
            }
        }?.label
    }

    private func name(_ answer: RemarkAnswer) -> String {
        answer.words.entry.message.author.displayName
    }

    /// The later revision that changes the line a remark stands under.
    private func change(of draft: RemarkDraft) -> (Remark.Status, MessageID?, String)? {
        guard let anchor = draft.anchor,
            let proposal = proposals.first(where: { $0.label == anchor.place.proposal })
        else { return nil }
        let patch = proposal.patches[anchor.place.index]
        let date = draft.words.entry.message.date
        for later in chain.successors(of: proposal.label) {
            if let posted = later.first.date, let date, posted < date { continue }
            guard let index = chain.index(of: patch, in: later) else { continue }
            guard !AnchorIndex.hasLine(anchor, in: later.patches[index]) else { continue }
            return (
                .changed, later.patches[index].message,
                "\(later.label) no longer has the line that it stands under"
            )
        }
        return nil
    }

    /// The writer's own word that the matter is done.
    private func settlement(of draft: RemarkDraft) -> (Remark.Status, MessageID?, String)? {
        let message = draft.words.entry.message
        let answered = Set(draft.answers.map { $0.words.entry.message.id })
        for entry in contents.entries
        where entry.number != draft.words.entry.number
            && entry.message.author.isKnown(as: message.author)
        {
            guard let parent = contents.thread.parent(of: entry.message.id)?.id,
                answered.contains(parent)
            else { continue }
            let words = contents.ownWords(of: entry).first.map {
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
                && tag.giver.isKnown(as: message.author)
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
