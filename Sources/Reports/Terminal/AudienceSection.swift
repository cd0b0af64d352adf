// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import Maintainers
internal import Reviews

/// Whom MAINTAINERS names, and who of them has not been asked or has not answered.
struct AudienceSection {
    let audience: Audience?
    let isVerbose: Bool

    func write(to page: inout TerminalPage) {
        guard let audience, !audience.people.isEmpty || !audience.lists.isEmpty else { return }
        page.heading("Maintainers")
        let titles = audience.parts.filter { !$0.section.isForTheRest }.map(title)
        if !titles.isEmpty { page.paragraph(listed(titles, most: 6), first: "  For: ") }
        let written = audience.people.filter(\.hasWritten)
        let silent = audience.people.filter { !$0.hasWritten }
        if !written.isEmpty { page.paragraph(names(written), first: "  Wrote: ") }
        if !silent.isEmpty { page.paragraph(names(silent), first: "  Silent: ") }
        let leftOut = audience.leftOut.map(DisplayText.safe)
        if !leftOut.isEmpty {
            page.paragraph(listed(leftOut, most: 12), first: "  Not addressed: ")
        }
    }

    private func title(_ part: Responsibility.Part) -> String {
        let keyword = part.keyword.map { ", for the word \($0)" } ?? ""
        let status = part.section.status.isEmpty ? "" : " (\(part.section.status))"
        return DisplayText.safe(part.section.title + status + keyword)
    }

    private func names(_ people: [Audience.Person]) -> String {
        listed(people.map { DisplayText.safe(Wording.person($0)) }, most: 12)
    }

    private func listed(_ items: [String], most: Int) -> String {
        guard items.count > most, !isVerbose else { return items.joined(separator: ", ") }
        return items.prefix(most).joined(separator: ", ") + " and \(items.count - most) more"
    }
}
