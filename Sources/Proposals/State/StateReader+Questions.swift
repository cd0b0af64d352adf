// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import MailThreads

/// What was asked of somebody, and who reminded them.
extension StateReader {
    /// Questions to a person who wrote nothing below them since, by date.
    var unanswered: [Request] {
        contents.entries.compactMap { entry -> Request? in
            guard !entry.isFromRobot, let asked = contents.thread.parent(of: entry.message.id),
                let block = contents.ownWords(of: entry).last(where: {
                    StateWords.question(in: $0.text) != nil
                }), let text = StateWords.question(in: block.text), !isPing(entry)
            else { return nil }
            let isAnswered = contents.entries.contains { later in
                !later.message.author.isKnown(as: entry.message.author)
                    && contents.thread.ancestors(of: later.message.id).contains {
                        $0.id == entry.message.id
                    } && !isPing(later)
            }
            guard !isAnswered, !isTakenUp(entry) else { return nil }
            return request(
                entry, of: addressee(of: entry, parent: asked), text, line: block.lines.lowerBound)
        }
    }

    private func request(
        _ entry: ThreadContents.Entry, of person: Mailbox?, _ text: String, line: Int
    ) -> Request {
        Request(
            message: entry.message.id, messageNumber: entry.number, from: entry.message.author,
            to: person, date: entry.message.date, text: text, bodyLine: line)
    }

    /// A later revision answers what was asked about an earlier one.
    private func isTakenUp(_ entry: ThreadContents.Entry) -> Bool {
        proposals.contains { isAfter($0.first.date, entry.message.date) && $0.form == .patch }
    }

    /// Who wrote what is answered; of a patch mail its author.
    private func addressee(of entry: ThreadContents.Entry, parent: MailThread.Node) -> Mailbox? {
        let patch = proposals.flatMap(\.patches).first { $0.message == parent.id }
        let person = patch?.author ?? parent.message?.author
        return person.flatMap { $0.isKnown(as: entry.message.author) ? nil : $0 }
    }

    /// The author's question with which a thread ends, where no remark waits for the author.
    func pending(_ main: Proposal) -> Request? {
        guard remarks(on: main, .open).isEmpty else { return nil }
        let last = contents.entries.last { !$0.isFromRobot && !isPing($0) }
        return unanswered.last { request in
            request.message == last?.message.id && isAuthor(request.from, of: main)
                && request.to.map { !$0.isRobot && !isAuthor($0, of: main) } ?? false
        }
    }

    /// The first request below a proposal to somebody whom it names, not its author, and who wrote
    /// nothing since; if no remark is younger than the last of such requests.
    func askedByName(_ main: Proposal) -> Request? {
        let requests = entries(about: main).compactMap { entry -> Request? in
            let people = named(in: entry, main)
            guard let person = people.first,
                let block = contents.ownWords(of: entry).last(where: {
                    StateWords.request(in: $0.text) != nil
                }), let text = StateWords.request(in: block.text)
            else { return nil }
            let isAnswered = contents.entries.contains { later in
                isAfter(later.message.date, entry.message.date)
                    && people.contains { later.message.author.isKnown(as: $0) }
            }
            return isAnswered
                ? nil : request(entry, of: person, text, line: block.lines.lowerBound)
        }
        guard let last = requests.last, let person = last.to else { return nil }
        let remarks = remarks(on: main, .open) + remarks(on: main, .conceded)
        let isLast = remarks.allSatisfy { !isAfter($0.date, last.date) }
        return isLast ? requests.first { $0.to?.isKnown(as: person) ?? false } : nil
    }

    private func named(in entry: ThreadContents.Entry, _ main: Proposal) -> [Mailbox] {
        guard !entry.isFromRobot else { return [] }
        return salutation.addressees(of: entry).filter {
            !$0.isKnown(as: entry.message.author) && !isAuthor($0, of: main)
        }
    }

    /// Messages since then that only ask how it goes, or ask the same person by name.
    func pings(since date: MailDate?, of person: Mailbox?) -> [ThreadContents.Entry] {
        contents.entries.filter { entry in
            guard isAfter(entry.message.date, date),
                contents.thread.parent(of: entry.message.id) != nil
            else { return false }
            if isPing(entry) { return true }
            return person.map { person in
                StateWords.isRequest(prose(entry))
                    && salutation.addressees(of: entry).contains { $0.isKnown(as: person) }
            } ?? false
        }
    }
}
