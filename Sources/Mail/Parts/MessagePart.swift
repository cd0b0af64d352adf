// SPDX-License-Identifier: GPL-2.0-only

/// One leaf of a message's MIME tree: its text, or an attachment.
public struct MessagePart: Hashable, Sendable {
    /// How a part wants to be shown (RFC 2183).
    public enum Disposition: Hashable, Sendable {
        /// `inline`, or not said.
        case inline
        /// `attachment`, or any word that is not known.
        case attachment
    }

    /// Place in the tree, `1.2` for the second part of the first part; `1` for the only one.
    public let path: String
    /// The type and its parameters.
    public let contentType: ContentType
    /// How the part wants to be shown.
    public let disposition: Disposition
    /// The file name of `Content-Disposition`, else the `name` of the type, decoded.
    public let fileName: String?
    /// The content after the transfer encoding, in its own character set and line ends.
    public let bytes: [UInt8]
    /// The text of a `text/` part other than HTML, and of a part whose file name ends in `.patch` or
    /// `.diff`, whatever its type; nil for all other parts.
    public let text: MessageText?
    /// The encoded content in bytes from the start of the input.
    public let span: Range<Int>
    /// 1-based number of the input line where the content starts.
    public let firstLineNumber: Int
}
