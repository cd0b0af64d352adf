// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail

/// Builds threads from messages; nodes live in arrays, so that long chains need no recursion.
struct ThreadBuilder {
    private struct Draft {
        var id: MessageID
        /// Index in `messages`, nil for a message that is missing.
        var message: Int?
        var parent: Int?
        var children: [Int] = []
        /// Seconds since 1970 by which siblings are sorted.
        var sortKey: Int64 = 0
    }

    private var drafts: [Draft] = []
    /// Apart from the drafts, which are copied and moved often.
    private var messages: [Message] = []
    private var indices: [MessageID: Int] = [:]
    private var problems: [ThreadProblem] = []
    /// How many messages have each identifier that more than one has.
    private var carriers: [MessageID: Int] = [:]

    init(messages count: Int) {
        drafts.reserveCapacity(count)
        messages.reserveCapacity(count)
        indices.reserveCapacity(count)
    }

    mutating func add(_ message: Message) {
        guard let existing = indices[message.id], let place = drafts[existing].message else {
            append(message)
            return
        }
        let first = messages[place]
        if ThreadBuilder.isCopy(message, of: first) {
            note(
                .duplicateMessage, message,
                "a copy of the message \(ThreadBuilder.place(of: first, from: message)) was left out"
            )
            return
        }
        var number = carriers[message.id, default: 1] + 1
        while indices[MessageID("\(message.id.text)#\(number)")] != nil { number += 1 }
        carriers[message.id] = number
        let renamed = message.identified(as: MessageID("\(message.id.text)#\(number)"))
        note(
            .conflictingMessageID, renamed,
            "the identifier belongs to the message \(ThreadBuilder.place(of: first, from: message))"
        )
        append(renamed)
    }

    /// `on line 12`, or `in mail.mbox, line 12` if that is another input.
    private static func place(of message: Message, from other: Message) -> String {
        let source = message.source
        return source.inputName == other.source.inputName
            ? "on line \(source.firstLineNumber)"
            : "in \(source.inputName), line \(source.firstLineNumber)"
    }

    private mutating func append(_ message: Message) {
        indices[message.id] = drafts.count
        drafts.append(Draft(id: message.id, message: messages.count))
        messages.append(message)
    }

    mutating func threads() -> [MailThread] {
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

    private func message(of index: Int) -> Message? {
        drafts[index].message.map { messages[$0] }
    }

    // MARK: - Parents

    private mutating func linkToParent(_ index: Int) {
        guard let message = message(of: index) else { return }
        let own = message.id
        let references = ThreadBuilder.others(message.references, than: own)
        let answered = ThreadBuilder.others(message.inReplyTo, than: own)
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

    // MARK: - Order

    /// Removes placeholders above the one that is answered by messages.
    private mutating func dropLeadingPlaceholders() {
        for start in drafts.indices where drafts[start].parent == nil {
            var root = start
            while drafts[root].message == nil, drafts[root].children.count == 1,
                drafts[drafts[root].children[0]].message == nil
            {
                let child = drafts[root].children[0]
                drafts[root].children = []
                drafts[child].parent = nil
                root = child
            }
        }
    }

    private mutating func sortChildren() {
        // A message without a date goes with the one before it in the input.
        var last: Int64 = 0
        for index in drafts.indices {
            guard let place = drafts[index].message else { continue }
            last = messages[place].date?.secondsSince1970 ?? last
            drafts[index].sortKey = last
        }
        // Placeholders are as old as their first answer; deepest first.
        for index in orderFromRoots().reversed() {
            if drafts[index].message == nil {
                drafts[index].sortKey =
                    drafts[index].children.map { drafts[$0].sortKey }.min() ?? 0
            }
            let children = drafts[index].children
            guard children.count > 1 else { continue }
            drafts[index].children = children.sorted {
                (drafts[$0].sortKey, $0) < (drafts[$1].sortKey, $1)
            }
        }
    }

    private func orderFromRoots() -> [Int] {
        var order = drafts.indices.filter { drafts[$0].parent == nil }
        var next = 0
        while next < order.count {
            order += drafts[order[next]].children
            next += 1
        }
        return order
    }

    /// - Parameter places: for each draft its index in its thread, once that was built.
    private func thread(
        root: Int, problems: [MessageID: [ThreadProblem]], places: inout [Int]
    ) -> MailThread {
        var order: [Int] = []
        var stack = [root]
        while let index = stack.popLast() {
            places[index] = order.count
            order.append(index)
            stack += drafts[index].children.reversed()
        }
        var nodes: [ThreadNode] = []
        nodes.reserveCapacity(order.count)
        var found: [ThreadProblem] = []
        for (index, old) in order.enumerated() {
            let draft = drafts[old]
            let parent = index == 0 ? nil : draft.parent.map { places[$0] }
            nodes.append(
                ThreadNode(
                    id: draft.id, message: message(of: old), index: index, parentIndex: parent,
                    childIndices: draft.children.map { places[$0] },
                    depth: parent.map { nodes[$0].depth + 1 } ?? 0))
            if let own = problems[draft.id] { found += own }
            if draft.message == nil {
                found.append(
                    ThreadProblem(
                        kind: .messageMissing, message: draft.id,
                        detail: "answered \(draft.children.count) times, not in the input",
                        source: nil))
            }
        }
        return MailThread(nodes: nodes, problems: found)
    }

    // MARK: - Copies

    /// Whether two messages with one identifier are one message that came on two ways.
    ///
    /// Lists append footers and strip parts, so one text may begin with the other.
    private static func isCopy(_ message: Message, of other: Message) -> Bool {
        guard message.author.hasSameAddress(as: other.author) || message.author == other.author
        else { return false }
        let first = message.text.text.bytes.trimmingWhitespace()
        let second = other.text.text.bytes.trimmingWhitespace()
        return first.starts(with: second) || second.starts(with: first)
    }

    private mutating func note(_ kind: ThreadProblem.Kind, _ message: Message, _ detail: String) {
        problems.append(
            ThreadProblem(kind: kind, message: message.id, detail: detail, source: message.source))
    }
}
