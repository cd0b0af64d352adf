// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail
internal import MailThreads

/// Reads where a thread stands; the rules are those of docs/ledger.md, the first that fits.
public struct StateReader: Sendable {
    private let contents: ThreadContents
    private let proposals: [Proposal]
    private let tags: [WeighedTag]
    private let ledger: Ledger
    private let chain: RevisionChain
    private let supersededBy: String?

    /// Sets up.
    ///
    /// - Parameter supersededBy: what a later revision in another thread is called, if there is one.
    public init(
        _ contents: ThreadContents, proposals: [Proposal], tags: [WeighedTag], ledger: Ledger,
        supersededBy: String? = nil
    ) {
        self.contents = contents
        self.proposals = proposals
        self.tags = tags
        self.ledger = ledger
        self.supersededBy = supersededBy
        chain = RevisionChain(proposals: proposals)
    }

    /// The state.
    public func state() -> ThreadState {
        guard let main else {
            return state(
                .discussion, nil, "the thread proposes no change of code", proof: nil, next: nil)
        }
        if let found = applied(main) { return found }
        if let supersededBy {
            return state(
                .superseded, main, "\(main.label) is superseded by \(supersededBy)",
                proof: main.first.message, next: nil)
        }
        if let found = chosen(main) { return found }
        if let found = given(up: main) { return found }
        if let found = refused(main) { return found }
        let related = entries(about: main)
        guard related.contains(where: { !$0.message.author.isRobot && !isAuthor($0, of: main) })
        else {
            return state(
                .new, main, "nobody has answered \(main.label)", proof: main.first.message,
                next: NextActor(
                    person: nil, task: "look at it", askedBy: nil, since: main.first.date,
                    proof: main.first.message,
                    pings: pings(since: main.first.date).map(\.message.id)
                ))
        }
        return discussed(main)
    }

    // MARK: - The proposal

    private var main: Proposal? { Proposal.newest(of: proposals) }

    private func isAuthor(_ entry: ThreadContents.Entry, of proposal: Proposal) -> Bool {
        let person = entry.message.author
        return proposal.patches.contains {
            $0.author.isSamePerson(as: person) || $0.sender.isSamePerson(as: person)
        }
    }

    /// The messages below a proposal's own.
    private func entries(about proposal: Proposal) -> [ThreadContents.Entry] {
        let own = Set(proposal.patches.map(\.message) + [proposal.coverLetter].compactMap(\.self))
        return contents.entries.filter { entry in
            !own.contains(entry.message.id)
                && contents.thread.ancestors(of: entry.message.id).contains { own.contains($0.id) }
        }
    }

    private func words(_ entry: ThreadContents.Entry) -> String {
        OwnWords.all(in: entry).map(\.text).joined(separator: " ")
    }

    // MARK: - Ends

    private func applied(_ main: Proposal) -> ThreadState? {
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
    private func chosen(_ main: Proposal) -> ThreadState? {
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
                    && (later.first.date ?? entry.message.date) != nil
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
                next: NextActor(
                    person: choice.author, task: task, askedBy: entry.message.author,
                    since: entry.message.date, proof: entry.message.id,
                    pings: pings(since: entry.message.date).map(\.message.id)))
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

    private func isAfter(_ one: MailDate?, _ other: MailDate?) -> Bool {
        guard let one, let other else { return false }
        return one > other
    }

    private func given(up main: Proposal) -> ThreadState? {
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

    private func refused(_ main: Proposal) -> ThreadState? {
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
            next: NextActor(
                person: main.author, task: "answer the refusal, or give it up", askedBy: nil,
                since: entry.message.date, proof: proof,
                pings: pings(since: entry.message.date).map(\.message.id)))
    }

    // MARK: - Between

    private func discussed(_ main: Proposal) -> ThreadState {
        let remarks = ledger.remarks.filter { $0.proposal == main.label }
        let conceded = remarks.filter { $0.status == .conceded }
        let open = remarks.filter { $0.status == .open && $0.kind != .comment }
        if let request = pending(main) {
            let isAuthors = main.author.isSamePerson(as: request.to ?? main.author)
            if !isAuthors, let person = request.to {
                return state(
                    .waiting, main,
                    "\(person.displayName) was asked by "
                        + "\(request.from.displayName), and has not answered",
                    proof: request.message,
                    next: NextActor(
                        person: person, task: "answer: \(request.text)", askedBy: request.from,
                        since: request.date, proof: request.message,
                        pings: pings(since: request.date).map(\.message.id)))
            }
        }
        let conditional = tags.last { tag in
            tag.places.contains { $0.proposal == main.label }
                && (tag.verdict == .conditional
                    || tag.trailer.meaning == .withdrawn
                        && tags.contains {
                            $0.verdict == .takenBack && $0.giver.isSamePerson(as: tag.giver)
                        })
        }
        let latest = (conceded + open).max { left, right in
            isAfter(right.date, left.date)
        }
        if let latest {
            let what = [
                open.isEmpty ? nil : "\(open.count) remarks are open",
                conceded.isEmpty ? nil : "\(conceded.count) were conceded",
            ].compactMap(\.self).joined(separator: ", ")
            let task = open.isEmpty ? "post the next revision" : "answer, or post the next revision"
            return state(
                .changesRequested, main, "\(main.label): \(what)",
                proof: latest.status == .conceded ? latest.proof : latest.message,
                next: NextActor(
                    person: main.author, task: task, askedBy: latest.author,
                    since: latest.date, proof: latest.message,
                    pings: pings(since: latest.date).map(\.message.id)))
        }
        if let conditional {
            return state(
                .changesRequested, main,
                "\(main.label): \(conditional.giver.displayName) "
                    + (conditional.verdict == .conditional ? "gave " : "took back ")
                    + conditional.trailer.kind.name
                    + (conditional.verdict == .conditional ? " on a condition" : ""),
                proof: conditional.trailer.message,
                next: NextActor(
                    person: main.author, task: "post the next revision",
                    askedBy: conditional.giver, since: conditional.date,
                    proof: conditional.trailer.message,
                    pings: pings(since: conditional.date).map(\.message.id)))
        }
        if let ready = ready(main) { return ready }
        let last = entries(about: main).last
        return state(
            .underReview, main, "\(main.label) is being talked about, and nothing is open",
            proof: last?.message.id,
            next: NextActor(
                person: nil, task: "review it", askedBy: nil, since: main.first.date, proof: nil,
                pings: pings(since: main.first.date).map(\.message.id)))
    }

    private func ready(_ main: Proposal) -> ThreadState? {
        let reviews = tags.filter { tag in
            tag.verdict.isTaken && [.ackedBy, .reviewedBy].contains(tag.trailer.kind)
        }
        let isReviewed = main.patches.indices.allSatisfy { index in
            reviews.contains { $0.places.contains(PatchPlace(main, index)) }
                || main.patches[index].trailers.contains {
                    [.ackedBy, .reviewedBy].contains($0.kind)
                }
        }
        guard isReviewed, !main.isIncomplete, main.patches.allSatisfy(\.isSignedOff) else {
            return nil
        }
        let last = reviews.last
        return state(
            .ready, main, "every patch of \(main.label) is reviewed, and no remark is open",
            proof: last?.trailer.message ?? main.first.message,
            next: NextActor(
                person: nil, task: "apply it", askedBy: nil, since: last?.date ?? main.first.date,
                proof: last?.trailer.message ?? main.first.message,
                pings: pings(since: last?.date ?? main.first.date).map(\.message.id)))
    }

    // MARK: - Questions

    /// Questions to a person who wrote nothing below them since, by date.
    private var unanswered: [Request] {
        contents.entries.compactMap { entry -> Request? in
            guard !entry.message.author.isRobot,
                let asked = contents.thread.parent(of: entry.message.id),
                let block = OwnWords.all(in: entry).last(where: {
                    StateWords.question(in: $0.text) != nil
                }), let text = StateWords.question(in: block.text), !StateWords.isPing(words(entry))
            else { return nil }
            let person = addressee(of: entry, parent: asked)
            let answers = contents.entries.filter { later in
                contents.thread.ancestors(of: later.message.id).contains {
                    $0.id == entry.message.id
                }
            }
            let isAnswered = answers.contains { later in
                !later.message.author.isSamePerson(as: entry.message.author)
                    && (person.map { later.message.author.isSamePerson(as: $0) } ?? true)
                    || !StateWords.isPing(words(later))
                        && !later.message.author.isSamePerson(as: entry.message.author)
            }
            guard !isAnswered, !isTakenUp(entry) else { return nil }
            return Request(
                message: entry.message.id, messageNumber: entry.number, from: entry.message.author,
                to: person, date: entry.message.date, text: text, bodyLine: block.lines.lowerBound)
        }
    }

    /// A later revision answers what was asked about an earlier one.
    private func isTakenUp(_ entry: ThreadContents.Entry) -> Bool {
        proposals.contains { isAfter($0.first.date, entry.message.date) && $0.form == .patch }
    }

    /// Who wrote what is answered; of a patch mail its author.
    private func addressee(of entry: ThreadContents.Entry, parent: ThreadNode) -> Mailbox? {
        let patch = proposals.flatMap(\.patches).first { $0.message == parent.id }
        let person = patch?.author ?? parent.message?.author
        return person.flatMap { $0.isSamePerson(as: entry.message.author) ? nil : $0 }
    }

    private func pending(_ main: Proposal) -> Request? {
        unanswered.last { request in
            request.to.map { !$0.isRobot } ?? false
                && contents.entries.last {
                    !$0.message.author.isRobot && !StateWords.isPing(words($0))
                }?.message.id == request.message
        }
    }

    private func pings(since date: MailDate?) -> [ThreadContents.Entry] {
        contents.entries.filter { entry in
            isAfter(entry.message.date, date) && StateWords.isPing(words(entry))
                && contents.thread.parent(of: entry.message.id) != nil
        }
    }

    // MARK: - The value

    private func state(
        _ phase: ThreadState.Phase, _ proposal: Proposal?, _ summary: String, proof: MessageID?,
        next: NextActor?, appliedTo: String? = nil
    ) -> ThreadState {
        ThreadState(
            phase: phase, proposal: proposal?.label, summary: summary, proof: proof, next: next,
            appliedTo: appliedTo, unanswered: unanswered, temperature: temperature)
    }

    private var temperature: Temperature {
        let people = contents.entries.map(\.message).filter { !$0.author.isRobot }
        let dates = people.compactMap(\.date).sorted()
        var seen: [Mailbox] = []
        for message in people where !seen.contains(where: { $0.isSamePerson(as: message.author) }) {
            seen.append(message.author)
        }
        let seconds = (dates.last?.secondsSince1970 ?? 0) - (dates.first?.secondsSince1970 ?? 0)
        return Temperature(
            messages: people.count, people: seen.count, days: Int(seconds / 86_400),
            last: dates.last)
    }
}
