// SPDX-License-Identifier: GPL-2.0-only

public import Mail
public import Maintainers

/// Whom MAINTAINERS of the tree names for what a thread proposes, and who of them has been asked
/// and has answered.
public struct Audience: Hashable, Sendable {
    /// Somebody who is to be asked.
    public struct Person: Hashable, Sendable {
        /// Name and address as MAINTAINERS has them.
        public let mailbox: Mailbox
        /// What the person is to ``section``.
        public let role: Responsibility.Role
        /// The title of the nearest section that names the person.
        public let section: String
        /// Whether a message of the thread went to the person, or came from there; nil where that
        /// is not known, because a message is missing or does not say whom it went to.
        public let isAddressed: Bool?
        /// Whether the person wrote a message of the thread.
        public let hasWritten: Bool
    }

    /// A list that is to be asked.
    public struct List: Hashable, Sendable {
        /// The address.
        public let address: String
        /// Whether a message of the thread went there; nil where that is not known.
        public let isAddressed: Bool?
    }

    /// The sections of MAINTAINERS, the nearest first.
    public let parts: [Responsibility.Part]
    /// Their people, each once, in the sections' order.
    public let people: [Person]
    /// Their lists, each once.
    public let lists: [List]

    /// Those to whom no message went.
    public var leftOut: [String] {
        people.filter { $0.isAddressed == false }.map(\.mailbox.displayName)
            + lists.filter { $0.isAddressed == false }.map(\.address)
    }
}
