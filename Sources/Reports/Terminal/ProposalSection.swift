// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import Proposals
internal import Reviews

/// Who proposes what.
struct ProposalSection {
    let review: ThreadReview

    func write(to page: inout TerminalPage) {
        guard !review.proposals.isEmpty else { return }
        page.heading("Proposals")
        page.table(
            review.proposals.map { proposal in
                [
                    TerminalPage.Cell(proposal.label, .heading),
                    TerminalPage.Cell(Wording.form(of: proposal)),
                    TerminalPage.Cell(DisplayText.safe(proposal.author.displayName)),
                    TerminalPage.Cell(Wording.day(proposal.first.date)),
                    TerminalPage.Cell("message \(proposal.first.messageNumber)"),
                    TerminalPage.Cell(Wording.size(of: proposal)),
                ]
            },
            below: review.proposals.map { details($0, width: page.style.width - 6) })
    }

    /// The title on one line, and what else there is to say.
    private func details(_ proposal: Proposal, width: Int) -> [String] {
        let title = Wording.title(of: proposal, in: review)
        return [LineBreaks.cut(DisplayText.safe(title), width: width)]
            + Wording.details(of: proposal).map(DisplayText.safe)
    }
}
