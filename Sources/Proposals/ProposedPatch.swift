// SPDX-License-Identifier: GPL-2.0-only

public import Mail
public import MailThreads
public import UnifiedDiffs

/// One patch as a message holds it.
public struct ProposedPatch: Hashable, Sendable {
    /// How it was posted.
    public let form: ProposalForm

    /// The message that holds it.
    public let message: MessageID

    /// The number of the message in reading order, from 1.
    public let messageNumber: Int

    /// The 1-based lines of the message's text that hold the diff.
    public let bodyLines: ClosedRange<Int>

    /// Who wrote it: the in-body `From:`, or the author of the message.
    public let author: Mailbox

    /// Who sent the message; of a patch in a series perhaps not its author.
    public let sender: Mailbox

    /// When it was posted.
    public let date: MailDate?

    /// The subject without its prefixes, or what stands for it: the section heading of a hunk, or
    /// the file.
    public let title: String

    /// The position in a series, for `[PATCH n/m]`.
    public let position: SeriesPosition?

    /// The change.
    public let files: [FilePatch]

    /// The trailers of its own message, those of the commit message only.
    public let trailers: [Trailer]

    /// Where the lines of the message's text stand in the input.
    let inputLines: InputLines

    /// The commit on which it was made (`base-commit:`), in hexadecimal.
    public let baseCommit: String?

    /// The damage that had to be undone to read it, in order of the lines.
    public let repairs: [MailRepair]

    /// The 1-based number of the message that quotes it, whose lines `bodyLines` are; nil unless
    /// it is only quoted.
    public var quotedIn: Int?

    /// The 1-based line of the input that holds this 1-based line of the message's text; nil where
    /// the transfer encoding does not keep lines, and for an attachment.
    public func inputLine(of bodyLine: Int) -> Int? { inputLines[bodyLine] }

    /// Whether its author signed it off; without that nobody can apply it as it is.
    public var isSignedOff: Bool { trailers.contains { $0.kind == .signedOffBy } }
}

/// The place of a patch in a series: `n` of `m`.
public struct SeriesPosition: Hashable, Sendable {
    /// 1 for the first patch, 0 for the cover letter.
    public let number: Int

    /// The number of patches, the cover letter not counted.
    public let count: Int

    /// Names a place.
    public init(number: Int, count: Int) {
        self.number = number
        self.count = count
    }
}

/// How a patch was posted.
public enum ProposalForm: String, Hashable, Sendable {
    /// A message that is a patch: its subject says so and its text is a commit message and a diff.
    case patch
    /// A diff below a scissors line in a reply.
    case scissorsDiff = "scissors diff"
    /// A diff in the text of a reply.
    case inlineDiff = "inline diff"
    /// A hunk without a file name.
    case bareHunk = "bare hunk"
    /// A diff in an attachment.
    case attachment
    /// A patch whose mail is not there and that replies quote.
    case quoted = "quoted patch"
}
