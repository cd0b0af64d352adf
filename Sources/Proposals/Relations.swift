// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail
internal import MailThreads
internal import UnifiedDiffs

/// Decides how a proposal stands to those before it, from the thread and the diffs alone.
///
/// The first rule that fits, where "above" is the nearest message above that holds a proposal:
/// 1. a title `Revert "X"` and an earlier X, or a diff that is the other one turned round: reverts;
/// 2. a patch mail of the same author with a higher revision, or of another author with a higher
///    revision and the same title: reroll; with the same title and revision: resend if the changes
///    are the same, else it replaces;
/// 3. its `index` line names the other's result, or its old lines are lines that the other adds:
///    it goes on top, and supplements, whoever wrote it;
/// 4. of the author of a proposal above: it replaces it if it changes the same lines, else it
///    supplements it;
/// 5. of another author below a proposal: alternative.
struct Relations {
    let thread: MailThread
    let earlier: [Proposal]

    func relation(of group: SeriesGroups.Group) -> Relation? {
        if let revert = revert(in: group) { return revert }
        let isMail = group.first.form == .patch || group.first.form == .attachment
        if isMail, let again = repeated(group) { return again }
        let above = thread.ancestors(of: group.first.message).flatMap { node in
            earlier.filter { proposal in
                proposal.coverLetter == node.id
                    || proposal.patches.contains { $0.message == node.id }
            }
        }
        if let top = onTop(group, candidates: above + earlier.reversed()) { return top }
        // Patches of one series with the same number: which one counts cannot be told.
        let isOfSeries = isMail && group.first.position != nil
        if let own = above.first(where: { $0.first.sender.isSamePerson(as: group.first.sender) }) {
            if isOfSeries, own.revision == group.revision { return nil }
            let overlaps = group.patches.contains { patch in
                own.patches.contains { patch.changesLines(of: $0) }
            }
            return Relation(
                kind: overlaps ? .replaces : .supplements, other: own.label,
                reason: overlaps
                    ? "its author posted \(own.label), and it changes the same lines"
                    : "its author posted \(own.label), and it changes other lines than that")
        }
        return above.first.map { other in
            Relation(
                kind: .alternative, other: other.label,
                reason: "another author posted it in reply to \(other.label)")
        }
    }

    private func revert(in group: SeriesGroups.Group) -> Relation? {
        let title = group.first.title
        if title.hasPrefix("Revert \""), title.hasSuffix("\"") {
            let reverted = title.dropFirst(8).dropLast()
            if let other = earlier.last(where: { $0.patches.contains { $0.title == reverted } }) {
                return Relation(
                    kind: .reverts, other: other.label,
                    reason: "its title reverts the title of \(other.label)")
            }
        }
        let change = PatchChange(group.patches.flatMap(\.files))
        guard !change.isEmpty else { return nil }
        return earlier.last { change.isReverse(of: PatchChange($0.patches.flatMap(\.files))) }
            .map {
                Relation(
                    kind: .reverts, other: $0.label,
                    reason: "it takes out the lines that \($0.label) adds, and nothing else")
            }
    }

    /// A patch mail that posts an earlier one anew.
    private func repeated(_ group: SeriesGroups.Group) -> Relation? {
        let mails = earlier.filter { $0.form == .patch || $0.form == .attachment }
        let titles = Set(group.patches.map(\.title))
        func hasTitle(of other: Proposal) -> Bool {
            other.patches.contains { titles.contains($0.title) }
        }
        let own = mails.filter { $0.first.sender.isSamePerson(as: group.first.sender) }
        if group.revision > 1, let previous = own.last(where: { $0.revision < group.revision }) {
            return Relation(
                kind: .reroll, other: previous.label,
                reason: "its subject says v\(group.revision), by the author of \(previous.label)")
        }
        if let previous = mails.last(where: { $0.revision < group.revision && hasTitle(of: $0) }) {
            return Relation(
                kind: .reroll, other: previous.label,
                reason: "its subject says v\(group.revision) with the title of \(previous.label), "
                    + "by another author")
        }
        guard
            let same = own.last(where: {
                $0.revision == group.revision && hasTitle(of: $0)
                    && $0.first.position == group.first.position
            })
        else { return nil }
        let isSame = PatchChange(same.first.files) == PatchChange(group.first.files)
        return Relation(
            kind: isSame ? .resend : .replaces, other: same.label,
            reason: isSame
                ? "the same change under the same title, posted again"
                : "the same title by the same author, with another change")
    }

    /// What the change is made on, where that is another proposal's result.
    private func onTop(_ group: SeriesGroups.Group, candidates: [Proposal]) -> Relation? {
        let files = group.patches.flatMap(\.files)
        for other in candidates {
            let below = other.patches.flatMap(\.files)
            let named = files.first { file in
                guard let id = file.preimageID, !id.isNull else { return false }
                return below.contains { lower in
                    lower.path == file.path
                        && lower.postimageID.map {
                            $0.isPrefix(of: id.digits) || id.isPrefix(of: $0.digits)
                        } ?? false
                }
            }
            if let named {
                return Relation(
                    kind: .supplements, other: other.label,
                    reason: "it is made on the result of \(other.label): its index line names that "
                        + "version of \(named.path?.string ?? "the file")")
            }
            if PatchChange.isMade(files, on: below) {
                return Relation(
                    kind: .supplements, other: other.label,
                    reason: "its old lines are lines that \(other.label) adds")
            }
        }
        return nil
    }
}

extension ProposedPatch {
    /// Whether a hunk of this patch and a hunk of the other are about the same lines: of the same
    /// file, or of no named file, and their old sides overlap.
    func changesLines(of other: ProposedPatch) -> Bool {
        files.contains { mine in
            other.files.contains { theirs in
                if let path = mine.path, let otherPath = theirs.path, path != otherPath {
                    return false
                }
                return mine.hunks.contains { hunk in
                    theirs.hunks.contains { $0.isAboutLines(of: hunk) }
                }
            }
        }
    }
}

extension Hunk {
    /// Whether both name the same function and their old sides overlap.
    fileprivate func isAboutLines(of other: Hunk) -> Bool {
        let (start, otherStart) = (oldStart, other.oldStart)
        guard sectionHeading == other.sectionHeading else { return false }
        return start <= otherStart
            ? otherStart - start < max(oldLineCount, 1)
            : start - otherStart < max(other.oldLineCount, 1)
    }
}
