// SPDX-License-Identifier: GPL-2.0-only

/// Something in a tree object, below a path.
public struct TreeEntry: Hashable, Sendable {
    /// What an entry is, by its mode.
    public enum Kind: String, Hashable, Sendable {
        /// A file, mode `100644`.
        case file
        /// An executable file, mode `100755`.
        case program
        /// A symbolic link, whose blob is the path that it points to.
        case symbolicLink = "symbolic-link"
        /// A commit of another repository.
        case submodule
        /// A folder.
        case folder

        /// Whether the entry has contents of its own: a file or a program.
        public var isRegularFile: Bool { self == .file || self == .program }
    }

    /// The bytes of the path from the top of the tree, `/` between its components.
    public let path: [UInt8]
    /// What the entry is.
    public let kind: Kind
    /// The id of the blob, of the subtree, or of the submodule's commit.
    public let id: ObjectID

    /// An entry at a path.
    public init(path: [UInt8], kind: Kind, id: ObjectID) {
        self.path = path
        self.kind = kind
        self.id = id
    }
}
