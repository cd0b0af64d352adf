// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import Proposals
internal import Reviews
internal import UnifiedDiffs

extension Wording {
    /// How a proposal was posted.
    static func form(of proposal: Proposal) -> String {
        proposal.announcedCount > 1
            ? "series of \(proposal.announcedCount)" : proposal.form.rawValue
    }

    /// `2 files, +3 -1`
    static func size(of proposal: Proposal) -> String {
        let files = proposal.patches.flatMap(\.files)
        let added = files.reduce(0) { $0 + $1.addedCount }
        let deleted = files.reduce(0) { $0 + $1.deletedCount }
        return "\(count(files.count, "file")), +\(added) -\(deleted)"
    }

    /// The title: of a series that of its cover letter.
    static func title(of proposal: Proposal, in review: ThreadReview) -> String {
        proposal.coverLetter.flatMap { review.message($0)?.subject }
            .map { PatchSubject($0).title } ?? proposal.first.title
    }

    /// How it stands to others, what is damaged, and what it lacks.
    static func details(of proposal: Proposal) -> [String] {
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
        return details
    }

    /// Hunks that are not as their headers say, the first three.
    private static func damage(_ patch: ProposedPatch) -> [String] {
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

    private static func words(_ kind: Relation.Kind) -> String {
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
