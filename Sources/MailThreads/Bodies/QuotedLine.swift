// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// A line of a message's text with its quote marks told from its content.
public struct QuotedLine: Hashable, Sendable {
    /// 1-based number of the line in the message's text.
    public let number: Int
    /// Number of quote marks; 0 for the author's own line.
    public let depth: Int
    /// The bytes after the marks and the one blank behind them, in the message's text.
    public let content: Range<Int>

    /// Reads the marks of a line: `> text`, `>text`, `>> text`, `> > text`, and mixtures.
    ///
    /// One blank may stand between marks and before the first one. At most 100 marks are read.
    init(number: Int, span: Range<Int>, in bytes: [UInt8]) {
        var index = span.lowerBound
        var depth = 0
        while depth < 100 {
            var next = index
            if next < span.upperBound, bytes[next] == 0x20 { next += 1 }
            guard next < span.upperBound, bytes[next] == UInt8(ascii: ">") else { break }
            depth += 1
            index = next + 1
        }
        if depth > 0, index < span.upperBound, bytes[index] == 0x20 { index += 1 }
        self.number = number
        self.depth = depth
        content = index..<span.upperBound
    }

    private init(_ line: QuotedLine, depth: Int) {
        number = line.number
        self.depth = depth
        content = line.content
    }

    /// The same line, one mark deeper than its marks say.
    var deeper: QuotedLine { QuotedLine(self, depth: depth + 1) }
}
