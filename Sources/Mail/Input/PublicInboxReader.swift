// SPDX-License-Identifier: GPL-2.0-only

internal import GitObjects

/// Reads the messages of one epoch of a public-inbox archive, version 2: a git repository, bare or
/// not, in which each commit adds one message as the blob `m`.
struct PublicInboxReader: ~Copyable {
    /// The repository's path as the caller gave it.
    let path: String
    /// What was odd: commits that add no message, messages that are too long.
    private(set) var problems: [MailProblem] = []
    private let repository: GitRepository
    private let commits: [GitRepository.HistoryEntry]
    private let limits: MailLimits
    private var next = 0

    /// Opens a repository to read some of its commits.
    init(
        path: String, commits: [GitRepository.HistoryEntry], limits: MailLimits
    ) throws(MailInputError) {
        repository = try PublicInboxReader.open(path)
        self.commits = commits
        self.path = path
        self.limits = limits
    }

    /// The commits of a repository, the oldest first.
    static func commits(
        of path: String, _ limits: MailLimits
    ) throws(MailInputError) -> [GitRepository.HistoryEntry] {
        let repository = try open(path)
        do {
            return repository.isEmpty
                ? [] : try repository.history(of: "HEAD", limit: limits.messages)
        } catch {
            throw .repository(error)
        }
    }

    private static func open(_ path: String) throws(MailInputError) -> GitRepository {
        do {
            return try GitRepository.open(path)
        } catch {
            throw .repository(error)
        }
    }

    private static let message = Array("m".utf8)

    /// The next message in the order of the commits, nil at the end.
    ///
    /// A commit without a message, such as one that removes a message (blob `d`), is passed over
    /// with a problem.
    ///
    /// - Throws: ``MailInputError/repository(_:)``.
    mutating func nextMessage() throws(MailInputError) -> Message? {
        while next < commits.count {
            let entry = commits[next]
            next += 1
            do throws(GitError) {
                let found = try repository.entry(at: Self.message, in: entry.tree)
                guard let found, found.kind.isRegularFile else {
                    note(.commitWithoutMessage, "commit \(entry.commit) has no file m")
                    continue
                }
                let bytes = try repository.blob(found.id, limit: limits.messageBytes)
                let reader = MessageReader(inputName: "\(path):\(entry.commit)", limits: limits)
                return reader.read(
                    bytes, bytes.indices, isEscaped: false, offset: 0, firstLineNumber: 1)
            } catch {
                if case .tooLarge = error {
                    note(.limitReached, "commit \(entry.commit): \(error)")
                    continue
                }
                throw .repository(error)
            }
        }
        return nil
    }

    private mutating func note(_ kind: MailProblem.Kind, _ detail: String) {
        guard problems.count < limits.problems else { return }
        problems.append(MailProblem(kind: kind, detail: detail, span: 0..<0, lineNumber: 1))
    }
}
