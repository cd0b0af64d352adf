// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import MailThreads
internal import Proposals
internal import Reviews

/// Every tag with what it is worth, each with the line of the message that holds it.
struct TagsPart: PagePart {
    let index: PageIndex
    let title = "Tags"
    let anchor = PageAnchor.part("tags")

    private var reading: ThreadReading { index.review.reading }

    var content: [HTMLNode]? {
        reading.tags.isEmpty && faults.isEmpty ? nil : nodes
    }

    private var faults: [TrailerCheck] { reading.checks.filter(\.kind.isFault) }

    @HTMLBuilder private var nodes: [HTMLNode] {
        HTMLElement(
            .div, .class("wide"), .fixed("role", "group"), .label("Tags"), .fixed("tabindex", "0")
        ) {
            HTMLElement(.table) {
                HTMLElement(.thead) {
                    HTMLElement(.tr) {
                        for head in ["Tag", "For", "Worth", "Where", "Why"] {
                            HTMLElement(.th, .scope("col")) { head }
                        }
                    }
                }
                HTMLElement(.tbody) {
                    for tag in reading.tags { row(tag) }
                }
            }
        }
        if !faults.isEmpty {
            HTMLElement(.ul) {
                for fault in faults { HTMLElement(.li) { "\(name(fault.place)): \(fault.detail)" } }
            }
        }
    }

    private func row(_ tag: WeighedTag) -> HTMLElement {
        HTMLElement(.tr) {
            HTMLElement(.th, .scope("row")) { words(tag.trailer) }
            HTMLElement(.td) { Wording.list(tag.places.map(name)) }
            HTMLElement(.td, style(tag.verdict)) {
                sign(tag.verdict) + Wording.verdict(tag.verdict)
            }
            HTMLElement(.td, .class("short")) {
                if let place = index.place(tag.trailer.message, line: tag.trailer.line) {
                    HTMLElement(.a, .link(place)) { "message \(tag.messageNumber)" }
                } else {
                    "message \(tag.messageNumber)"
                }
            }
            HTMLElement(.td) { tag.reason }
        }
    }

    private func words(_ trailer: Trailer) -> String {
        let value = trailer.value.isEmpty ? trailer.name : "\(trailer.name): \(trailer.value)"
        return value + (trailer.note.map { " # \($0)" } ?? "")
    }

    /// `P1`, or `P1 2/3` for one patch of a series.
    private func name(_ place: PatchPlace) -> String {
        let count =
            index.review.proposals.first { $0.label == place.proposal }?.announcedCount ?? 1
        return count > 1 ? "\(place.proposal) \(place.number)/\(count)" : place.proposal
    }

    private func sign(_ verdict: WeighedTag.Verdict) -> String {
        verdict.isTaken || verdict == .own ? "✓ " : "– "
    }

    private func style(_ verdict: WeighedTag.Verdict) -> HTMLAttribute {
        verdict.isTaken || verdict == .own ? .class("good") : .class("unknown")
    }
}
