// SPDX-License-Identifier: GPL-2.0-only

internal import Reviews

/// The verdict, why not the others, who has to do what next, and how sure that is.
struct HeadPart {
    let index: PageIndex
    private var review: ThreadReview { index.review }

    @HTMLBuilder var content: [HTMLNode] {
        HTMLElement(.p, .class("over-title")) { "Review of a thread" }
        HTMLElement(.h1) { LineBreaks.cut(review.subject, width: 400) }
        HTMLElement(.p, .class("facts")) { facts }
        HTMLElement(.section, .class("verdict"), .label("Verdict")) {
            HTMLElement(.p, status.style) {
                HTMLElement(.strong) { status.word }
                ". "
                index.sentence(review.conclusion.verdict)
            }
            if let confidence = review.conclusion.confidence, let best = review.ranking.first {
                HTMLElement(.p) {
                    HTMLElement(.strong) { "How sure: " }
                    Wording.confidence(confidence, score: best.standing.score)
                }
            }
        }
        HTMLElement(.div, .class("columns")) {
            if !review.conclusion.nextSteps.isEmpty {
                HTMLElement(.section, .label("What to do next")) {
                    HTMLElement(.h2) { "Next" }
                    HTMLElement(.ol) {
                        for step in review.conclusion.nextSteps {
                            HTMLElement(.li) { index.sentence(step) }
                        }
                    }
                }
            }
            if !review.conclusion.others.isEmpty {
                HTMLElement(.section, .label("Why not the others")) {
                    HTMLElement(.h2) { "Why not the others" }
                    HTMLElement(.ul) {
                        for other in review.conclusion.others {
                            HTMLElement(.li) { index.sentence(other) }
                        }
                    }
                }
            }
        }
        for statement in review.conclusion.basis {
            HTMLElement(.p, .class("facts")) { statement.text }
        }
    }

    private var status: (word: String, style: HTMLAttribute) {
        switch review.conclusion.status {
        case .ready: ("✓ Ready", .class("status good"))
        case .needsAttention: ("▲ Needs attention", .class("status doubtful"))
        case .noProposal: ("– No proposal", .class("status"))
        case .incomplete: ("? Incomplete", .class("status doubtful"))
        }
    }

    private var facts: String {
        var facts = Wording.extent(of: review)
        if let tree = review.tree {
            facts += "; on \(tree.name)"
            for layer in tree.layers {
                facts += ", \(layer.isReverted ? "without" : "with") \(layer.name)"
            }
        }
        return facts
    }
}
