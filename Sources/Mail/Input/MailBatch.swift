// SPDX-License-Identifier: GPL-2.0-only

internal import GitObjects

/// Some messages of an input that were found but not read yet.
///
/// Batches are values: they can be read side by side, and give the same messages in any order.
public struct MailBatch: Sendable {
    /// Where a message stands in a window.
    struct Place {
        var span: Range<Int>
        /// 1-based input line where the message starts.
        var lineNumber: Int
    }

    /// What came of reading a batch.
    public struct Contents<Kept: Sendable>: Sendable {
        /// What was kept of the messages, in their order in the input.
        public internal(set) var kept: [Kept] = []
        /// What was odd besides what the messages say themselves.
        public internal(set) var problems: [MailProblem] = []
        /// Where the messages stand, one for each of `kept`.
        var sources: [MessageSource] = []
    }

    private enum Work {
        case window([UInt8], offset: Int, [Place], MessageReader)
        case commits([GitRepository.HistoryEntry], repository: String)
        case files([String])
        case messages([Message])
    }

    private let work: Work
    private let limits: MailLimits

    init(_ bytes: [UInt8], offset: Int, places: [Place], reader: MessageReader) {
        work = .window(bytes, offset: offset, places, reader)
        limits = reader.limits
    }

    init(_ commits: [GitRepository.HistoryEntry], repository: String, limits: MailLimits) {
        work = .commits(commits, repository: repository)
        self.limits = limits
    }

    init(files: ArraySlice<String>, limits: MailLimits) {
        work = .files(Array(files))
        self.limits = limits
    }

    init(_ messages: [Message]) {
        work = .messages(messages)
        limits = .standard
    }

    /// Reads the messages and keeps them.
    ///
    /// - Throws: ``MailInputError``.
    public func read() throws(MailInputError) -> Contents<Message> {
        try read { $0 }
    }

    /// Reads the messages, each as a whole, and keeps what a closure makes of it.
    ///
    /// A message is given up before the next one is read, so that an archive needs no more memory
    /// than what is kept of it, for example an ``Envelope`` each.
    ///
    /// - Throws: ``MailInputError``.
    public func read<Kept: Sendable>(
        keeping keep: (Message) -> Kept
    ) throws(MailInputError) -> Contents<Kept> {
        var contents = Contents<Kept>()
        func add(_ message: Message) {
            contents.kept.append(keep(message))
            contents.sources.append(message.source)
        }
        switch work {
        case .messages(let messages): messages.forEach(add)
        case .window(let bytes, let offset, let places, let reader):
            for place in places {
                add(
                    reader.read(
                        bytes, place.span, isEscaped: true, offset: offset,
                        firstLineNumber: place.lineNumber))
            }
        case .commits(let commits, let path):
            var reader = try PublicInboxReader(path: path, commits: commits, limits: limits)
            while let message = try reader.nextMessage() { add(message) }
            contents.problems = reader.problems
        case .files(let files):
            for file in files {
                var reader = try MailReader(path: file, limits: limits)
                while let message = try reader.next() { add(message) }
                contents.problems += reader.problems
                if case .notMail = reader.content {
                    contents.problems.append(
                        MailProblem(
                            kind: .fileWithoutMail, detail: "\(file) holds no mail", span: 0..<0,
                            lineNumber: 1))
                }
            }
        }
        return contents
    }
}
