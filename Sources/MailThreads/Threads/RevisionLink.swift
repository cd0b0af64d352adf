// SPDX-License-Identifier: GPL-2.0-only

public import Mail

/// That one thread is a later revision of what another thread proposed.
public struct RevisionLink: Hashable, Sendable {
    /// What the link stands on, the surest first.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        /// Both have the same `change-id:`, as b4 writes it.
        case changeID = "change-id"
        /// The later one says a version above 1, and its first mail names a message of the earlier
        /// one, in a link or in brackets.
        case namedMessage = "named-message"
        /// The same author and the same subject without what is in brackets; a guess.
        case authorAndSubject = "author-and-subject"
    }

    /// Index of the later thread among those that were compared.
    public let later: Int
    /// Index of the earlier thread.
    public let earlier: Int
    /// What the link stands on.
    public let reason: Reason
}

/// What can be told to revise something: a message, or what was kept of one.
public protocol Revisable: Threadable {
    /// Its place among revisions; nil where it posts no patch.
    var revision: RevisionMark? { get }
}

extension Message: Revisable {
    /// As ``Message/revisionMark``.
    public var revision: RevisionMark? { revisionMark }
}

extension MessageSketch: Revisable {}

extension ThreadTree where Entry: Revisable {
    /// Links each thread that begins with a patch to the one that it revises, if that is there too.
    ///
    /// The first mail of both has to have `[PATCH …]` or `[RFC …]` in its subject. The earlier one
    /// has a lower version, or the same one and an earlier date; of several candidates the highest
    /// version, then the latest, is the predecessor. Cost: linear in the messages, the first
    /// mails' text included.
    public static func revisionLinks(among threads: [ThreadTree]) -> [RevisionLink] {
        RevisionFinder(threads).links
    }

    /// For the index of each thread that later ones revise, the index of the newest of these. Cost:
    /// that of ``revisionLinks(among:)``.
    public static func newestRevisions(among threads: [ThreadTree]) -> [Int: Int] {
        let next = Dictionary(
            revisionLinks(among: threads).map { ($0.earlier, $0.later) },
            uniquingKeysWith: { first, _ in first })
        var newest: [Int: Int] = [:]
        for start in next.keys {
            // What is later has a higher version, or a later date: there are no circles.
            var chain: [Int] = []
            var last = start
            while newest[last] == nil, let later = next[last] {
                chain.append(last)
                last = later
            }
            let end = newest[last] ?? last
            for thread in chain { newest[thread] = end }
        }
        return newest
    }
}

/// Compares the first mails of threads.
private struct RevisionFinder<Entry: Revisable> {
    /// The first mail of a thread that posts a patch.
    private struct Start {
        var thread: Int
        var mark: RevisionMark
        var date: Int64

        func precedes(_ other: Start) -> Bool {
            (mark.version, date, thread) < (other.mark.version, other.date, other.thread)
                && mark.version <= other.mark.version && date <= other.date
        }
    }

    private(set) var links: [RevisionLink] = []

    init(_ threads: [ThreadTree<Entry>]) {
        let starts = threads.enumerated().compactMap { index, thread -> Start? in
            guard let first = thread.root.message, let mark = first.revision else { return nil }
            return Start(thread: index, mark: mark, date: first.date?.secondsSince1970 ?? 0)
        }
        guard starts.count > 1 else { return }
        let startOf = Dictionary(
            starts.map { ($0.thread, $0) }, uniquingKeysWith: { first, _ in first })
        // Only what is named is looked for: few identifiers of all.
        var threadOf = Dictionary(
            starts.flatMap(\.mark.named).map { ($0, Int?.none) },
            uniquingKeysWith: { first, _ in first })
        if !threadOf.isEmpty {
            for start in starts {
                for node in threads[start.thread].nodes
                where !node.isPlaceholder && threadOf[node.id] != nil {
                    threadOf[node.id] = start.thread
                }
            }
        }
        let byChangeID = Dictionary(
            grouping: starts.filter { $0.mark.changeID != nil }, by: \.mark.changeID)
        let byTitle = Dictionary(grouping: starts) { $0.mark.author + [0] + $0.mark.title }
        for start in starts {
            let sameID = start.mark.changeID.flatMap { byChangeID[$0] } ?? []
            let named = start.mark.named.compactMap { id in
                (threadOf[id] ?? nil).flatMap { startOf[$0] }
            }.filter { $0.mark.author == start.mark.author }
            let sameTitle = byTitle[start.mark.author + [0] + start.mark.title] ?? []
            let candidates: [(RevisionLink.Reason, [Start])] = [
                (.changeID, sameID), (.namedMessage, named), (.authorAndSubject, sameTitle),
            ]
            for (reason, starts) in candidates {
                let before = starts.filter { $0.thread != start.thread && $0.precedes(start) }
                let best = before.max {
                    ($0.mark.version, $0.date, $0.thread) < ($1.mark.version, $1.date, $1.thread)
                }
                if let best {
                    links.append(
                        RevisionLink(later: start.thread, earlier: best.thread, reason: reason))
                    break
                }
            }
        }
    }
}
