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
        do {
            repository = try GitRepository.open(path)
        } catch {
            throw .repository(error)
        }
        self.commits = commits
        self.path = path
        self.limits = limits
    }

    /// The newest commit of a repository, nil if there is none.
    static func newest(of path: String) throws(MailInputError) -> ObjectID? {
        do throws(GitError) {
            let repository = try GitRepository.open(path)
            return repository.isEmpty ? nil : try repository.resolve("HEAD").commit
        } catch {
            throw .repository(error)
        }
    }

    /// Some commits of a repository that come after a known one, the oldest first, and the one
    /// before them; nil where that is the known one, which was met then.
    static func commits(
        of path: String, upTo newest: ObjectID, count: Int, after known: ObjectID?
    ) throws(MailInputError) -> (
        entries: [GitRepository.HistoryEntry], rest: ObjectID?, isMet: Bool
    ) {
        do throws(GitError) {
            let repository = try GitRepository.open(path)
            let (entries, rest, isMet) = try repository.history(
                from: newest, limit: count, until: known)
            return (entries.reversed(), rest, isMet)
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
                let reader = MessageReader(
                    inputName: "\(path):\(entry.commit)", limits: limits,
                    access: .blob(found.id, repository: path))
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
