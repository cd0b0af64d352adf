// SPDX-License-Identifier: GPL-2.0-only

public import GitObjects

/// Where a message stands in the input.
public struct MessageSource: Hashable, Sendable {
    /// How a message can be read again.
    public enum Access: Hashable, Sendable {
        /// The bytes ``MessageSource/span`` of the file ``MessageSource/inputName``, in which
        /// `>From ` at the start of a line stands for `From ` if it is escaped.
        case file(isEscaped: Bool)
        /// A blob of a repository.
        case blob(ObjectID, repository: String)
        /// Not at all: it came through a pipe, out of a compressed file, or from a page.
        case once
    }

    /// Name of the input as its reader gave it, for example a file's path.
    public let inputName: String
    /// The message in bytes from the start of the input: header and body, without mbox separators.
    public let span: Range<Int>
    /// 1-based number of the input line where the header starts.
    public let firstLineNumber: Int
    /// How the message can be read again; says nothing of where it stands, and is not compared.
    public let access: Access

    /// Whether both are one place.
    public static func == (left: MessageSource, right: MessageSource) -> Bool {
        left.inputName == right.inputName && left.span == right.span
            && left.firstLineNumber == right.firstLineNumber
    }

    /// Hashes the place.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(inputName)
        hasher.combine(span)
    }

    /// Makes a place.
    public init(
        inputName: String, span: Range<Int>, firstLineNumber: Int, access: Access = .once
    ) {
        self.inputName = inputName
        self.span = span
        self.firstLineNumber = firstLineNumber
        self.access = access
    }
}
