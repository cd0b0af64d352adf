// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail

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

extension MailThread {
    /// Links each thread that begins with a patch to the one that it revises, if that is there too.
    ///
    /// The first mail of both has to have `[PATCH …]` or `[RFC …]` in its subject. The earlier one
    /// has a lower version, or the same one and an earlier date; of several candidates the highest
    /// version, then the latest, is the predecessor. Cost: linear in the messages, the first
    /// mails' text included.
    public static func revisionLinks(among threads: [MailThread]) -> [RevisionLink] {
        RevisionFinder(threads).links
    }

    /// For the index of each thread that later ones revise, the index of the newest of these. Cost:
    /// that of ``revisionLinks(among:)``.
    public static func newestRevisions(among threads: [MailThread]) -> [Int: Int] {
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
private struct RevisionFinder {
    /// What the first mail of a thread says about its place among revisions.
    private struct Start {
        var thread: Int
        var version: Int
        var title: [UInt8]
        var author: [UInt8]
        var changeID: [UInt8]?
        var date: Int64
        var text: ByteText
        var id: MessageID

        func precedes(_ other: Start) -> Bool {
            (version, date, thread) < (other.version, other.date, other.thread)
                && version <= other.version && date <= other.date
        }
    }

    private(set) var links: [RevisionLink] = []

    init(_ threads: [MailThread]) {
        let starts = threads.enumerated().compactMap { index, thread in
            thread.root.message.flatMap { RevisionFinder.start($0, thread: index) }
        }
        guard starts.count > 1 else { return }
        var threadOf: [MessageID: Int] = [:]
        for start in starts {
            for message in threads[start.thread].messages { threadOf[message.id] = start.thread }
        }
        let startOf = Dictionary(
            starts.map { ($0.thread, $0) }, uniquingKeysWith: { first, _ in first })
        let byChangeID = Dictionary(grouping: starts.filter { $0.changeID != nil }, by: \.changeID)
        let byTitle = Dictionary(grouping: starts) { $0.author + [0] + $0.title }
        for start in starts {
            let sameID = start.changeID.flatMap { byChangeID[$0] } ?? []
            // A first version names others for other reasons, such as what it fixes.
            let ids = start.version > 1 ? RevisionFinder.named(in: start.text) : []
            let named = ids.compactMap { id in threadOf[id].flatMap { startOf[$0] } }
                .filter { $0.author == start.author }
            let sameTitle = byTitle[start.author + [0] + start.title] ?? []
            let candidates: [(RevisionLink.Reason, [Start])] = [
                (.changeID, sameID), (.namedMessage, named), (.authorAndSubject, sameTitle),
            ]
            for (reason, starts) in candidates {
                let before = starts.filter { $0.thread != start.thread && $0.precedes(start) }
                let best = before.max {
                    ($0.version, $0.date, $0.thread) < ($1.version, $1.date, $1.thread)
                }
                if let best {
                    links.append(
                        RevisionLink(later: start.thread, earlier: best.thread, reason: reason))
                    break
                }
            }
        }
    }

    private static func start(_ message: Message, thread: Int) -> Start? {
        let subject = ReplySubject(message.subject)
        guard !subject.isReply, let (version, title) = parts(of: subject.base), !title.isEmpty
        else { return nil }
        let text = message.text.text
        let marker = "change-id: "
        let changeID = text.lines.first { text[$0].hasPrefix(marker) }.map {
            Array(text[$0].dropFirst(marker.utf8.count).trimmingWhitespace())
        }
        return Start(
            thread: thread, version: version, title: title,
            author: Array(message.author.identity.utf8), changeID: changeID,
            date: message.date?.secondsSince1970 ?? 0, text: text, id: message.id)
    }

    /// The version in the brackets before a subject, 1 if none is said, and the rest of it.
    private static func parts(of base: [UInt8]) -> (version: Int, title: [UInt8])? {
        var rest = base[...]
        var version = 1
        var isPatch = false
        while rest.first == UInt8(ascii: "["), let close = rest.firstIndex(of: UInt8(ascii: "]")) {
            let tag = rest[(rest.startIndex + 1)..<close]
            if let place = tag.firstRange(of: "patch") ?? tag.firstRange(of: "rfc") {
                isPatch = true
                // Without white space `[PATCH v2 1/3]` is `[patchv21/3]`: read before a slash.
                version = number(after: place.upperBound, in: tag) ?? version
            }
            rest = rest[(close + 1)...]
        }
        return isPatch ? (version, Array(rest)) : nil
    }

    private static func number(after start: Int, in tag: ArraySlice<UInt8>) -> Int? {
        guard let v = tag[start...].firstIndex(of: UInt8(ascii: "v")) else { return nil }
        return tag[(v + 1)...].prefix(while: \.isASCIIDigit).prefix(3).decimalValue
    }

    /// Message ids in links to archives and in angle brackets, of the first 2,000 lines.
    private static func named(in text: ByteText) -> [MessageID] {
        text.lines.prefix(2_000).flatMap { line -> [MessageID] in
            let content = text[line]
            guard content.contains(UInt8(ascii: "@")) else { return [] }
            return content.split {
                $0.isASCIIWhitespace || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "<")
                    || $0 == UInt8(ascii: ">")
            }.filter { $0.contains(UInt8(ascii: "@")) }.map { MessageID($0.lossyString) }
        }
    }
}
