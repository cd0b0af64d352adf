// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import Reviews

/// The verdict, why not the others, who has to do what next, and how sure that is; then the thread
/// in a line.
struct HeadSection {
    let review: ThreadReview
    let isVerbose: Bool

    /// More of the others than this are counted.
    private static let mostOthers = 4

    func write(to page: inout TerminalPage) {
        let conclusion = review.conclusion
        page.paragraph(
            DisplayText.safe(conclusion.verdict.text), first: "Verdict  ", emphasis(conclusion))
        let others =
            isVerbose ? conclusion.others : Array(conclusion.others.prefix(Self.mostOthers))
        list("Others", others.map(\.text), to: &page)
        if others.count < conclusion.others.count {
            page.line("         and \(conclusion.others.count - others.count) more")
        }
        list("Next", conclusion.nextSteps.map(\.text), isNumbered: true, to: &page)
        if let confidence = conclusion.confidence, let best = review.ranking.first {
            list("Sure", [Wording.confidence(confidence, score: best.standing.score)], to: &page)
        }
        list("Basis", conclusion.basis.map(\.text), to: &page)
        page.gap()
        thread(to: &page)
    }

    private func list(
        _ title: String, _ texts: [String], isNumbered: Bool = false, to page: inout TerminalPage
    ) {
        for (index, text) in texts.enumerated() {
            let margin = index == 0 ? title : ""
            page.paragraph(
                DisplayText.safe(text),
                first: margin + String(repeating: " ", count: 9 - margin.count)
                    + (isNumbered && texts.count > 1 ? "\(index + 1). " : ""))
        }
    }

    private func thread(to page: inout TerminalPage) {
        page.line(DisplayText.safe(review.subject), .heading)
        page.line(Wording.extent(of: review))
        if let tree = review.tree {
            let layers = tree.layers.map { layer in
                "\(layer.isReverted ? "without" : "with") \(DisplayText.safe(layer.name))"
            }
            page.paragraph(
                "on \(DisplayText.safe(tree.name))"
                    + (layers.isEmpty ? "" : ", \(layers.joined(separator: ", "))"))
        }
    }

    private func emphasis(_ conclusion: Conclusion) -> Emphasis {
        switch conclusion.status {
        case .ready: .good
        case .needsAttention, .noProposal, .incomplete: .doubtful
        }
    }
}

extension Wording {
    /// `9 messages from 4 people, 2026-05-11 to 2026-05-19`
    static func extent(of review: ThreadReview) -> String {
        let there = review.messages.filter { !$0.isMissing }
        let people = Set(there.compactMap(\.author?.identity))
        let days = there.compactMap(\.date).sorted()
        var span = day(days.first)
        if let first = days.first, let last = days.last, day(first) != day(last) {
            span += " to \(day(last))"
        }
        return "\(count(there.count, "message")) from "
            + "\(count(people.count, "person", plural: "people")), \(span)"
    }

    /// How sure a score is, in words.
    static func confidence(_ confidence: Confidence, score: Int) -> String {
        let extent =
            switch confidence.extent {
            case .full: "score \(score) of 100, and all that it changes was seen at work"
            case .partial: "score \(score) of 100, as far as it was seen at work"
            case .none: "score \(score) of 100, and nothing of it was seen at work"
            }
        guard !confidence.gaps.isEmpty else { return extent + "." }
        return "\(extent): \(confidence.gaps.map(\.text).joined(separator: "; "))."
    }
}
