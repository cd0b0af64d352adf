// SPDX-License-Identifier: GPL-2.0-only

internal import HunkMatching
internal import Mail
internal import Proposals
public import Reviews

/// Many threads as a list: what needs somebody, the most urgent first.
public struct TriagePage {
    private let entries: [TriageEntry]
    private let triage: Triage
    private let style: TerminalStyle

    /// Sets a list of some of what was sorted.
    public init(_ entries: [TriageEntry], of triage: Triage, style: TerminalStyle) {
        self.entries = entries
        self.triage = triage
        self.style = style
    }

    /// The page.
    ///
    /// - Parameter isVerbose: list what is dormant and done, too; else only how many there are.
    public func text(isVerbose: Bool = false) -> String {
        var page = TerminalPage(style: style)
        let needy = entries.count { $0.need != .dormant && $0.need != .done }
        page.paragraph(
            "\(needy) of \(Wording.count(triage.threadCount, "thread")) "
                + (needy == 1 ? "needs" : "need") + " somebody.")
        for need in TriageEntry.Need.allCases {
            let group = entries.filter { $0.need == need }
            guard !group.isEmpty else { continue }
            let isListed = isVerbose || (need != .dormant && need != .done)
            page.heading("\(Self.heading(need)): \(group.count)")
            if isListed { list(group, on: &page) }
        }
        if triage.silentCount > 0 {
            page.paragraph(
                "\(Wording.count(triage.silentCount, "thread")) with patches "
                    + (triage.silentCount == 1 ? "has" : "have")
                    + " been silent for long, and \(triage.silentCount == 1 ? "was" : "were") not "
                    + "read; --all does.")
        }
        return page.text
    }

    private func list(_ group: [TriageEntry], on page: inout TerminalPage) {
        page.table(
            group.map(row),
            below: group.map { entry in
                [DisplayText.safe(title(entry)), DisplayText.safe(reason(entry))]
            }, belowIndent: 7)
    }

    private func title(_ entry: TriageEntry) -> String {
        let author = entry.proposal.author.displayName
        let label = entry.reading.proposalCount > 1 ? "\(entry.proposal.label) by " : ""
        return "\(entry.subject) (\(label)\(author))"
    }

    private func row(_ entry: TriageEntry) -> [TerminalPage.Cell] {
        let tags = entry.reading.tags
        let told = [
            tags.counting > 0 ? Wording.count(tags.counting, "tag") : nil,
            tags.stale > 0 ? "\(tags.stale) stale" : nil,
            tags.against > 0 ? "\(tags.against) against" : nil,
            entry.reading.openRemarks > 0 ? "\(entry.reading.openRemarks) open" : nil,
        ].compactMap(\.self).joined(separator: ", ")
        return [
            TerminalPage.Cell(entry.age.map { "\($0)d" } ?? "-", .heading),
            TerminalPage.Cell(entry.proposal.revision > 1 ? "v\(entry.proposal.revision)" : ""),
            TerminalPage.Cell(Wording.phase(entry.reading.state.phase)),
            TerminalPage.Cell(told),
            TerminalPage.Cell(entry.fit.map(Self.fit) ?? ""),
            TerminalPage.Cell(entry.isMine == true ? "mine" : ""),
        ]
    }

    private func reason(_ entry: TriageEntry) -> String {
        let next = entry.reading.state.next.map { "; next: \($0.name), to \($0.task)" } ?? ""
        let conflict = entry.fit?.conflict.map { "; does not apply at \($0)" } ?? ""
        let changes = entry.changes.map { changes in
            "since then: \(changes.map(Self.word).joined(separator: ", ")). "
        }
        return (changes ?? "") + entry.reading.state.summary + next + conflict
    }

    private static func word(_ change: TriageMark.Change) -> String {
        switch change {
        case .new: "new here"
        case .revision: "a new revision"
        case .tag: "a new tag"
        case .remarkAnswered: "a remark answered"
        case .remark: "a new remark"
        case .noLongerApplies: "no longer applies"
        case .appliesAgain: "applies again"
        case .applied: "applied"
        case .state: "it stands elsewhere"
        case .message: "new mail"
        }
    }

    private static func fit(_ fit: TriageEntry.Fit) -> String {
        switch fit.status {
        case .applies: fit.isMoved ? "offset" : "applies"
        case .alreadyApplied: "in the tree"
        case .partlyApplied: "partly there"
        case .fails: "conflict"
        }
    }

    private static func heading(_ need: TriageEntry.Need) -> String {
        switch need {
        case .answer: "You were asked"
        case .apply: "Ready to apply"
        case .review: "To review"
        case .author: "Waits for its author, or for somebody else"
        case .dormant: "Dormant"
        case .done: "Done"
        }
    }
}
