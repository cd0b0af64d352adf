// SPDX-License-Identifier: GPL-2.0-only

public import Mail

/// A thread of whole messages.
public typealias MailThread = ThreadTree<Message>

/// A tree of messages that answer each other, or of what was kept of them.
public struct ThreadTree<Entry: Threadable>: Sendable {
    /// A message's place in a thread, or the place of a message that others answer and nobody has.
    public struct Node: Sendable {
        /// The identifier.
        public let id: MessageID
        /// The message; nil for one that is missing from the input.
        public let message: Entry?
        /// Index of this node in ``ThreadTree/nodes``.
        public let index: Int
        /// Index of the node that this one answers, nil for the root.
        public let parentIndex: Int?
        /// Indices of the answers in reading order.
        public let childIndices: [Int]
        /// Number of nodes above this one; 0 for the root.
        public let depth: Int

        /// Whether the message is missing from the input.
        public var isPlaceholder: Bool { message == nil }
    }

    /// All nodes in reading order: each before its answers, answers to one message by date.
    public let nodes: [Node]
    /// What was odd, in the order of the input.
    public let problems: [ThreadProblem]
    private let indices: [MessageID: Int]

    init(nodes: [Node], problems: [ThreadProblem]) {
        precondition(!nodes.isEmpty, "A thread has at least one node.")
        self.nodes = nodes
        self.problems = problems
        indices = Dictionary(
            nodes.map { ($0.id, $0.index) }, uniquingKeysWith: { first, _ in first })
    }

    /// The first node, which all others descend from; it may be a placeholder.
    public var root: Node { nodes[0] }

    /// The messages that are there, in reading order.
    public var messages: [Entry] { nodes.compactMap(\.message) }

    /// The node of a message, nil when it is not in this thread.
    public subscript(id: MessageID) -> Node? { indices[id].map { nodes[$0] } }

    /// The node that `id` answers, nil for the root.
    public func parent(of id: MessageID) -> Node? {
        self[id]?.parentIndex.map { nodes[$0] }
    }

    /// The answers to `id` in reading order.
    public func children(of id: MessageID) -> [Node] {
        self[id]?.childIndices.map { nodes[$0] } ?? []
    }

    /// The nodes above `id`, its parent first, the root last.
    public func ancestors(of id: MessageID) -> [Node] {
        var ancestors: [Node] = []
        var next = self[id]?.parentIndex
        while let index = next {
            ancestors.append(nodes[index])
            next = nodes[index].parentIndex
        }
        return ancestors
    }
}

extension ThreadTree {
    /// The same tree of other entries; where there is none, the node becomes a placeholder.
    public func replacingEntries<Other>(
        _ replacement: (Entry) -> Other?
    ) -> ThreadTree<Other> {
        ThreadTree<Other>(
            nodes: nodes.map { node in
                ThreadTree<Other>.Node(
                    id: node.id, message: node.message.flatMap(replacement), index: node.index,
                    parentIndex: node.parentIndex, childIndices: node.childIndices,
                    depth: node.depth)
            }, problems: problems)
    }
}

// Each with its concrete type, for which the builder is specialised.

extension ThreadTree<Message> {
    /// Puts messages into threads; the threads in the order of their roots' dates.
    ///
    /// The parent is what `In-Reply-To` names, as public-inbox has it, unless only the last of
    /// `References` is in the input. Of missing messages those are kept as placeholders that stand
    /// between messages or are answered directly. Copies of a message are left out with a problem.
    /// Circles are cut at the earliest message. A `Re:` without a parent is put under the only root
    /// with its subject. Cost: linear in the messages and references but for sorting.
    public static func threads(from messages: [Message]) -> [MailThread] {
        var builder = ThreadBuilder(messages)
        return builder.threads()
    }
}

extension ThreadTree<Envelope> {
    /// Puts the envelopes of messages into threads, by the same rules as the messages but for what
    /// is a copy; see ``Envelope/isCopy(of:)``.
    public static func threads(from envelopes: [Envelope]) -> [ThreadTree<Envelope>] {
        var builder = ThreadBuilder(envelopes)
        return builder.threads()
    }
}

extension ThreadTree<MessageSketch> {
    /// Puts the sketches of messages into threads, as their envelopes.
    public static func threads(from sketches: [MessageSketch]) -> [ThreadTree<MessageSketch>] {
        var builder = ThreadBuilder(sketches)
        return builder.threads()
    }
}
