// SPDX-License-Identifier: GPL-2.0-only

public import GitObjects
public import UnifiedDiffs

/// Why a source tree, or a file in one, could not be read.
public enum TreeError: Error, Hashable, Sendable {
    /// What the user named is neither a path nor a path with `@REVISION`.
    case noSuchPath(String)
    /// What the user named is a file.
    case notAFolder(String)
    /// There is nothing behind the `@`.
    case emptyRevision(String)
    /// The repository cannot be read.
    case repository(GitError)
    /// The path is a link, a submodule, a folder or a device.
    case notRegularFile(TreePath, TreeEntry.Kind?)
    /// A link on the way leads out of the folder.
    case linkLeavesTree(TreePath)
    /// More links lead to each other than the limits allow.
    case tooManyLinks(TreePath)
    /// The file is larger than the limits allow.
    case tooLarge(TreePath, bytes: Int, limit: Int)
    /// There are more files than the limits allow.
    case tooManyFiles(limit: Int)
    /// The system does not let us read it; the system's words.
    case unreadable(path: String, reason: String)
}

extension TreeError: CustomStringConvertible {
    /// What is wrong, where, and how to go on.
    public var description: String {
        switch self {
        case .noSuchPath(let argument):
            "there is no folder or repository \(argument)"
        case .notAFolder(let path):
            "\(path) is a file; a source tree is a folder or a git repository"
        case .emptyRevision(let argument):
            "\(argument) names no revision after the @"
        case .repository(let error):
            error.description
        case .notRegularFile(let path, let kind):
            "\(path) is no regular file" + (kind.map { " (\($0.rawValue))" } ?? "")
        case .linkLeavesTree(let path):
            "a symbolic link on the way to \(path) leads out of the tree"
        case .tooManyLinks(let path):
            "too many symbolic links lead to \(path)"
        case .tooLarge(let path, let bytes, let limit):
            "\(path) has \(bytes) bytes, more than the limit of \(limit)"
        case .tooManyFiles(let limit):
            "there are more than \(limit) files"
        case .unreadable(let path, let reason):
            "cannot read \(path): \(reason)"
        }
    }
}
