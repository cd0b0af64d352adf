// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import MailThreads
internal import Proposals

/// A run of lines of a message's text that belong together.
public struct MessageBlock: Hashable, Sendable {
    /// What the lines are.
    public enum Kind: Hashable, Sendable {
        /// Written by the message's author, diffs included.
        case own
        /// Quoted, from the message of this number where that was found.
        case quote(of: Int?)
        /// Who is quoted next, a signature, or what a mailing list appended.
        case other
    }

    /// What the lines are.
    public let kind: Kind

    /// The 1-based number in the message's text of the first line.
    public let firstLine: Int

    /// The lines as they are, quote marks included, without their ends.
    public let lines: [[UInt8]]
}

extension MessageBlock {
    /// The blocks of a message's text; empty lines between them are left out.
    static func blocks(of entry: ThreadContents.Entry, in thread: MailThread) -> [MessageBlock] {
        let text = entry.body.text
        return entry.body.blocks.map { block in
            let kind: Kind =
                switch block.kind {
                case .own: .own
                case .quote(_, let author):
                    .quote(of: author.flatMap { thread[$0] }.map { $0.index + 1 })
                case .attribution, .signature, .footer: .other
                }
            return MessageBlock(
                kind: kind, firstLine: block.lines.lowerBound,
                lines: block.lines.map { number in text.line(number).map { Array(text[$0]) } ?? [] }
            )
        }
    }
}
