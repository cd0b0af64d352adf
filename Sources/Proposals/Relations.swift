// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import MailThreads
internal import UnifiedDiffs

/// Decides how a proposal stands to those before it, from the thread and the diffs alone.
///
/// A reply's diff is set against the proposal of the nearest message above it that holds one by
/// the same author, else against the nearest one at all:
/// - same author, and it changes lines of the other: it replaces it;
/// - same author otherwise: it supplements it;
/// - another author: it is an alternative.
///
/// A patch mail with a higher revision than an earlier one of the same author is a reroll of it.
struct Relations {
    let thread: MailThread
    let earlier: [Proposal]

    func relation(of group: SeriesGroups.Group) -> Relation? {
        if group.first.form == .patch {
            return reroll(of: group)
        }
        let above = thread.ancestors(of: group.first.message).flatMap { node in
            earlier.filter { $0.patches.contains { $0.message == node.id } }
        }
        if let own = above.first(where: { $0.first.sender.hasSameAddress(as: group.first.sender) })
        {
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

    private func reroll(of group: SeriesGroups.Group) -> Relation? {
        guard group.revision > 1,
            let previous = earlier.last(where: {
                $0.form == .patch && $0.revision < group.revision
                    && $0.first.sender.hasSameAddress(as: group.first.sender)
            })
        else { return nil }
        return Relation(
            kind: .reroll, other: previous.label,
            reason: "its subject says v\(group.revision), by the author of \(previous.label)")
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
