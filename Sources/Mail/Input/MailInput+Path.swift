// SPDX-License-Identifier: GPL-2.0-only

extension MailInput {
    /// Reads all messages at a path, whatever it holds.
    ///
    /// A file: a mailbox, a message or an archive's page, compressed with gzip or not. A folder: a
    /// Maildir, a public-inbox repository or a folder of its epochs, else all mail in the files and
    /// folders below. Files whose names begin with a dot are passed over, and files without mail
    /// with a problem. Folders are read in the order of their names' bytes.
    ///
    /// - Parameter name: what to call the input in reports; nil for the path.
    /// - Throws: ``MailInputError``.
    public init(
        path: String, name: String? = nil, limits: MailLimits = .standard
    ) throws(MailInputError) {
        guard let isFolder = FileSource.isFolder(path) else { throw .missing(path: path) }
        guard isFolder else {
            var reader = try MailReader(path: path, limits: limits)
            var messages: [Message] = []
            while let message = try reader.next() { messages.append(message) }
            self.init(
                name: name ?? path, content: reader.content, messages: messages,
                problems: reader.problems)
            return
        }
        if let repositories = try MailFolder.epochs(at: path) {
            var messages: [Message] = []
            var problems: [MailProblem] = []
            for repository in repositories {
                var reader = try PublicInboxReader(path: repository, limits: limits)
                while let message = try reader.nextMessage() { messages.append(message) }
                problems += reader.problems
            }
            self.init(
                name: name ?? path, content: .publicInbox, messages: messages, problems: problems)
            return
        }
        var messages: [Message] = []
        var problems: [MailProblem] = []
        for file in try MailFolder(path: path, limits: limits).files {
            var reader = try MailReader(path: file, limits: limits)
            while let message = try reader.next() { messages.append(message) }
            problems += reader.problems
            if case .notMail = reader.content, problems.count <= limits.problems {
                problems.append(
                    MailProblem(
                        kind: .fileWithoutMail, detail: "\(file) holds no mail", span: 0..<0,
                        lineNumber: 1))
            }
        }
        self.init(
            name: name ?? path, content: messages.isEmpty ? .notMail(.empty) : .folder,
            messages: messages, problems: problems)
    }
}
