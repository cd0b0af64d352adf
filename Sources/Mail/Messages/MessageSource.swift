// SPDX-License-Identifier: GPL-2.0-only

/// Where a message stands in the input.
public struct MessageSource: Hashable, Sendable {
    /// Name of the input as its reader gave it, for example a file's path.
    public let inputName: String
    /// The message in bytes from the start of the input: header and body, without mbox separators.
    public let span: Range<Int>
    /// 1-based number of the input line where the header starts.
    public let firstLineNumber: Int

    /// Makes a place.
    public init(inputName: String, span: Range<Int>, firstLineNumber: Int) {
        self.inputName = inputName
        self.span = span
        self.firstLineNumber = firstLineNumber
    }
}
