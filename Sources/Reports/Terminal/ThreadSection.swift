// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import MailThreads
internal import Proposals
internal import Reviews

/// The thread as a tree.
struct ThreadSection {
    let review: ThreadReview

    func write(to page: inout TerminalPage) {
        page.heading("Thread")
        page.table(
            review.messages.map { message in
                let indent = String(repeating: "  ", count: min(message.depth, 12))
                return [
                    TerminalPage.Cell("\(message.number)"),
                    TerminalPage.Cell(Wording.minute(message.date)),
                    TerminalPage.Cell(
                        indent
                            + (message.author.map { DisplayText.safe($0.displayName) }
                                ?? "(not in the input)")),
                    TerminalPage.Cell(remark(message)),
                ]
            })
        guard !review.problems.isEmpty else { return }
        page.heading("Oddities of the input")
        for problem in review.problems.prefix(20) {
            page.paragraph(DisplayText.safe(problem.text), first: "  ")
        }
        if review.problems.count > 20 {
            page.line("  and \(review.problems.count - 20) more")
        }
    }

    private func remark(_ message: MessageReview) -> String {
        let proposals = review.proposals.filter { proposal in
            proposal.patches.contains { $0.message == message.id }
        }.map(\.label)
        let tags = review.trailers.filter { $0.trailer.message == message.id }
            .map { DisplayText.safe($0.trailer.name) }
        var seen: Set<String> = []
        let parts = (proposals + tags).filter { seen.insert($0).inserted }
        return parts.isEmpty ? "" : parts.joined(separator: ", ")
    }
}
