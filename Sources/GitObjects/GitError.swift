// SPDX-License-Identifier: GPL-2.0-only

/// Why something could not be read from a git repository.
public enum GitError: Error, Hashable, Sendable {
    /// There is no repository at the path.
    case noRepository(path: String)
    /// The repository belongs to another user, and git's `safe.directory` does not name it.
    case otherOwner(path: String)
    /// The repository is of a kind that libgit2 does not read; its own words.
    case unsupportedRepository(path: String, reason: String)
    /// No commit, tag or branch of that name is there.
    case noRevision(String, path: String)
    /// The abbreviated id stands for several objects.
    case ambiguousRevision(String, path: String)
    /// The text is no way to name a revision; libgit2's words.
    case malformedRevision(String, reason: String)
    /// The revision names an object that has no tree, such as a file.
    case revisionWithoutTree(String, path: String)
    /// The object is not in the repository, as in a partial clone.
    case missingObject(ObjectID)
    /// The file is larger than the caller allows.
    case tooLarge(ObjectID, bytes: Int, limit: Int)
    /// The folder has more files than the caller allows.
    case tooManyEntries(limit: Int)
    /// libgit2 failed in another way; what it was asked for, and its own words.
    case unreadable(what: String, reason: String)
}

extension GitError: CustomStringConvertible {
    /// What is wrong, where, and how to go on.
    public var description: String {
        switch self {
        case .noRepository(let path):
            "\(path) is no git repository"
        case .otherOwner(let path):
            "\(path) belongs to another user, and git reads it only after "
                + "`git config --global --add safe.directory \(path)`"
        case .unsupportedRepository(let path, let reason):
            "\(path) cannot be opened (\(reason)); give a clone without that extension, or a plain "
                + "folder made by `git archive`"
        case .noRevision(let name, let path):
            "\(path) has no revision \(name); fetch it, or name another one after the @"
        case .ambiguousRevision(let name, let path):
            "\(name) stands for several objects of \(path); give more digits"
        case .malformedRevision(let name, let reason):
            "\(name) is no name of a revision (\(reason))"
        case .revisionWithoutTree(let name, let path):
            "\(name) of \(path) is no commit, tag or tree"
        case .missingObject(let id):
            "object \(id) is not in the repository; if it is a partial clone, let git fetch the rest"
        case .tooLarge(let id, let bytes, let limit):
            "file \(id) has \(bytes) bytes, more than the limit of \(limit)"
        case .tooManyEntries(let limit):
            "there are more than \(limit) files"
        case .unreadable(let what, let reason):
            "cannot read \(what): \(reason)"
        }
    }
}
