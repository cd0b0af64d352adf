// SPDX-License-Identifier: GPL-2.0-only

public import Reviews

/// A review set for a terminal: the verdict first, then what it stands on.
public struct TerminalReport {
    let review: ThreadReview
    private let style: TerminalStyle

    /// Sets a review in a style.
    public init(_ review: ThreadReview, style: TerminalStyle = TerminalStyle()) {
        self.review = review
        self.style = style
    }

    /// The page.
    ///
    /// - Parameter isVerbose: show every hunk and run; else those that need attention, and how
    ///   many others there are.
    public func text(isVerbose: Bool = false) -> String {
        var page = TerminalPage(style: style)
        HeadSection(review: review, isVerbose: isVerbose).write(to: &page)
        ProposalSection(review: review).write(to: &page)
        RankingSection(review: review, isVerbose: isVerbose).write(to: &page)
        DriverSection(comparison: review.comparison, isVerbose: isVerbose).write(to: &page)
        ChangeSection(comparison: review.comparison, isVerbose: isVerbose).write(to: &page)
        LadderSection(comparison: review.comparison, isVerbose: isVerbose).write(to: &page)
        HunkSection(comparison: review.comparison).write(to: &page)
        CoverageSection(comparison: review.comparison, isVerbose: isVerbose).write(to: &page)
        TrailerSection(review: review).write(to: &page)
        StateSection(reading: review.reading).write(to: &page)
        AudienceSection(audience: review.audience, isVerbose: isVerbose).write(to: &page)
        ThreadSection(review: review).write(to: &page)
        return page.text
    }
}
