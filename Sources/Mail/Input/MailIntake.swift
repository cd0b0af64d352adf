// SPDX-License-Identifier: GPL-2.0-only

public import GitObjects

/// Takes in all mail of a path or of standard input, batch by batch.
///
/// A file: a mailbox, a message or an archive's page, compressed with gzip or not. A folder: a
/// Maildir, a public-inbox repository or a folder of its epochs, else all mail in the files and
/// folders below. Files whose names begin with a dot are passed over, and files without mail with a
/// problem. Folders are read in the order of their names' bytes.
///
/// Take batches until there are none, read them, side by side if you like, and add what came of
/// them in the order of the batches: the outcome is the same. What of each message is kept is said
/// when a batch is read; the intake itself keeps no message.
///
/// A repository is walked from its newest commit, so that its first batches are read while the walk
/// goes on: its batches come in the reverse of the input's order (``isNewestFirst``), and what is
/// beyond the limits is its oldest mail.
public struct MailIntake {
    private enum State {
        case file(MailReader)
        case folder(ArraySlice<String>)
        /// The commit to go on with, and the repositories that are older.
        case archive(path: String, next: ObjectID?, rest: ArraySlice<String>)
    }

    private var state: State
    /// What the input is called in reports.
    public let name: String
    private let limits: MailLimits
    private var messageCount = 0
    private var ownProblems: [MailProblem] = []
    private var bytesLeft: Int
    private var isFull = false

    /// Files of a folder, and commits of a repository, that are read in one batch. Each batch opens
    /// the repository again, and libgit2 then has to inflate again what messages are told as
    /// differences to: 512 commits a batch cost a third more time.
    private static let filesOfBatch = 64, commitsOfBatch = 2_048

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
            state = .archive(path: path, next: nil, rest: repositories[...])
        } else {
            state = .folder(try MailFolder(path: path, limits: limits).files[...])
        }
        self.init(state, name: name ?? path, limits)
    }

    /// Takes in files as those of a folder.
    public init(files: [String], name: String, limits: MailLimits = .standard) {
        self.init(.folder(files[...]), name: name, limits)
    }

    /// Takes in the commits of a public-inbox repository that come after a known one; all where
    /// that one is none of its history, which ``isContinuation`` tells in the end.
    ///
    /// - Throws: ``MailInputError``.
    public init(
        repository: String, after known: ObjectID?, limits: MailLimits = .standard
    ) throws(MailInputError) {
        let newest = try PublicInboxReader.newest(of: repository)
        let isDone = newest == known
        self.init(
            .archive(path: repository, next: isDone ? nil : newest, rest: []), name: repository,
            limits)
        newestCommit = newest
        isContinuation = isDone
        self.known = known
    }

    /// Whether only what came after a known commit was taken in, once all of it was.
    public private(set) var isContinuation = false
    /// The newest commit of the repository that was named; nil where it has none.
    public private(set) var newestCommit: ObjectID?
    private var known: ObjectID?

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
        case .archive(var path, var next, var rest):
            while next == nil {
                guard let older = rest.popLast() else { return nil }
                path = older
                next = try PublicInboxReader.newest(of: path)
            }
            guard let newest = next else { return nil }
            let (commits, before, isMet) = try PublicInboxReader.commits(
                of: path, upTo: newest, count: MailIntake.commitsOfBatch, after: known)
            isContinuation = isMet
            state = .archive(path: path, next: before, rest: rest)
            return MailBatch(commits, repository: path, limits: limits)
        }
    }

    /// Whether each batch is older than the one before; the messages of a batch are in order.
    public var isNewestFirst: Bool {
        if case .archive = state { true } else { false }
    }

    /// Adds what came of reading the next batch; gives what of it is within the limits.
    ///
    /// What is beyond ``MailLimits/messages`` and ``MailLimits/collectedBytes`` is left out with a
    /// problem.
    public mutating func add<Kept>(_ contents: MailBatch.Contents<Kept>) -> ArraySlice<Kept> {
        guard !isFull else { return [] }
        ownProblems += contents.problems.prefix(max(0, limits.problems - ownProblems.count))
        let indices = contents.sources.indices
        for (count, index) in (isNewestFirst ? Array(indices.reversed()) : Array(indices))
            .enumerated()
        {
            let source = contents.sources[index]
            bytesLeft -= source.span.count
            guard bytesLeft >= 0, messageCount < limits.messages else {
                isFull = true
                ownProblems.append(
                    MailProblem(
                        kind: .limitReached,
                        detail: "more than \(limits.collectedBytes) bytes or \(limits.messages) "
                            + "messages; the rest is left out",
                        span: source.span, lineNumber: source.firstLineNumber))
                return isNewestFirst ? contents.kept.suffix(count) : contents.kept.prefix(count)
            }
            messageCount += 1
        }
        return contents.kept[...]
    }

    /// What the input turned out to be, once all of it was added.
    public var content: MailInput.Content {
        switch state {
        case .file(let reader): reader.content
        case .folder: messageCount == 0 ? .notMail(.folderWithoutMail) : .folder
        case .archive: .publicInbox
        }
    }

    /// What was odd about the input so far; each message has its own problems as well.
    public var problems: [MailProblem] {
        if case .file(let reader) = state { return reader.problems + ownProblems }
        return ownProblems
    }
}
