// SPDX-License-Identifier: GPL-2.0-only

public import Mail

/// A tree of messages that answer each other.
public struct MailThread: Sendable {
    /// All nodes in reading order: each before its answers, answers to one message by date.
    public let nodes: [ThreadNode]
    /// What was odd, in the order of the input.
    public let problems: [ThreadProblem]
    private let indices: [MessageID: Int]

    init(nodes: [ThreadNode], problems: [ThreadProblem]) {
        precondition(!nodes.isEmpty, "A thread has at least one node.")
        self.nodes = nodes
        self.problems = problems
        indices = Dictionary(
            nodes.map { ($0.id, $0.index) }, uniquingKeysWith: { first, _ in first })
    }

    /// The first node, which all others descend from; it may be a placeholder.
    public var root: ThreadNode { nodes[0] }

    /// The messages that are there, in reading order.
    public var messages: [Message] { nodes.compactMap(\.message) }

    /// The node of a message, nil when it is not in this thread.
    public subscript(id: MessageID) -> ThreadNode? { indices[id].map { nodes[$0] } }

    /// The node that `id` answers, nil for the root.
    public func parent(of id: MessageID) -> ThreadNode? {
        self[id]?.parentIndex.map { nodes[$0] }
    }

    /// The answers to `id` in reading order.
    public func children(of id: MessageID) -> [ThreadNode] {
        self[id]?.childIndices.map { nodes[$0] } ?? []
    }

    /// The nodes above `id`, its parent first, the root last.
    public func ancestors(of id: MessageID) -> [ThreadNode] {
        var ancestors: [ThreadNode] = []
        var next = self[id]?.parentIndex
        while let index = next {
            ancestors.append(nodes[index])
            next = nodes[index].parentIndex
        }
        return ancestors
    }

    /// Puts messages into threads; the threads in the order of their roots' dates.
    ///
    /// The parent is what `In-Reply-To` names, as public-inbox has it, unless only the last of
    /// `References` is in the input. Of missing messages those are kept as placeholders that stand
    /// between messages or are answered directly. Copies of a message are left out with a problem.
    /// Circles are cut at the earliest message. A `Re:` without a parent is put under the only root
    /// with its subject. Cost: linear in the messages and references but for sorting.
    public static func threads(from messages: [Message]) -> [MailThread] {
        var builder = ThreadBuilder(messages: messages.count)
        for message in messages { builder.add(message) }
        return builder.threads()
    }
}
