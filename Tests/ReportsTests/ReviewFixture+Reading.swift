// SPDX-License-Identifier: GPL-2.0-only

import Mail
import MailThreads

@testable import Proposals
@testable import Reviews

extension ReviewFixture {
    /// What the thread says, with the fixture's word in every text.
    func reading(_ root: MessageID, _ reply: MessageID) -> ThreadReading {
        let giver = Mailbox(name: "Bob \(word)", address: "bob-\(word)@example.org")
        let place = PatchPlace(proposal(root), 0)
        let trailer = trailer(reply, .given)
        let tags = [WeighedTag.Verdict.counts, .stale, .otherPerson].map { verdict in
            WeighedTag(
                trailer: trailer, messageNumber: 2, giver: giver, date: nil, verdict: verdict,
                places: [place], reason: "since \(word)")
        }
        let anchor = Remark.Anchor(
            place: place, path: word, heading: word, lineNumber: 4, mark: "+", text: word)
        let remark = Remark(
            number: 1, message: reply, messageNumber: 2, author: giver, date: nil,
            bodyLines: 3...4, text: "Why \(word)?", quoted: word, about: root, proposal: "P1",
            anchor: anchor, kind: .question, names: ["f_\(word)"], status: .open, proof: nil,
            reason: "nobody said \(word)")
        let request = Request(
            message: reply, messageNumber: 2, from: giver, to: giver, date: nil,
            text: "Why \(word)?", bodyLine: 3)
        let next = NextActor(
            person: giver, task: "answer \(word)", askedBy: giver, since: nil, proof: reply,
            pings: [reply])
        return ThreadReading(
            proposals: [proposal(root)],
            notes: [
                ProposalNote(
                    kind: .diffMissing, message: root, messageNumber: 1, bodyLine: 2,
                    detail: "no diff of \(word)")
            ],
            tags: tags, lookalikes: [],
            checks: [
                TrailerCheck(
                    place: place, kind: .notSignedOff, trailer: nil, detail: "nobody \(word)")
            ],
            ledger: Ledger(remarks: [remark]),
            state: ThreadState(
                phase: .waiting, proposal: "P1", summary: "waits for \(word)", proof: reply,
                next: next, appliedTo: word, unanswered: [request],
                temperature: Temperature(messages: 2, people: 2, days: 1, last: nil)),
            numbers: [root: 1, reply: 2])
    }
}
