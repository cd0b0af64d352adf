// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// One input, a file or standard input, with the mail that was found in it.
///
/// What the input is, is told by its content alone. Reading never fails: an input without mail
/// says so in `content`.
public struct MailInput: Sendable {
    /// What an input turned out to be.
    public enum Content: Hashable, Sendable {
        /// Messages behind `From ` lines: mboxrd, mboxo, or the output of `git format-patch`.
        case mbox
        /// One message without a `From ` line: an .eml file.
        case singleMessage
        /// No mail.
        case notMail(Reason)
    }

    /// Why an input is no mail.
    public enum Reason: String, Hashable, Sendable {
        /// No byte, or white space alone.
        case empty
        /// Compressed with gzip.
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

    /// Reads all messages.
    ///
    /// - Parameters:
    ///   - name: what to call the input in reports.
    ///   - bytes: the whole input.
    ///   - limits: bounds; what exceeds them is left out with a problem.
    public init(name: String, bytes: [UInt8], limits: MailLimits = .standard) {
        self.name = name
        let start = MailInput.contentStart(bytes)
        let splitter = MboxSplitter(input: bytes, start: start)
        let split = splitter.split(limits: limits)
        if !split.spans.isEmpty {
            content = .mbox
            problems = split.problems
            let reader = MessageReader(
                input: bytes, inputName: name, isEscaped: true, limits: limits)
            messages = split.spans.map {
                reader.read($0.span, firstLineNumber: $0.firstLineNumber)
            }
            return
        }
        problems = []
        if let reason = MailInput.reasonForNoMail(bytes, start, limits) {
            content = .notMail(reason)
            messages = []
            return
        }
        content = .singleMessage
        let firstLine = bytes[..<start].count { $0 == 0x0a } + 1
        let reader = MessageReader(input: bytes, inputName: name, isEscaped: false, limits: limits)
        messages = [reader.read(start..<bytes.count, firstLineNumber: firstLine)]
    }

    /// Behind a byte order mark and lines of white space.
    private static func contentStart(_ bytes: [UInt8]) -> Int {
        let mark: [UInt8] = [0xef, 0xbb, 0xbf]
        var start = bytes.starts(with: mark) ? mark.count : 0
        for index in bytes[start...].indices {
            if bytes[index] == 0x0a { start = index + 1 }
            if !bytes[index].isASCIIWhitespace { return start }
        }
        return bytes.count
    }

    private static func reasonForNoMail(
        _ bytes: [UInt8], _ start: Int, _ limits: MailLimits
    ) -> Reason? {
        let content = bytes[start...]
        if content.allSatisfy(\.isASCIIWhitespace) { return .empty }
        if content.starts(with: [0x1f, 0x8b] as [UInt8]) { return .gzip }
        var problems = ProblemList(limit: 0)
        let header = HeaderReader.read(
            bytes, span: start..<bytes.count, firstLineNumber: 1, limits: limits,
            problems: &problems)
        // A field that mail has and other text with `name: value` lines hardly does.
        let telling = [
            "From", "Message-ID", "Received", "Return-Path", "Subject", "Date", "MIME-Version",
        ]
        let isMail = header.fields.contains { field in telling.contains { field.isNamed($0) } }
        if isMail { return nil }
        return content.prefix(8_192).contains(0) ? .binary : .noHeader
    }
}
