// SPDX-License-Identifier: GPL-2.0-only

public import Mail

/// A message's place in a thread, or the place of a message that others answer and nobody has.
public struct ThreadNode: Sendable {
    /// The identifier.
    public let id: MessageID
    /// The message; nil for one that is missing from the input.
    public let message: Message?
    /// Index of this node in ``MailThread/nodes``.
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
