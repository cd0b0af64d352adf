// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import Proposals
internal import Reviews
internal import UnifiedDiffs

/// Who proposes what.
struct ProposalSection {
    let review: ThreadReview

    func write(to page: inout TerminalPage) {
        guard !review.proposals.isEmpty else { return }
        page.heading("Proposals")
        page.table(
            review.proposals.map { proposal in
                [
                    TerminalPage.Cell(proposal.label, .heading),
                    TerminalPage.Cell(form(proposal)),
                    TerminalPage.Cell(DisplayText.safe(proposal.author.displayName)),
                    TerminalPage.Cell(Wording.day(proposal.first.date)),
                    TerminalPage.Cell("message \(proposal.first.messageNumber)"),
                    TerminalPage.Cell(size(proposal)),
                ]
            },
            below: review.proposals.map { details($0, width: page.style.width - 6) })
    }

    private func form(_ proposal: Proposal) -> String {
        proposal.announcedCount > 1
            ? "series of \(proposal.announcedCount)" : proposal.form.rawValue
    }

    private func size(_ proposal: Proposal) -> String {
        let files = proposal.patches.flatMap(\.files)
        let added = files.reduce(0) { $0 + $1.addedCount }
        let deleted = files.reduce(0) { $0 + $1.deletedCount }
        return "\(Wording.count(files.count, "file")), +\(added) -\(deleted)"
    }

    /// The title on one line, and what else there is to say.
    private func details(_ proposal: Proposal, width: Int) -> [String] {
        let title =
            proposal.coverLetter.flatMap { review.message($0)?.subject }
            .map { PatchSubject($0).title } ?? proposal.first.title
        var details: [String] = []
        if let relation = proposal.relation {
            details.append("\(words(relation.kind)) \(relation.other): \(relation.reason)")
        }
        var seen: Set<String> = []
        details += proposal.patches.flatMap(\.repairs).map(\.detail).filter {
            seen.insert($0).inserted
        }
        details += proposal.patches.flatMap(damage)
        if !proposal.patches.allSatisfy(\.isSignedOff) { details.append("no Signed-off-by") }
        if proposal.isIncomplete {
            details.append(
                "\(proposal.patches.count) of \(proposal.announcedCount) patches are here")
        }
        return [LineBreaks.cut(DisplayText.safe(title), width: width)]
            + details.map(DisplayText.safe)
    }

    /// Hunks that are not as their headers say, the first three.
    private func damage(_ patch: ProposedPatch) -> [String] {
        patch.files.flatMap(\.problems).filter {
            [.hunkEndsEarly, .hunkGoesOn, .numberTooLarge].contains($0.kind)
        }.prefix(3).map { problem in
            let what =
                problem.kind == .numberTooLarge
                ? "a hunk's header has a number too large to be true"
                : "a hunk has not the lines that its header counts"
            return "message \(patch.quotedIn ?? patch.messageNumber) line "
                + "\(problem.lineNumber): \(what)"
        }
    }

    private func words(_ kind: Relation.Kind) -> String {
        switch kind {
        case .supplements: "supplements"
        case .replaces: "replaces"
        case .alternative: "alternative to"
        case .reroll: "new revision of"
        case .resend: "posted again:"
        case .reverts: "reverts"
        }
    }
}
