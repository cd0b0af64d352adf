// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail
internal import MailThreads

/// Reads where a thread stands; the rules are those of docs/ledger.md, the first that fits.
public struct StateReader: Sendable {
    let contents: ThreadContents
    let proposals: [Proposal]
    let tags: [WeighedTag]
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
                next: next(
                    nil, to: "look at it", askedBy: nil, since: main.first.date,
                    proof: main.first.message))
        }
        return discussed(main)
    }

    // MARK: - The proposal

    private var main: Proposal? { Proposal.newest(of: proposals) }

    func isAuthor(_ entry: ThreadContents.Entry, of proposal: Proposal) -> Bool {
        let person = entry.message.author
        return proposal.patches.contains {
            $0.author.isSamePerson(as: person) || $0.sender.isSamePerson(as: person)
        }
    }

    /// The messages below a proposal's own.
    func entries(about proposal: Proposal) -> [ThreadContents.Entry] {
        let own = Set(proposal.patches.map(\.message) + [proposal.coverLetter].compactMap(\.self))
        return contents.entries.filter { entry in
            !own.contains(entry.message.id)
                && contents.thread.ancestors(of: entry.message.id).contains { own.contains($0.id) }
        }
    }

    func words(_ entry: ThreadContents.Entry) -> String {
        OwnWords.all(in: entry).map(\.text).joined(separator: " ")
    }

    func isAfter(_ one: MailDate?, _ other: MailDate?) -> Bool {
        guard let one, let other else { return false }
        return one > other
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
                    next: next(
                        person, to: "answer: \(request.text)", askedBy: request.from,
                        since: request.date, proof: request.message))
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
                next: next(
                    main.author, to: task, askedBy: latest.author, since: latest.date,
                    proof: latest.message))
        }
        if let conditional {
            return state(
                .changesRequested, main,
                "\(main.label): \(conditional.giver.displayName) "
                    + (conditional.verdict == .conditional ? "gave " : "took back ")
                    + conditional.trailer.kind.name
                    + (conditional.verdict == .conditional ? " on a condition" : ""),
                proof: conditional.trailer.message,
                next: next(
                    main.author, to: "post the next revision", askedBy: conditional.giver,
                    since: conditional.date, proof: conditional.trailer.message))
        }
        if let ready = ready(main) { return ready }
        let last = entries(about: main).last
        return state(
            .underReview, main, "\(main.label) is being talked about, and nothing is open",
            proof: last?.message.id,
            next: next(nil, to: "review it", askedBy: nil, since: main.first.date, proof: nil))
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
            next: next(
                nil, to: "apply it", askedBy: nil, since: last?.date ?? main.first.date,
                proof: last?.trailer.message ?? main.first.message))
    }

    // MARK: - The value

    func state(
        _ phase: ThreadState.Phase, _ proposal: Proposal?, _ summary: String, proof: MessageID?,
        next: NextActor?, appliedTo: String? = nil
    ) -> ThreadState {
        ThreadState(
            phase: phase, proposal: proposal?.label, summary: summary, proof: proof, next: next,
            appliedTo: appliedTo, unanswered: unanswered, temperature: temperature)
    }

    /// Who has to do what since when, and who reminded them of it.
    func next(
        _ person: Mailbox?, to task: String, askedBy: Mailbox?, since date: MailDate?,
        proof: MessageID?
    ) -> NextActor {
        NextActor(
            person: person, task: task, askedBy: askedBy, since: date, proof: proof,
            pings: pings(since: date).map(\.message.id))
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
