// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import Reviews

/// The thread in a line, the verdict, the next steps, and what the verdict stands on.
struct HeadSection {
    let review: ThreadReview

    func write(to page: inout TerminalPage) {
        let there = review.messages.filter { !$0.isMissing }
        let people = Set(there.compactMap { $0.author?.address })
        let days = there.compactMap(\.date).sorted()
        var span = Wording.day(days.first)
        if let first = days.first, let last = days.last, Wording.day(first) != Wording.day(last) {
            span += " to \(Wording.day(last))"
        }
        page.paragraph(
            LineBreaks.cut(DisplayText.safe(review.subject), width: 2 * page.style.width), .heading)
        page.line(
            "\(Wording.count(there.count, "message")) from "
                + "\(Wording.count(people.count, "person", plural: "people")), \(span)")
        if let tree = review.tree {
            let layers = tree.layers.map { layer in
                "\(layer.isReverted ? "without" : "with") \(DisplayText.safe(layer.name))"
            }
            page.paragraph(
                "on \(DisplayText.safe(tree.name))"
                    + (layers.isEmpty ? "" : ", \(layers.joined(separator: ", "))"))
        }
        page.gap()
        let conclusion = review.conclusion
        page.paragraph(
            DisplayText.safe(conclusion.verdict.text), first: "Verdict  ", emphasis(conclusion))
        for (index, step) in conclusion.nextSteps.enumerated() {
            let number = conclusion.nextSteps.count > 1 ? "\(index + 1). " : ""
            page.paragraph(
                DisplayText.safe(step.text),
                first: (index == 0 ? "Next     " : "         ") + number)
        }
        for (index, statement) in conclusion.basis.enumerated() {
            page.paragraph(
                DisplayText.safe(statement.text), first: index == 0 ? "Basis    " : "         ")
        }
    }

    private func emphasis(_ conclusion: Conclusion) -> Emphasis {
        switch conclusion.status {
        case .ready: .good
        case .needsAttention, .noProposal, .incomplete: .doubtful
        }
    }
}
