// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import Proposals
internal import Reviews

/// Where the thread stands, whose turn it is, and what is open.
struct StateSection {
    let reading: ThreadReading

    func write(to page: inout TerminalPage) {
        let state = reading.state
        page.heading("State")
        page.paragraph(
            DisplayText.safe(
                "\(Wording.phase(state.phase)): \(state.summary)\(proof(state.proof))"),
            first: "  ")
        if let next = state.next {
            page.paragraph(DisplayText.safe(words(next)), first: "  Next: ")
        }
        for note in reading.notes {
            page.paragraph(
                DisplayText.safe("message \(note.messageNumber): \(note.detail)"), first: "  ")
        }
        for request in state.unanswered.prefix(5) {
            let person = request.to.map { " of \($0.displayName)" } ?? ""
            page.paragraph(
                DisplayText.safe(
                    "Unanswered: \(request.from.displayName) asks\(person) in message "
                        + "\(request.messageNumber): “\(request.text)”"), first: "  ")
        }
        let open = reading.ledger.open
        if !open.isEmpty {
            page.paragraph(
                "\(Wording.count(open.count, "remark")) open, of "
                    + "\(reading.ledger.remarks.count):", first: "  ")
            for remark in open.prefix(8) {
                page.paragraph(DisplayText.safe(line(remark)), first: "    ")
            }
            if open.count > 8 { page.line("    and \(open.count - 8) more") }
        }
        let warmth = state.temperature
        page.paragraph(
            "\(Wording.count(warmth.messages, "message")) of "
                + "\(Wording.count(warmth.people, "person", plural: "people")) in "
                + "\(Wording.count(warmth.days, "day")), the last on \(Wording.day(warmth.last))",
            first: "  ")
    }

    private func proof(_ id: MessageID?) -> String {
        number(id).map { " (message \($0))" } ?? ""
    }

    private func number(_ id: MessageID?) -> Int? {
        guard let id else { return nil }
        return reading.numbers[id]
    }

    private func words(_ next: NextActor) -> String {
        var text = "\(next.name), to \(next.task)"
        if let asked = next.askedBy { text += "; asked by \(asked.displayName)" }
        if let since = next.since { text += ", since \(Wording.minute(since))" }
        text += proof(next.proof)
        if !next.pings.isEmpty {
            let numbers = next.pings.compactMap(number).map(String.init)
            text += "; pinged in message \(numbers.joined(separator: ", "))"
        }
        return text
    }

    private func line(_ remark: Remark) -> String {
        let place = remark.anchor.map { anchor in
            " at \(anchor.path.isEmpty ? "a bare hunk" : anchor.path):\(anchor.lineNumber)"
        }
        let proposal = remark.proposal.map { "\($0), " } ?? ""
        return "\(proposal)\(remark.author.displayName), message \(remark.messageNumber)"
            + "\(place ?? ""): “\(LineBreaks.cut(remark.text, width: 160))”"
    }
}

extension Wording {
    /// Where a thread stands, in words.
    static func phase(_ phase: ThreadState.Phase) -> String {
        switch phase {
        case .new: "New"
        case .underReview: "Under review"
        case .changesRequested: "Changes requested"
        case .counterProposalChosen: "Counter-proposal chosen"
        case .waiting: "Waiting"
        case .ready: "Ready to apply"
        case .applied: "Applied"
        case .rejected: "Rejected"
        case .abandoned: "Given up"
        case .superseded: "Superseded"
        case .discussion: "Discussion"
        }
    }
}
