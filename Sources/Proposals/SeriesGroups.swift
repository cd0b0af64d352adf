// SPDX-License-Identifier: GPL-2.0-only

internal import Mail

/// Patches put together that belong to one series.
struct SeriesGroups {
    /// One proposal to be: a series, or a patch of its own.
    struct Group {
        var patches: [ProposedPatch]
        let revision: Int

        var first: ProposedPatch { patches[0] }
        var announcedCount: Int { first.position?.count ?? 1 }

        /// Whether the patch is one more of this series: same sender, revision and count, and a
        /// number that is still free.
        func takes(_ patch: ProposedPatch, revision: Int) -> Bool {
            guard let position = patch.position, let own = first.position else { return false }
            return own.count == position.count && self.revision == revision
                && first.sender.isSamePerson(as: patch.sender)
                && !patches.contains { $0.position?.number == position.number }
        }
    }

    private(set) var groups: [Group] = []

    /// Adds the next patch of the thread.
    mutating func add(_ patch: ProposedPatch, revision: Int) {
        if let index = groups.firstIndex(where: { $0.takes(patch, revision: revision) }) {
            groups[index].patches.append(patch)
            groups[index].patches.sort {
                ($0.position?.number ?? 0) < ($1.position?.number ?? 0)
            }
        } else {
            groups.append(Group(patches: [patch], revision: revision))
        }
    }
}

/// The message `0/m` of a series.
struct CoverLetter {
    let id: MessageID
    let author: Mailbox
    let revision: Int
    let count: Int

    /// Nil unless the message is a cover letter.
    init?(_ message: Message) {
        let subject = PatchSubject(message.subject)
        guard subject.isCoverLetter, !subject.isReply, let position = subject.position else {
            return nil
        }
        id = message.id
        author = message.author
        revision = subject.revision
        count = position.count
    }

    /// Whether it introduces these patches.
    func isCover(of group: SeriesGroups.Group) -> Bool {
        group.first.position != nil && group.announcedCount == count
            && group.revision == revision && group.first.sender.isSamePerson(as: author)
    }
}
