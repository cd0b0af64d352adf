// SPDX-License-Identifier: GPL-2.0-only

public import Mail

/// A run of lines of a message's text that belong together.
public struct BodyBlock: Hashable, Sendable {
    /// What the lines are.
    public enum Kind: Hashable, Sendable {
        /// Written by the message's author, diffs included.
        case own
        /// Quoted at this depth, and the message whose text it is, if that was found.
        case quote(depth: Int, attributed: MessageID?)
        /// The line or lines that say whom the next quote quotes.
        case attribution(Attribution)
        /// From the separator `-- ` on.
        case signature
        /// What a mailing list appended.
        case footer
    }

    /// What the lines are.
    public let kind: Kind
    /// 1-based numbers of the lines in the message's text, empty lines at both ends left out.
    public let lines: ClosedRange<Int>
}
