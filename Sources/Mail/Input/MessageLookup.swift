// SPDX-License-Identifier: GPL-2.0-only

internal import GitObjects

/// Reads single messages again, by where they stand.
///
/// What was opened stays open, so that neighbours cost little. For one task at a time.
public struct MessageLookup: ~Copyable {
    private let limits: MailLimits
    /// The repository that was read last, and its path.
    private var repository: GitRepository?
    private var repositoryPath: String?
    /// The file that was read last.
    private var file: (path: String, source: FileSource)?

    /// Opens nothing yet.
    public init(limits: MailLimits = .standard) { self.limits = limits }

    /// The message that stands there now; nil where it cannot be read a second time, and where what
    /// is there is another one.
    ///
    /// - Throws: ``MailInputError``.
    public mutating func message(of envelope: Envelope) throws(MailInputError) -> Message? {
        let source = envelope.source
        let message: Message
        switch source.access {
        case .once: return nil
        case .blob(let id, let path):
            do throws(GitError) {
                let bytes = try blob(id, of: path)
                message = read(bytes, source, isEscaped: false)
            } catch {
                throw .repository(error)
            }
        case .file(let isEscaped):
            let opened = try opened(source.inputName)
            let bytes = try opened.bytes(at: source.span.lowerBound, count: source.span.count)
            message = read(bytes, source, isEscaped: isEscaped)
        }
        // An envelope may have got another identifier since, and then says so.
        guard message.id == envelope.id || envelope.isIDSynthetic else { return nil }
        return message.id == envelope.id ? message : message.identified(as: envelope.id)
    }

    private mutating func blob(_ id: ObjectID, of path: String) throws(GitError) -> [UInt8] {
        if repositoryPath != path {
            repository = try GitRepository.open(path)
            repositoryPath = path
        }
        return try repository?.blob(id, limit: limits.messageBytes) ?? []
    }

    private mutating func opened(_ path: String) throws(MailInputError) -> FileSource {
        if let file, file.path == path { return file.source }
        let source = try FileSource(path: path)
        file = (path, source)
        return source
    }

    private func read(_ bytes: [UInt8], _ source: MessageSource, isEscaped: Bool) -> Message {
        MessageReader(inputName: source.inputName, limits: limits, access: source.access).read(
            bytes, bytes.indices, isEscaped: isEscaped, offset: source.span.lowerBound,
            firstLineNumber: source.firstLineNumber)
    }
}
