// SPDX-License-Identifier: GPL-2.0-only

/// One line of a ``ByteText``: where it is and how it ends.
@frozen public struct TextLine: Hashable, Sendable {
    /// How a line ends in the bytes.
    @frozen public enum Terminator: Hashable, Sendable {
        /// The last line of a text that does not end in a line feed.
        case none
        /// A line feed, `0x0a`.
        case lf
        /// Carriage return and line feed, `0x0d 0x0a`.
        case crlf

        /// Number of bytes the terminator takes: 0, 1 or 2.
        @inlinable public var length: Int {
            switch self {
            case .none: 0
            case .lf: 1
            case .crlf: 2
            }
        }
    }

    /// 1-based number of the line in its text.
    public let number: Int
    /// Bytes of the line from the start of the text, without the terminator.
    public let span: Range<Int>
    /// How the line ends.
    public let terminator: Terminator

    /// Makes a line from its 1-based number, its bytes without the terminator, and the terminator.
    @inlinable public init(number: Int, span: Range<Int>, terminator: Terminator) {
        self.number = number
        self.span = span
        self.terminator = terminator
    }

    /// Bytes of the line from the start of the text, with the terminator.
    @inlinable public var spanWithTerminator: Range<Int> {
        span.lowerBound..<(span.upperBound + terminator.length)
    }
}
