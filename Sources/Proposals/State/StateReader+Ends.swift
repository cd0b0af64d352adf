// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail
internal import MailThreads

/// The states in which nothing is left to do, or another change took the place of this one.
extension StateReader {
    func applied(_ main: Proposal) -> ThreadState? {
        for entry in entries(about: main).reversed() where !isAuthorOnly(entry, main) {
            let isThanks =
                entry.message.headers.contains {
                    $0.isNamed("X-Mailer") && $0.value.hasPrefix("b4")
                } || RemarkWords.words(words(entry)).count < 60
            guard isThanks || entry.body.ownLines.count < 60,
                let target = StateWords.applied(words(entry)) ?? tyTarget(entry)
            else { continue }
            let place = target.isEmpty ? "" : " \(target)"
            return state(
                .applied, main,
                "\(main.label) was applied by \(entry.message.author.displayName)\(place)",
                proof: entry.message.id, next: nil, appliedTo: target.isEmpty ? nil : target)
        }
        return nil
    }

    /// A robot's or author's own "applied" is no word of a maintainer; one who signs patches off
    /// and is no author may be.
    private func isAuthorOnly(_ entry: ThreadContents.Entry, _ main: Proposal) -> Bool {
        isAuthor(entry, of: main) && !entry.message.subject.hasPrefix("[GIT PULL]")
            && tyTarget(entry) == nil && !isMaintainersOwn(entry)
    }

    /// Maintainers apply their own patches and say so to the list.
    private func isMaintainersOwn(_ entry: ThreadContents.Entry) -> Bool {
        let words = RemarkWords.words(words(entry))
        return words.count <= 12 && words.first == "applied"
    }

    /// `Applied to BRANCH, thanks!` with `[1/2] TITLE` and `commit: ID` below, as b4 ty writes.
    private func tyTarget(_ entry: ThreadContents.Entry) -> String? {
        let text = entry.body.text
        let lines = entry.body.ownLines.compactMap { text.line($0.number).map { text[$0] } }
        let hasCommit = lines.contains { line in
            let line = line.trimmingBlanks()
            return line.hasPrefix("commit: ") || line.hasPrefix("https://git.kernel.org/")
        }
        guard hasCommit,
            let applied = lines.first(where: { $0.hasPrefixIgnoringCase("applied") })
        else { return nil }
        let words = RemarkWords.words(applied.lossyString)
        let place = words.firstIndex { $0 == "to" }
        return place.map { words[$0...].prefix(4).joined(separator: " ") } ?? ""
    }

    /// A later word that makes another's change the one to take.
    func chosen(_ main: Proposal) -> ThreadState? {
        let counters = proposals.filter { proposal in
            proposal.label != main.label && proposal.form != .patch
                && !proposal.first.author.isSamePerson(as: main.first.author)
        }
        guard !counters.isEmpty else { return nil }
        for entry in contents.entries.reversed() {
            let text = words(entry)
            guard StateWords.isChoice(text),
                let choice = self.choice(of: entry, among: counters),
                !entry.message.author.isSamePerson(as: choice.first.author)
            else { continue }
            let isSentSince = proposals.contains { later in
                later.form == .patch && later.author.isSamePerson(as: choice.author)
                    && isAfter(later.first.date, entry.message.date)
            }
            if isSentSince { return nil }
            let isPatch = choice.patches.allSatisfy(\.isSignedOff)
            let task =
                isPatch
                ? "send \(choice.label) again as a patch of its own"
                : "send \(choice.label) as a patch with a Signed-off-by"
            return state(
                .counterProposalChosen, choice,
                "\(main.label) is given up for \(choice.label), "
                    + (isPatch
                        ? "which is no mail of its own yet" : "which is no proper patch yet"),
                proof: entry.message.id,
                next: next(
                    choice.author, to: task, askedBy: entry.message.author,
                    since: entry.message.date, proof: entry.message.id))
        }
        return nil
    }

    /// The counter-proposal nearest above a message; by its author's reply or by its own message.
    private func choice(
        of entry: ThreadContents.Entry, among counters: [Proposal]
    ) -> Proposal? {
        for node in contents.thread.ancestors(of: entry.message.id) {
            if let found = counters.last(where: { $0.patches.contains { $0.message == node.id } }) {
                return found
            }
        }
        return nil
    }

    func given(up main: Proposal) -> ThreadState? {
        guard
            let entry = entries(about: main).last(where: {
                isAuthor($0, of: main) && StateWords.isAbandonment(words($0))
            }), !isFollowed(entry, by: main)
        else { return nil }
        return state(
            .abandoned, main, "its author gives \(main.label) up", proof: entry.message.id,
            next: nil)
    }

    private func isFollowed(_ entry: ThreadContents.Entry, by main: Proposal) -> Bool {
        isAfter(main.first.date, entry.message.date)
    }

    func refused(_ main: Proposal) -> ThreadState? {
        let naks = tags.filter { tag in
            tag.verdict == .negative && tag.trailer.kind == .nackedBy
                && tag.trailer.meaning == .negative
                && tag.places.contains { $0.proposal == main.label }
                && !tag.reason.contains("until message")
        }
        let refusal = entries(about: main).last {
            !isAuthor($0, of: main) && StateWords.isRefusal(words($0))
        }
        guard
            let proof = naks.last?.trailer.message ?? refusal?.message.id,
            let entry = contents.entry(proof)
        else { return nil }
        return state(
            .rejected, main,
            "\(entry.message.author.displayName) is against \(main.label)",
            proof: proof,
            next: next(
                main.author, to: "answer the refusal, or give it up", askedBy: nil,
                since: entry.message.date, proof: proof))
    }
}
