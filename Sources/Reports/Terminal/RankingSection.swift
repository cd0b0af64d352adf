// SPDX-License-Identifier: GPL-2.0-only

internal import Reviews

/// The proposals from best to worst, with the reasons.
struct RankingSection {
    let review: ThreadReview
    let isVerbose: Bool

    /// Without `--verbose` more reasons than these are counted.
    private static let mostReasons = 6

    func write(to page: inout TerminalPage) {
        guard !review.ranking.isEmpty else { return }
        page.heading("Ranking")
        for (index, ranked) in review.ranking.enumerated() {
            page.line(
                "  \(ranked.place). \(ranked.variant), score \(ranked.standing.score)", .heading)
            let most = isVerbose ? ranked.reasons.count : Self.mostReasons
            for reason in ranked.reasons.prefix(most) {
                page.paragraph(DisplayText.safe(reason.text), first: "     - ")
                guard isVerbose else { continue }
                for evidence in reason.evidence {
                    page.paragraph(
                        DisplayText.safe(Wording.source(evidence, in: review)), first: "         ",
                        .faint)
                }
            }
            if ranked.reasons.count > most {
                page.line("     and \(ranked.reasons.count - most) more", .faint)
            }
            for gap in ranked.confidence.gaps {
                page.paragraph(DisplayText.safe(gap.text), first: "     ? ", .faint)
            }
            if let decision = ranked.aboveNext {
                page.paragraph(
                    DisplayText.safe(decision), first: "     above the next: ", .faint)
            } else if index + 1 < review.ranking.count {
                page.paragraph("nothing decides between it and the next", first: "     ", .faint)
            }
        }
    }
}
