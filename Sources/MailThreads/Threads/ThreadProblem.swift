// SPDX-License-Identifier: GPL-2.0-only

public import Mail

/// Something odd about how messages hang together; the thread was built all the same.
public struct ThreadProblem: Hashable, Sendable {
    /// What is odd; the raw value is stable and appears in reports.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A second copy of a message was left out.
        case duplicateMessage = "duplicate-message"
        /// A different message with an identifier that is taken; it has a new identifier here.
        case conflictingMessageID = "conflicting-message-id"
        /// Messages that answer each other in a circle; one of them became a root.
        case referenceLoop = "reference-loop"
        /// `In-Reply-To` and `References` name different parents.
        case parentsDisagree = "parents-disagree"
        /// A message that others answer is not in the input.
        case messageMissing = "message-missing"
        /// An answer that names no parent was put under the message with its subject.
        case joinedBySubject = "joined-by-subject"
    }

    /// What is odd.
    public let kind: Kind
    /// The message concerned.
    public let message: MessageID
    /// One clause for people.
    public let detail: String
    /// Where the message stands, nil for a missing one.
    public let source: MessageSource?
}
