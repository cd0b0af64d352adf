// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import MailThreads

/// What was asked of somebody, and who reminded them.
extension StateReader {
    /// Questions to a person who wrote nothing below them since, by date.
    var unanswered: [Request] {
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
    private func addressee(of entry: ThreadContents.Entry, parent: MailThread.Node) -> Mailbox? {
        let patch = proposals.flatMap(\.patches).first { $0.message == parent.id }
        let person = patch?.author ?? parent.message?.author
        return person.flatMap { $0.isSamePerson(as: entry.message.author) ? nil : $0 }
    }

    func pending(_ main: Proposal) -> Request? {
        unanswered.last { request in
            request.to.map { !$0.isRobot } ?? false
                && contents.entries.last {
                    !$0.message.author.isRobot && !StateWords.isPing(words($0))
                }?.message.id == request.message
        }
    }

    func pings(since date: MailDate?) -> [ThreadContents.Entry] {
        contents.entries.filter { entry in
            isAfter(entry.message.date, date) && StateWords.isPing(words(entry))
                && contents.thread.parent(of: entry.message.id) != nil
        }
    }
}
