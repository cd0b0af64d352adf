// SPDX-License-Identifier: GPL-2.0-only

/// What an input consists of, told without reading mail.
public enum MailInventory: Hashable, Sendable {
    /// A public-inbox archive: its repositories, the oldest first.
    case archive([String])
    /// One file.
    case file(String)
    /// The files of a Maildir or of a folder of mail, in order.
    case folder([String])

    /// Looks at a path.
    ///
    /// - Throws: ``MailInputError``.
    public init(path: String, limits: MailLimits = .standard) throws(MailInputError) {
        guard let isFolder = FileSource.isFolder(path) else { throw .missing(path: path) }
        if !isFolder {
            self = .file(path)
        } else if let repositories = try MailFolder.epochs(at: path) {
            self = .archive(repositories)
        } else {
            self = .folder(try MailFolder(path: path, limits: limits).files)
        }
    }
}
