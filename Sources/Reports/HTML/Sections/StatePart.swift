// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import Proposals
internal import Reviews

/// Where the thread stands, whose turn it is, and what is open.
struct StatePart: PagePart {
    let index: PageIndex
    let title = "State and remarks"
    let anchor = PageAnchor.part("state")

    private var reading: ThreadReading { index.review.reading }

    var content: [HTMLNode]? { nodes }

    @HTMLBuilder private var nodes: [HTMLNode] {
        let state = reading.state
        HTMLElement(.p) {
            HTMLElement(.strong) { "\(Wording.phase(state.phase)): " }
            state.summary
            message(state.proof)
        }
        if let next = state.next {
            HTMLElement(.p) {
                HTMLElement(.strong) { "Next: " }
                "\(next.name), to \(next.task)"
                if let asked = next.askedBy { "; asked by \(asked.displayName)" }
                if let since = next.since { ", since \(Wording.minute(since))" }
                message(next.proof)
            }
        }
        let items = reading.notes.map(note) + state.unanswered.prefix(20).map(question)
        if !items.isEmpty { HTMLElement(.ul) { items } }
        let remarks = reading.ledger.remarks
        let open = reading.ledger.open
        if !remarks.isEmpty {
            HTMLElement(.h3) {
                "\(Wording.count(open.count, "remark")) open, of \(remarks.count)"
            }
            if !open.isEmpty { HTMLElement(.ul) { open.map(item) } }
            let others = remarks.filter { remark in !open.contains(remark) }
            if !others.isEmpty {
                HTMLElement(.details) {
                    HTMLElement(.summary) { "\(Wording.count(others.count, "other remark"))" }
                    HTMLElement(.ul) { others.map(item) }
                }
            }
        }
    }

    @HTMLBuilder private func message(_ id: MessageID?, line: Int? = nil) -> [HTMLNode] {
        if let id, let place = index.place(id, line: line), let number = index.number(id) {
            " — "
            HTMLElement(.a, .link(place)) { "message \(number)" }
        }
    }

    private func note(_ note: ProposalNote) -> HTMLElement {
        HTMLElement(.li) {
            note.detail
            message(note.message, line: note.bodyLine)
        }
    }

    private func question(_ request: Request) -> HTMLElement {
        HTMLElement(.li) {
            let person = request.to.map { " of \($0.displayName)" } ?? ""
            "Unanswered: \(request.from.displayName) asks\(person): “\(request.text)”"
            message(request.message, line: request.bodyLine)
        }
    }

    private func item(_ remark: Remark) -> HTMLElement {
        HTMLElement(.li, .id(.remark(remark.number))) {
            if let proposal = remark.proposal { "\(proposal), " }
            "\(remark.author.displayName), \(remark.kind.rawValue), \(remark.status.rawValue)"
            if let anchor = remark.anchor {
                " at \(anchor.path.isEmpty ? "a bare hunk" : anchor.path):\(anchor.lineNumber)"
            }
            ": “\(LineBreaks.cut(remark.text, width: 400))”"
            message(remark.message, line: remark.bodyLines.lowerBound)
            if remark.status != .open { HTMLElement(.small, .class("detail")) { remark.reason } }
        }
    }
}
