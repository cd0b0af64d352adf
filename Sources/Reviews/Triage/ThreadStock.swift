// SPDX-License-Identifier: GPL-2.0-only

public import Mail
public import MailThreads

/// Threads of which only sketches are kept, and where their messages are when one is read.
public struct ThreadStock: Sendable {
    /// The threads, in the order of their roots' dates.
    public let threads: [ThreadTree<MessageSketch>]
    /// The messages that cannot be read a second time, by where they stood.
    private let held: [MessageSource: Message]

    /// Makes threads of sketches.
    ///
    /// - Parameter held: the messages that ``MessageLookup`` cannot read again.
    public init(_ sketches: [MessageSketch], held: [Message] = []) {
        threads = ThreadTree.threads(from: sketches)
        self.held = Dictionary(
            held.map { ($0.source, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Reads a thread as a whole; what is not there any more leaves a gap.
    ///
    /// - Throws: ``MailInputError``.
    func whole(
        _ thread: ThreadTree<MessageSketch>, _ lookup: inout MessageLookup
    ) throws(MailInputError) -> MailThread {
        var messages: [MessageID: Message] = [:]
        for node in thread.nodes {
            guard let sketch = node.message else { continue }
            if let message = held[sketch.source] {
                messages[node.id] =
                    message.id == node.id ? message : message.identified(as: node.id)
            } else {
                messages[node.id] = try lookup.message(of: sketch.envelope)
            }
        }
        return thread.replacingEntries { messages[$0.id] }
    }
}
