// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import UnifiedDiffs

/// Which patch of a later revision is which of an earlier one.
///
/// Rerolls, resends, and replacements by the same author follow each other. A patch is the one with
/// the same title, else the one with the same number that changes one of its files.
struct RevisionChain {
    let proposals: [Proposal]

    /// The proposals that follow this one, nearest first.
    func successors(of label: String) -> [Proposal] {
        var found: [Proposal] = []
        var current = label
        while found.count < proposals.count,
            let earlier = proposals.first(where: { $0.label == current }),
            let next = proposals.first(where: {
                $0.relation?.other == current && Self.isLater($0, than: earlier)
            })
        {
            found.append(next)
            current = next.label
        }
        return found
    }

    /// A diff in a reply is a later form of another such diff, and never of patch mails: its author
    /// shows what a patch of the next revision may look like.
    private static func isLater(_ proposal: Proposal, than earlier: Proposal) -> Bool {
        let mails: Set<ProposalForm> = [.patch, .attachment, .quoted]
        switch proposal.relation?.kind {
        case .reroll, .resend: return true
        case .replaces:
            // A new patch attached to an answer takes the place of the one patch above.
            if proposal.form == .attachment {
                return mails.contains(earlier.form) && earlier.announcedCount == 1
            }
            if mails.contains(earlier.form) {
                return mails.contains(proposal.form)
                    && proposal.patches.contains { patch in
                        earlier.patches.contains { $0.title == patch.title }
                    }
            }
            return !mails.contains(proposal.form) || proposal.form == .patch
        case .supplements, .alternative, .reverts, nil: return false
        }
    }

    /// The index of this patch in a later revision; nil where it is not in it.
    func index(of patch: ProposedPatch, in later: Proposal) -> Int? {
        if let same = later.patches.firstIndex(where: { $0.title == patch.title }) { return same }
        let paths = Set(patch.files.compactMap(\.path))
        return later.patches.firstIndex { other in
            other.position?.number == patch.position?.number
                && other.files.contains { $0.path.map(paths.contains) ?? false }
        }
    }
}
