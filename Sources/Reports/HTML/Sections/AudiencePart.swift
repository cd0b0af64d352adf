// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import Maintainers
internal import Reviews

/// Whom MAINTAINERS names, and who of them has been asked and has answered.
struct AudiencePart: PagePart {
    let index: PageIndex
    let title = "Maintainers"
    let anchor = PageAnchor.part("maintainers")

    var content: [HTMLNode]? {
        guard let audience = index.review.audience,
            !audience.people.isEmpty || !audience.lists.isEmpty
        else { return nil }
        return [.element(table(audience))]
    }

    private func table(_ audience: Audience) -> HTMLElement {
        HTMLElement(
            .div, .class("wide"), .fixed("role", "group"), .label("Maintainers"),
            .fixed("tabindex", "0")
        ) {
            HTMLElement(.table) {
                HTMLElement(.caption) { "Whom MAINTAINERS of the tree names for this" }
                HTMLElement(.thead) {
                    HTMLElement(.tr) {
                        for head in ["Who", "For", "Addressed", "Wrote"] {
                            HTMLElement(.th, .scope("col")) { head }
                        }
                    }
                }
                HTMLElement(.tbody) {
                    for person in audience.people.prefix(100) {
                        HTMLElement(.tr) {
                            HTMLElement(.th, .scope("row")) {
                                Wording.person(person)
                            }
                            HTMLElement(.td) { person.section }
                            HTMLElement(.td) { answer(person.isAddressed) }
                            HTMLElement(.td) { answer(person.hasWritten) }
                        }
                    }
                    for list in audience.lists.prefix(100) {
                        HTMLElement(.tr) {
                            HTMLElement(.th, .scope("row")) { list.address }
                            HTMLElement(.td) { "list" }
                            HTMLElement(.td) { answer(list.isAddressed) }
                            HTMLElement(.td)
                        }
                    }
                }
            }
        }
    }

    private func answer(_ isSo: Bool?) -> String {
        switch isSo {
        case true?: "yes"
        case false?: "no"
        case nil: "not known"
        }
    }
}
