// SPDX-License-Identifier: GPL-2.0-only

internal import Reviews

/// The proposals from best to worst, with the reasons.
struct RankingSection {
    let review: ThreadReview

    func write(to page: inout TerminalPage) {
        guard !review.ranking.isEmpty else { return }
        page.heading("Ranking")
        for ranked in review.ranking {
            page.line("  \(ranked.place). \(ranked.variant)", .heading)
            for reason in ranked.reasons {
                page.paragraph(DisplayText.safe(reason.text), first: "     - ")
            }
            if let decision = ranked.aboveNext {
                page.paragraph(decision, first: "     above the next: ", .faint)
            }
        }
    }
}
