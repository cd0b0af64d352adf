// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import Proposals
internal import Reviews

/// The proposals, best first, with the sentence why.
struct RankingPart: PagePart {
    let index: PageIndex
    let title = "Proposals"
    let anchor = PageAnchor.part("proposals")

    private var review: ThreadReview { index.review }

    /// More reasons than these are folded.
    private static let mostReasons = 7

    var content: [HTMLNode]? {
        guard !review.proposals.isEmpty else { return nil }
        return nodes
    }

    @HTMLBuilder private var nodes: [HTMLNode] {
        posted
        if !review.ranking.isEmpty {
            HTMLElement(.ol, .class("ranking")) {
                for ranked in review.ranking { place(ranked) }
            }
        }
    }

    /// Who posted what.
    private var posted: HTMLElement {
        HTMLElement(
            .div, .class("wide"), .fixed("role", "group"), .label("Who posted what"),
            .fixed("tabindex", "0")
        ) {
            HTMLElement(.table) {
                HTMLElement(.caption) { "Who posted what" }
                HTMLElement(.thead) {
                    HTMLElement(.tr) {
                        for head in ["Proposal", "Title", "Form", "Author", "Date", "Message"] {
                            HTMLElement(.th, .scope("col")) { head }
                        }
                    }
                }
                HTMLElement(.tbody) {
                    for (number, proposal) in review.proposals.enumerated() {
                        row(proposal, number)
                    }
                }
            }
        }
    }

    private func row(_ proposal: Proposal, _ number: Int) -> HTMLElement {
        HTMLElement(.tr) {
            HTMLElement(.th, .scope("row"), .id(.proposal(number))) {
                HTMLElement(.a, .link(.hunks(number))) { proposal.label }
            }
            HTMLElement(.td) {
                LineBreaks.cut(Wording.title(of: proposal, in: review), width: 300)
                for detail in Wording.details(of: proposal) {
                    HTMLElement(.small, .class("detail")) { detail }
                }
            }
            HTMLElement(.td) { Wording.form(of: proposal) }
            HTMLElement(.td) { proposal.author.displayName }
            HTMLElement(.td, .class("short")) { Wording.day(proposal.first.date) }
            HTMLElement(.td, .class("short")) {
                if let place = index.place(
                    proposal.first.message, line: proposal.first.bodyLines.lowerBound)
                {
                    HTMLElement(.a, .link(place)) { "message \(proposal.first.messageNumber)" }
                } else {
                    "message \(proposal.first.messageNumber)"
                }
            }
        }
    }

    private func place(_ ranked: RankedVariant) -> HTMLElement {
        HTMLElement(.li) {
            HTMLElement(.h3) {
                "\(ranked.place). \(ranked.variant)"
                HTMLElement(.span, .class("score")) { " score \(ranked.standing.score) of 100" }
            }
            HTMLElement(.ul) {
                for reason in ranked.reasons.prefix(Self.mostReasons) {
                    HTMLElement(.li) { index.sentence(reason) }
                }
                for gap in ranked.confidence.gaps {
                    HTMLElement(.li, .class("unknown")) {
                        "Not known: "
                        index.sentence(gap)
                    }
                }
            }
            if ranked.reasons.count > Self.mostReasons {
                HTMLElement(.details) {
                    HTMLElement(.summary) {
                        "\(ranked.reasons.count - Self.mostReasons) more reasons"
                    }
                    HTMLElement(.ul) {
                        for reason in ranked.reasons.dropFirst(Self.mostReasons) {
                            HTMLElement(.li) { index.sentence(reason) }
                        }
                    }
                }
            }
            if let decision = ranked.aboveNext {
                HTMLElement(.p, .class("decision")) { "Above the next: \(decision)." }
            }
        }
    }
}
