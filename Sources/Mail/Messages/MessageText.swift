// SPDX-License-Identifier: GPL-2.0-only

public import ByteText

/// Text that a person reads: transfer encoding and character set decoded, all line ends LF.
public struct MessageText: Hashable, Sendable {
    /// The text as UTF-8.
    ///
    /// Bytes that are not valid in the character set named by the mail are kept as they are, so
    /// that a diff in it stays exact. Of format=flowed text the space-stuffing is removed; lines
    /// are not joined.
    public let text: ByteText
    /// Whether the text is format=flowed (RFC 3676).
    public let isFlowed: Bool
    /// Whether a soft break's blank is deleted when lines are joined (`DelSp=yes`).
    public let delSp: Bool
    /// 1-based numbers of the lines that end in a soft break; empty unless flowed.
    public let softBreaks: Set<Int>
    /// 1-based numbers of the lines from which a stuffed blank was removed.
    public let unstuffedLines: Set<Int>

    let origins: LineOrigins

    init(
        text: ByteText, isFlowed: Bool = false, delSp: Bool = false, softBreaks: Set<Int> = [],
        unstuffedLines: Set<Int> = [], origins: LineOrigins = LineOrigins()
    ) {
        self.text = text
        self.isFlowed = isFlowed
        self.delSp = delSp
        self.softBreaks = softBreaks
        self.unstuffedLines = unstuffedLines
        self.origins = origins
    }

    /// Makes plain text that comes from no input.
    public init(_ text: ByteText) {
        self.init(text: text, origins: LineOrigins())
    }

    /// 1-based number of the input line on which this 1-based line of the text begins.
    ///
    /// Nil outside of the text, and where the encoding keeps no lines (base64, HTML).
    public func inputLine(of bodyLine: Int) -> Int? {
        guard bodyLine >= 1, bodyLine <= text.lines.count else { return nil }
        return origins.inputLine(of: bodyLine)
    }

    /// The text as it was before stuffed blanks were removed.
    ///
    /// For a diff in mail that says format=flowed and is not.
    public var withStuffing: ByteText {
        guard !unstuffedLines.isEmpty else { return text }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.bytes.count + unstuffedLines.count)
        for line in text.lines {
            if unstuffedLines.contains(line.number) { bytes.append(0x20) }
            bytes.append(contentsOf: text.bytes[line.spanWithTerminator])
        }
        return ByteText(bytes)
    }
}
