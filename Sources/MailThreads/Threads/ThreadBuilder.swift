// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail

/// Builds threads from messages; nodes live in arrays, so that long chains need no recursion.
struct ThreadBuilder<Entry: Threadable> {
    struct Draft {
        var id: MessageID
        /// Index in `messages`, nil for a message that is missing.
        var message: Int?
        var parent: Int?
        var children: [Int] = []
        /// Seconds since 1970 by which siblings are sorted.
        var sortKey: Int64 = 0
    }

    var drafts: [Draft] = []
    /// Apart from the drafts, which are copied and moved often.
    private(set) var messages: [Entry] = []
    private var indices: [MessageID: Int] = [:]
    private var problems: [ThreadProblem] = []
    /// How many messages have each identifier that more than one has.
    private var carriers: [MessageID: Int] = [:]

    init(_ messages: [Entry]) {
        drafts.reserveCapacity(messages.count)
        self.messages.reserveCapacity(messages.count)
        indices.reserveCapacity(messages.count)
        for message in messages { add(message) }
    }

    private mutating func add(_ message: Entry) {
        guard let existing = indices[message.id], let place = drafts[existing].message else {
            append(message)
            return
        }
        let first = messages[place]
        if message.isCopy(of: first) {
            note(
                .duplicateMessage, message,
                "a copy of the message \(Self.place(of: first, from: message)) was left out"
            )
            return
        }
        var number = carriers[message.id, default: 1] + 1
        while indices[MessageID("\(message.id.text)#\(number)")] != nil { number += 1 }
        carriers[message.id] = number
        let renamed = message.identified(as: MessageID("\(message.id.text)#\(number)"))
        note(
            .conflictingMessageID, renamed,
            "the identifier belongs to the message \(Self.place(of: first, from: message))"
        )
        append(renamed)
    }

    /// `on line 12`, or `in mail.mbox, line 12` if that is another input.
    private static func place(of message: Entry, from other: Entry) -> String {
        let source = message.source
        return source.inputName == other.source.inputName
            ? "on line \(source.firstLineNumber)"
            : "in \(source.inputName), line \(source.firstLineNumber)"
    }

    private mutating func append(_ message: Entry) {
        indices[message.id] = drafts.count
        drafts.append(Draft(id: message.id, message: messages.count))
        messages.append(message)
    }

    mutating func threads() -> [ThreadTree<Entry>] {
        for index in drafts.indices { linkToParent(index) }
        joinBySubject()
        cutLoops()
        for (index, draft) in drafts.enumerated() {
            if let parent = draft.parent { drafts[parent].children.append(index) }
        }
        dropLeadingPlaceholders()
        sortChildren()
        let roots = drafts.indices.filter {
            drafts[$0].parent == nil && !(drafts[$0].message == nil && drafts[$0].children.isEmpty)
        }.sorted { (drafts[$0].sortKey, $0) < (drafts[$1].sortKey, $1) }
        let byMessage = Dictionary(grouping: problems, by: \.message)
        var places = [Int](repeating: 0, count: drafts.count)
        return roots.map { thread(root: $0, problems: byMessage, places: &places) }
    }

    func message(of index: Int) -> Entry? {
        drafts[index].message.map { messages[$0] }
    }

    // MARK: - Parents

    private mutating func linkToParent(_ index: Int) {
        guard let message = message(of: index) else { return }
        let own = message.id
        let references = Self.others(message.references, than: own)
        let answered = Self.others(message.inReplyTo, than: own)
        let named = answered.first { indices[$0] != nil } ?? answered.first

        var chain = references
        if let named, named != references.last {
            let isNamedThere = isInInput(named)
            let isLastThere = references.last.map(isInInput) ?? false
            if !references.isEmpty {
                note(
                    .parentsDisagree, message,
                    "In-Reply-To names \(named), References end in "
                        + "\(references.last?.description ?? "nothing")")
            }
            if isNamedThere || !isLastThere {
                if let place = references.firstIndex(of: named) {
                    chain = Array(references[...place])
                } else {
                    chain.append(named)
                }
            }
        }
        // Only what lies between the last message that is there and this one is missing.
        let known = chain.lastIndex { isInInput($0) }
        var parent = known.flatMap { indices[chain[$0]] }
        for id in chain[(known.map { $0 + 1 } ?? 0)...] {
            if let placeholder = indices[id] {
                if drafts[placeholder].parent == nil { drafts[placeholder].parent = parent }
                parent = placeholder
            } else {
                indices[id] = drafts.count
                drafts.append(Draft(id: id, message: nil, parent: parent))
                parent = drafts.count - 1
            }
        }
        drafts[index].parent = parent == index ? nil : parent
    }

    private static func others(_ ids: [MessageID], than own: MessageID) -> [MessageID] {
        ids.contains(own) ? ids.filter { $0 != own } : ids
    }

    private func isInInput(_ id: MessageID) -> Bool {
        indices[id].map { drafts[$0].message != nil } ?? false
    }

    private mutating func joinBySubject() {
        var roots: [[UInt8]: [Int]] = [:]
        for (index, draft) in drafts.enumerated() where draft.parent == nil {
            guard let place = draft.message else { continue }
            let message = messages[place]
            let subject = ReplySubject(message.subject)
            if !subject.isReply, !subject.base.isEmpty {
                roots[subject.base, default: []].append(index)
            }
        }
        for (index, draft) in drafts.enumerated() where draft.parent == nil {
            guard let message = message(of: index), message.inReplyTo.isEmpty,
                message.references.isEmpty
            else { continue }
            let subject = ReplySubject(message.subject)
            guard subject.isReply, let candidates = roots[subject.base], candidates.count == 1
            else { continue }
            drafts[index].parent = candidates[0]
            note(
                .joinedBySubject, message, "put under \(drafts[candidates[0]].id) by its subject")
        }
    }

    /// Makes the earliest message of each circle a root.
    private mutating func cutLoops() {
        // 0: not visited; otherwise the number of the walk that visited the node.
        var visitedIn = [Int](repeating: 0, count: drafts.count)
        for start in drafts.indices {
            var node: Int? = start
            while let index = node, visitedIn[index] == 0 {
                visitedIn[index] = start + 1
                node = drafts[index].parent
            }
            guard let entry = node, visitedIn[entry] == start + 1 else { continue }
            var members = [entry]
            while let next = drafts[members[members.count - 1]].parent, next != entry {
                members.append(next)
            }
            let earliest = members.min {
                (date(of: $0), $0) < (date(of: $1), $1)
            }
            guard let earliest else { continue }
            drafts[earliest].parent = nil
            problems.append(
                ThreadProblem(
                    kind: .referenceLoop, message: drafts[earliest].id,
                    detail: "\(members.count) messages answer each other in a circle",
                    source: message(of: earliest)?.source))
        }
    }

    private func date(of index: Int) -> Int64 {
        message(of: index)?.date?.secondsSince1970 ?? Int64.max
    }

    private mutating func note(_ kind: ThreadProblem.Kind, _ message: Entry, _ detail: String) {
        problems.append(
            ThreadProblem(kind: kind, message: message.id, detail: detail, source: message.source))
    }
}
