// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail
internal import MailThreads

/// Reads where a thread stands; the rules are those of docs/ledger.md, the first that fits.
public struct StateReader: Sendable {
    let contents: ThreadContents
    let proposals: [Proposal]
    let tags: [WeighedTag]
    let ledger: Ledger
    let salutation: Salutation
    private let supersededBy: String?
    /// The own words of each message, by its number, and whether they only ask how it goes.
    private let proseByNumber: [Int: (prose: Prose, isPing: Bool)]

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
        salutation = Salutation(contents)
        proseByNumber = Dictionary(
            contents.entries.map { entry in
                let prose = Prose(
                    contents.ownWords(of: entry).map(\.text).joined(separator: "\n"))
                return (entry.number, (prose, StateWords.isPing(prose.words)))
            }, uniquingKeysWith: { first, _ in first })
    }

    /// The state.
    public func state() -> ThreadState {
        guard let main = Proposal.newest(of: proposals) else {
            return state(
                .discussion, nil, "the thread proposes no change of code", proof: nil, next: nil)
        }
        if let found = applied(main) { return found }
        if let found = superseded(main) { return found }
        if let found = chosen(main) { return found }
        if let found = given(up: main) { return found }
        if let found = refused(main) { return found }
        let isAnswered = entries(about: main).contains {
            !$0.isFromRobot && !isAuthor($0, of: main)
        }
        guard isAnswered else { return new(main) }
        return waiting(main) ?? changesRequested(main) ?? ready(main) ?? underReview(main)
    }

    private func superseded(_ main: Proposal) -> ThreadState? {
        if let supersededBy {
            return state(
                .superseded, main, "\(main.label) is superseded by \(supersededBy)",
                proof: main.first.message, next: nil)
        }
        let said = entries(about: main).last {
            isAuthor($0, of: main) && AuthorWords.isResent(prose($0))
        }
        return said.map { entry in
            state(
                .superseded, main, "\(main.label) is superseded: its author has sent another",
                proof: entry.message.id, next: nil)
        }
    }

    // MARK: - What is asked of messages

    func isAuthor(_ entry: ThreadContents.Entry, of proposal: Proposal) -> Bool {
        isAuthor(entry.message.author, of: proposal)
    }

    /// Whoever posted a proposal is its author, and whoever wrote all of its patches.
    func isAuthor(_ person: Mailbox, of proposal: Proposal) -> Bool {
        proposal.patches.contains { $0.sender.isKnown(as: person) }
            || proposal.patches.allSatisfy { $0.author.isKnown(as: person) }
    }

    /// Who is to act for a proposal: who posted it; by the patch's `From:` if the mail has no full
    /// name.
    func poster(of proposal: Proposal) -> Mailbox {
        let sender = proposal.first.sender
        let isNamed = (sender.name ?? "").split(separator: " ").count > 1
        return isNamed ? sender : proposal.first.author
    }

    /// The messages below a proposal's own.
    func entries(about proposal: Proposal) -> [ThreadContents.Entry] {
        let own = Set(proposal.patches.map(\.message) + [proposal.coverLetter].compactMap(\.self))
        return contents.entries.filter { entry in
            !own.contains(entry.message.id)
                && contents.thread.ancestors(of: entry.message.id).contains { own.contains($0.id) }
        }
    }

    func prose(_ entry: ThreadContents.Entry) -> Prose {
        proseByNumber[entry.number]?.prose ?? Prose("")
    }

    /// Whether a message only asks how it goes.
    func isPing(_ entry: ThreadContents.Entry) -> Bool {
        proseByNumber[entry.number]?.isPing ?? false
    }

    func isAfter(_ one: MailDate?, _ other: MailDate?) -> Bool {
        guard let one, let other else { return false }
        return one > other
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
            pings: pings(since: date, of: person).map(\.message.id))
    }

    private var temperature: Temperature {
        let people = contents.entries.filter { !$0.isFromRobot }.map(\.message)
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
