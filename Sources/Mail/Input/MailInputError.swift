// SPDX-License-Identifier: GPL-2.0-only

public import GitObjects

/// Why an input could not be read; what is odd in mail that was read is a ``MailProblem``.
public enum MailInputError: Error, Hashable, Sendable {
    /// There is nothing at the path.
    case missing(path: String)
    /// The system refuses to read; its own words.
    case unreadable(path: String, reason: String)
    /// The folder has more files than ``MailLimits/files``.
    case tooManyFiles(path: String, limit: Int)
    /// git's repository could not be read.
    case repository(GitError)
}

extension MailInputError: CustomStringConvertible {
    /// What is wrong and where.
    public var description: String {
        switch self {
        case .missing(let path): "\(path): there is no such file or folder"
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
        case .tooManyFiles(let path, let limit):
            "\(path) has more than \(limit) files; name some of them"
        case .repository(let error): error.description
        }
    }
}
