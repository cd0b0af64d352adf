// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail
internal import MailThreads

/// The states in which nothing is left to do, or another change took the place of this one.
extension StateReader {
    func applied(_ main: Proposal) -> ThreadState? {
        let related = entries(about: main)
        for entry in related.reversed() {
            guard let target = target(of: entry, main) else { continue }
            let isTakenBack = related.contains { later in
                isAfter(later.message.date, entry.message.date)
                    && later.message.author.isKnown(as: entry.message.author)
                    && AppliedWords.isTakenBack(in: prose(later))
            }
            if isTakenBack { return nil }
            if let fix = fix(of: main, after: entry) { return fix }
            let place = target.isEmpty ? "" : " \(target)"
            return state(
                .applied, main,
                "\(main.label) was applied by \(entry.message.author.displayName)\(place)",
                proof: entry.message.id, next: nil, appliedTo: target.isEmpty ? nil : target)
        }
        return nil
    }

    /// What the author showed in a reply after a change was applied, and nobody took since.
    private func fix(of main: Proposal, after applied: ThreadContents.Entry) -> ThreadState? {
        let later = entries(about: main).filter {
            isAfter($0.message.date, applied.message.date)
        }
        guard let entry = later.last(where: { followUp(to: main, in: $0) != nil }),
            let fix = followUp(to: main, in: entry)
        else { return nil }
        return state(
            .underReview, fix,
            "\(main.label) was applied by \(applied.message.author.displayName), and its author "
                + "shows \(fix.label) on top",
            proof: entry.message.id,
            next: next(
                fix.author, to: "send \(fix.label) as a patch", askedBy: nil,
                since: entry.message.date, proof: entry.message.id))
    }

    /// Where a message of at most 60 words or own lines says that a proposal went.
    private func target(of entry: ThreadContents.Entry, _ main: Proposal) -> String? {
        let prose = prose(entry)
        guard prose.words.count < 60 || entry.body.ownLines.count < 60 else {
            return nil
        }
        return AppliedWords.target(in: prose, isAuthors: isAuthor(entry, of: main))
            ?? tyTarget(entry)
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

    /// A diff that somebody showed in a reply, and that was chosen since: in words by anybody else, or
    /// by a tag of whoever began the thread and so has the patch that it would replace.
    func chosen(_ main: Proposal) -> ThreadState? {
        let isPatch = mailForms.contains(main.form)
        let counters = proposals.filter { proposal in
            !mailForms.contains(proposal.form) && !proposal.isOnTop
                && !(isPatch && isAuthor(proposal.first.author, of: main))
        }
        if counters.isEmpty { return chosenElsewhere(main) }
        for entry in contents.entries.reversed() {
            guard let choice = self.choice(of: entry, main, among: counters) else { continue }
            let isSentSince = proposals.contains { later in
                mailForms.contains(later.form)
                    && isAfter(later.first.date, choice.first.date)
                    && (later.label == main.label
                        || later.author.isKnown(as: choice.author)
                            && isAfter(later.first.date, entry.message.date))
            }
            if isSentSince { return nil }
            let isSigned = choice.patches.allSatisfy(\.isSignedOff)
            let task =
                isSigned
                ? "send \(choice.label) again as a patch of its own"
                : "send \(choice.label) as a patch with a Signed-off-by"
            let lack =
                isSigned ? "which is no mail of its own yet" : "which is no proper patch yet"
            return state(
                .counterProposalChosen, choice,
                choice.label == main.label
                    ? "\(main.label) is agreed on, \(lack)"
                    : "\(main.label) is given up for \(choice.label), \(lack)",
                proof: entry.message.id,
                next: next(
                    choice.author, to: task, askedBy: entry.message.author,
                    since: entry.message.date, proof: entry.message.id))
        }
        return nil
    }

    /// The author's word that somebody else's change, which the thread does not show, is to be taken.
    private func chosenElsewhere(_ main: Proposal) -> ThreadState? {
        let entry = entries(about: main).last {
            isAuthor($0, of: main) && StateWords.isChoiceOfYours(prose($0))
        }
        guard let entry, let other = contents.thread.parent(of: entry.message.id)?.message?.author,
            !isAuthor(other, of: main)
        else { return nil }
        return state(
            .counterProposalChosen, main,
            "\(main.label) is given up for a change of \(other.displayName)",
            proof: entry.message.id,
            next: next(
                other, to: "send that change", askedBy: entry.message.author,
                since: entry.message.date, proof: entry.message.id))
    }

    /// The diff nearest above a message that chooses it; not by its own author.
    private func choice(
        of entry: ThreadContents.Entry, _ main: Proposal, among counters: [Proposal]
    ) -> Proposal? {
        guard !entry.isFromRobot else { return nil }
        let nearest = contents.thread.ancestors(of: entry.message.id).lazy.compactMap { node in
            counters.last { $0.patches.contains { $0.message == node.id } }
        }.first
        guard let nearest, !isAuthor(entry, of: nearest) else { return nil }
        let isFirsts =
            mailForms.contains(main.form)
            ? isAuthor(entry, of: main)
            : contents.entries.first?.message.author.isKnown(as: entry.message.author) ?? false
        let isTagged =
            isFirsts
            && tags.contains { tag in
                tag.trailer.message == entry.message.id && isGiven(tag)
                    && tag.places.contains { $0.proposal == nearest.label }
            }
        return isTagged || StateWords.isChoice(prose(entry), isAuthors: isFirsts) ? nearest : nil
    }

    /// An address that is not proven to be the giver's own tells enough of what they think.
    private func isGiven(_ tag: WeighedTag) -> Bool {
        [.counts, .duplicate, .unproven].contains(tag.verdict)
            && [.testedBy, .reviewedBy, .ackedBy].contains(tag.trailer.kind)
    }

    private var mailForms: Set<ProposalForm> { [.patch, .attachment, .quoted] }

    /// The author's word to drop the whole change: in answer to the cover letter or the only patch.
    func given(up main: Proposal) -> ThreadState? {
        let entry = entries(about: main).last {
            isAuthor($0, of: main) && isAboutAll($0, of: main) && isGivenUp($0, main)
        }
        return entry.map { entry in
            state(
                .abandoned, main, "its author gives \(main.label) up", proof: entry.message.id,
                next: nil)
        }
    }

    /// Words that say so, or an excuse in answer to somebody else.
    private func isGivenUp(_ entry: ThreadContents.Entry, _ main: Proposal) -> Bool {
        let prose = prose(entry)
        if AuthorWords.isAbandoned(prose) { return true }
        let parent = contents.thread.parent(of: entry.message.id)?.message
        return AuthorWords.isExcuse(prose) && parent.map { !isAuthor($0.author, of: main) } ?? false
    }

    private func isAboutAll(_ entry: ThreadContents.Entry, of main: Proposal) -> Bool {
        let own = main.patches.map(\.message)
        let above = contents.thread.ancestors(of: entry.message.id)
        return own.count == 1 || !above.contains { own.contains($0.id) }
    }

    func refused(_ main: Proposal) -> ThreadState? {
        let refusal = entries(about: main).last {
            !isAuthor($0, of: main) && StateWords.isRefusal(prose($0))
        }
        return refusal.map { entry in
            state(
                .rejected, main, "\(entry.message.author.displayName) refuses \(main.label)",
                proof: entry.message.id, next: nil)
        }
    }
}
