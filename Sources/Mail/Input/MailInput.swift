// SPDX-License-Identifier: GPL-2.0-only

/// One input, a file, folder, repository or standard input, with the mail that was found in it.
///
/// What the input is, is told by its content alone. An input without mail says so in `content`.
public struct MailInput: Sendable {
    /// What an input turned out to be.
    public enum Content: Hashable, Sendable {
        /// Messages behind `From ` lines: mboxrd, mboxo, mboxcl, or the output of
        /// `git format-patch`; compressed with gzip or not.
        case mbox
        /// One message without a `From ` line: an .eml file.
        case singleMessage
        /// The text of the web page on which an archive shows a thread.
        case archivePage
        /// A Maildir, or a folder of mailboxes and messages.
        case folder
        /// An archive in the form of public-inbox, version 2: a git repository with one message a
        /// commit, or a folder of such epochs.
        case publicInbox
        /// No mail.
        case notMail(Reason)
    }

    /// Why an input is no mail.
    public enum Reason: String, Hashable, Sendable {
        /// No byte, or white space alone.
        case empty
        /// A folder in which, and below which, no file holds mail.
        case folderWithoutMail = "folder-without-mail"
        /// Compressed with gzip twice, or in a way that cannot be read.
        case gzip
        /// Bytes that no mail begins with.
        case binary
        /// Text without a mail header, for example a bare diff.
        case noHeader = "no-header"
    }

    /// The name that the caller gave, for example a path.
    public let name: String
    /// What the input turned out to be.
    public let content: Content
    /// The messages in their order in the input.
    public let messages: [Message]
    /// What was odd about the input as a whole; each message has its own problems as well.
    public let problems: [MailProblem]

    /// Reads all messages of bytes in memory.
    ///
    /// - Parameters:
    ///   - name: what to call the input in reports.
    ///   - bytes: the whole input.
    ///   - limits: bounds; what exceeds them is left out with a problem.
    public init(name: String, bytes: [UInt8], limits: MailLimits = .standard) {
        let intake = MailIntake(name: name, bytes: bytes, limits: limits)
        // Nothing in memory can fail to be read.
        self =
            (try? MailInput.read(intake))
            ?? MailInput(name: name, content: .notMail(.empty), messages: [], problems: [])
    }

    /// Puts together what an intake found and the messages that it let through.
    public init(of intake: MailIntake, messages: [Message]) {
        self.init(
            name: intake.name, content: intake.content, messages: messages,
            problems: intake.problems)
    }

    private init(name: String, content: Content, messages: [Message], problems: [MailProblem]) {
        self.name = name
        self.content = content
        self.messages = messages
        self.problems = problems
    }
}
