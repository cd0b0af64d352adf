// SPDX-License-Identifier: GPL-2.0-only

internal import HunkMatching
internal import Reviews

/// Each series patch by patch: whether it applies, compiles and what it changes on top of those
/// before it.
struct LadderPart: PagePart {
    let index: PageIndex
    let title = "Series, patch by patch"
    let anchor = PageAnchor.part("series")

    private var variants: [VariantReview] {
        index.review.comparison.toldVariants.filter { !$0.ladder.isEmpty }
    }

    var content: [HTMLNode]? { variants.isEmpty ? nil : nodes }

    @HTMLBuilder private var nodes: [HTMLNode] {
        for variant in variants {
            HTMLElement(
                .div, .class("wide"), .fixed("role", "group"),
                .label("\(variant.name), patch by patch"), .fixed("tabindex", "0")
            ) {
                table(variant)
            }
            if let words = Wording.bisection(of: variant) {
                HTMLElement(
                    .p, variant.isBisectable == true ? .class("good") : .class("bad")
                ) {
                    variant.isBisectable == true ? "✓ \(words)" : "✗ \(words)"
                }
            }
        }
    }

    private func table(_ variant: VariantReview) -> HTMLElement {
        HTMLElement(.table) {
            HTMLElement(.caption) { "\(variant.name): each patch on top of those before it" }
            HTMLElement(.thead) {
                HTMLElement(.tr) {
                    for head in ["Patch", "Title", "Applies", "Compiles", "Score", "Changes"] {
                        HTMLElement(.th, .scope("col")) { head }
                    }
                }
            }
            HTMLElement(.tbody) {
                for rung in variant.ladder { row(rung, of: variant) }
            }
        }
    }

    private func row(_ rung: LadderRung, of variant: VariantReview) -> HTMLElement {
        HTMLElement(.tr) {
            HTMLElement(.th, .scope("row")) {
                let number = "\(rung.index + 1)/\(variant.ladder.count)"
                if let place = variant.proposals.last.flatMap(index.hunks) {
                    HTMLElement(.a, .link(place)) { number }
                } else {
                    number
                }
            }
            HTMLElement(.td) { LineBreaks.cut(rung.title, width: 300) }
            HTMLElement(.td, rung.status.isInTree ? .class("good") : .class("bad")) {
                (rung.status.isInTree ? "✓ " : "✗ ") + Wording.status(rung.status)
            }
            HTMLElement(.td, mark(rung.build).style) {
                "\(mark(rung.build).sign) \(Wording.build(rung.build))"
            }
            HTMLElement(.td) { rung.standing.map { "\($0.score)" } ?? "" }
            HTMLElement(.td) {
                for line in Wording.effect(of: rung) {
                    HTMLElement(.span, .class("detail")) { LineBreaks.cut(line, width: 400) }
                }
            }
        }
    }

    private func mark(_ build: BuildReview) -> (sign: String, style: HTMLAttribute) {
        if build.isSuccess { return ("✓", .class("good")) }
        return build.isFailure ? ("✗", .class("bad")) : ("?", .class("unknown"))
    }
}
