// SPDX-License-Identifier: GPL-2.0-only

internal import GitObjects

/// Takes in all mail of a path or of standard input, batch by batch.
///
/// A file: a mailbox, a message or an archive's page, compressed with gzip or not. A folder: a
/// Maildir, a public-inbox repository or a folder of its epochs, else all mail in the files and
/// folders below. Files whose names begin with a dot are passed over, and files without mail with a
/// problem. Folders are read in the order of their names' bytes.
///
/// Take batches until there are none, read them, side by side if you like, and add what came of
/// them in the order of the batches: the outcome is the same.
public struct MailIntake {
    private enum State {
        case file(MailReader)
        case folder(ArraySlice<String>)
        case archive(
            path: String, commits: ArraySlice<GitRepository.HistoryEntry>,
            rest: ArraySlice<String>)
    }

    private var state: State
    private let name: String
    private let limits: MailLimits
    private var messages: [Message] = []
    private var problems: [MailProblem] = []
    private var bytesLeft: Int
    private var isFull = false

    /// Files of a folder, and commits of a repository, that are read in one batch: enough that
    /// opening a repository again does not count.
    private static let filesOfBatch = 64, commitsOfBatch = 512

    /// Opens what is at a path.
    ///
    /// - Parameter name: what to call the input in reports; nil for the path.
    /// - Throws: ``MailInputError``.
    public init(
        path: String, name: String? = nil, limits: MailLimits = .standard
    ) throws(MailInputError) {
        guard let isFolder = FileSource.isFolder(path) else { throw .missing(path: path) }
        let state: State
        if !isFolder {
            state = .file(try MailReader(path: path, limits: limits))
        } else if let repositories = try MailFolder.epochs(at: path) {
            state = .archive(path: path, commits: [], rest: repositories[...])
        } else {
            state = .folder(try MailFolder(path: path, limits: limits).files[...])
        }
        self.init(state, name: name ?? path, limits)
    }

    /// Takes in standard input.
    public static func standardInput(limits: MailLimits = .standard) -> MailIntake {
        let reader = MailReader.standardInput(limits: limits)
        return MailIntake(.file(reader), name: reader.name, limits)
    }

    /// Takes in bytes in memory.
    init(name: String, bytes: [UInt8], limits: MailLimits) {
        self.init(
            .file(MailReader(name: name, bytes: bytes, limits: limits)), name: name, limits)
    }

    private init(_ state: State, name: String, _ limits: MailLimits) {
        self.state = state
        self.name = name
        self.limits = limits
        bytesLeft = limits.collectedBytes
    }

    /// The next batch, nil at the end or when the limits are reached.
    ///
    /// - Throws: ``MailInputError``.
    public mutating func nextBatch() throws(MailInputError) -> MailBatch? {
        if isFull { return nil }
        switch state {
        case .file(var reader):
            defer { state = .file(reader) }
            return try reader.nextBatch()
        case .folder(let files):
            guard !files.isEmpty else { return nil }
            state = .folder(files.dropFirst(MailIntake.filesOfBatch))
            return MailBatch(files: files.prefix(MailIntake.filesOfBatch), limits: limits)
        case .archive(var path, var commits, var rest):
            while commits.isEmpty {
                guard let next = rest.popFirst() else { return nil }
                path = next
                commits = try PublicInboxReader.commits(of: path, limits)[...]
            }
            state = .archive(
                path: path, commits: commits.dropFirst(MailIntake.commitsOfBatch), rest: rest)
            return MailBatch(
                commits.prefix(MailIntake.commitsOfBatch), repository: path, limits: limits)
        }
    }

    /// Adds what came of reading the next batch.
    ///
    /// What is beyond ``MailLimits/collectedBytes`` is left out with a problem.
    public mutating func add(_ contents: MailBatch.Contents) {
        guard !isFull else { return }
        problems += contents.problems.prefix(max(0, limits.problems - problems.count))
        for message in contents.messages {
            bytesLeft -= message.source.span.count
            guard bytesLeft >= 0, messages.count < limits.messages else {
                isFull = true
                problems.append(
                    MailProblem(
                        kind: .limitReached,
                        detail: "more than \(limits.collectedBytes) bytes or \(limits.messages) "
                            + "messages; the rest is left out",
                        span: message.source.span, lineNumber: message.source.firstLineNumber))
                return
            }
            messages.append(message)
        }
    }

    /// All that was added.
    public var input: MailInput {
        switch state {
        case .file(let reader):
            MailInput(
                name: name, content: reader.content, messages: messages,
                problems: reader.problems + problems)
        case .folder:
            MailInput(
                name: name, content: messages.isEmpty ? .notMail(.empty) : .folder,
                messages: messages, problems: problems)
        case .archive:
            MailInput(
                name: name, content: .publicInbox, messages: messages, problems: problems)
        }
    }
}
