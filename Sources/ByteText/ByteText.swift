// SPDX-License-Identifier: GPL-2.0-only

/// Bytes that are read line by line and never changed.
///
/// Lines end in LF or CR LF; a lone CR is an ordinary byte. The bytes need not be valid in any
/// character encoding. Making one takes one pass over the bytes.
public struct ByteText: Sendable {
    /// The lines in order; empty for an empty text. A final line feed starts no further line.
    public let lines: TextLines

    /// The bytes as they were given.
    @inlinable public var bytes: [UInt8] { lines.bytes }

    /// Splits `bytes`, at most 4 GiB, into lines.
    public init(_ bytes: [UInt8]) {
        lines = TextLines(of: bytes)
    }

    /// The text of a string as UTF-8, with its lines.
    public init(_ string: String) {
        self.init(Array(string.utf8))
    }

    /// The bytes of `line`, without its terminator.
    ///
    /// A line of another text gives the part of its span that lies in this one.
    @inlinable public subscript(line: TextLine) -> ArraySlice<UInt8> {
        bytes[line.span.clamped(to: 0..<bytes.count)]
    }

    /// The line with this 1-based number, nil outside of the text.
    public func line(_ number: Int) -> TextLine? {
        number >= 1 && number <= lines.count ? lines[number - 1] : nil
    }

    /// The bytes of the lines with these 1-based numbers, with all terminators.
    ///
    /// Numbers outside of the text are left out.
    public func bytes(ofLines numbers: ClosedRange<Int>) -> ArraySlice<UInt8> {
        let first = max(numbers.lowerBound, 1)
        let last = min(numbers.upperBound, lines.count)
        guard first <= last else { return [] }
        let start = lines[first - 1].span.lowerBound
        return bytes[start..<lines[last - 1].spanWithTerminator.upperBound]
    }

    /// The 1-based number of the line that holds the byte at `offset`, by binary search.
    ///
    /// Nil outside of the text. A terminator belongs to the line that it ends.
    public func lineNumber(at offset: Int) -> Int? {
        offset >= 0 && offset < bytes.count ? lines.index(at: offset) + 1 : nil
    }

    /// The text as a string for display; bytes that are not UTF-8 become U+FFFD.
    public var string: String { String(decoding: bytes, as: UTF8.self) }

    /// One line as a string for display; bytes that are not UTF-8 become U+FFFD.
    public func string(_ line: TextLine) -> String { String(decoding: self[line], as: UTF8.self) }
}

extension ByteText: Hashable {
    /// Whether both have the same bytes.
    public static func == (left: ByteText, right: ByteText) -> Bool { left.bytes == right.bytes }

    /// Hashes the bytes.
    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
