// SPDX-License-Identifier: GPL-2.0-only

/// Why a name that a patch gives is not accepted as a path inside a tree.
public enum PathProblem: String, Error, Hashable, Sendable, CaseIterable {
    /// There is no name.
    case empty
    /// The path begins with `/`.
    case absolute
    /// A component is `..`.
    case parentFolder = "parent-folder"
    /// A component is `.`.
    case currentFolder = "current-folder"
    /// A component is `.git`, in any case, or a name that some file system takes for it.
    case gitFolder = "git-folder"
    /// A zero byte is in the path.
    case containsNUL = "contains-nul"
    /// The path ends in `/`.
    case namesAFolder = "names-a-folder"
    /// The path has more than ``TreePath/mostBytes`` bytes.
    case tooLong = "too-long"
    /// The name is in double quotes, and what is between them is not C-style quoting.
    case badQuoting = "bad-quoting"
}

extension PathProblem: CustomStringConvertible {
    /// The reason as the end of a sentence that begins with the path.
    public var description: String {
        switch self {
        case .empty: "is empty"
        case .absolute: "is an absolute path"
        case .parentFolder: "leaves the tree by \"..\""
        case .currentFolder: "has a \".\" in it"
        case .gitFolder: "reaches into a repository's .git"
        case .containsNUL: "has a zero byte in it"
        case .namesAFolder: "names a folder"
        case .tooLong: "is longer than \(TreePath.mostBytes) bytes"
        case .badQuoting: "is quoted wrongly"
        }
    }
}
