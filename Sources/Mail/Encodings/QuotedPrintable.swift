// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// Quoted-printable of mail bodies (RFC 2045 section 6.7).
enum QuotedPrintable {
    /// Decoded bytes, and the 0-based encoded line on which each decoded line begins.
    struct Decoded {
        var bytes: [UInt8] = []
        var lineOrigins: [Int] = []
        var isValid = true
    }

    /// Decodes.
    ///
    /// Blanks at the end of an encoded line are kept, as in git and against rule 3: no transport pads
    /// lines any more, but careless writers leave the blanks of a diff unencoded.
    /// A `=` that starts neither an escape nor a soft line break is kept and makes the result
    /// invalid. Hexadecimal digits may be in lower case.
    static func decode(_ bytes: ArraySlice<UInt8>) -> Decoded {
        var result = Decoded()
        result.bytes.reserveCapacity(bytes.count)
        var lineIndex = 0
        var isAtLineStart = true
        var index = bytes.startIndex

        func append(_ byte: UInt8) {
            if isAtLineStart { result.lineOrigins.append(lineIndex) }
            result.bytes.append(byte)
            isAtLineStart = byte == 0x0a
        }

        while index < bytes.endIndex {
            let lineEnd = bytes[index...].firstIndex(of: 0x0a) ?? bytes.endIndex
            let line = bytes[index..<lineEnd]
            let trimmed = line.trimmingWhitespaceAtEnd()
            let content = trimmed.last == UInt8(ascii: "=") ? trimmed : line.withoutCR
            var isSoft = false
            index = content.startIndex
            while index < content.endIndex {
                let byte = content[index]
                guard byte == UInt8(ascii: "=") else {
                    append(byte)
                    index += 1
                    continue
                }
                if index + 1 == content.endIndex {
                    isSoft = true
                    index += 1
                } else if index + 2 < content.endIndex,
                    let high = content[index + 1].hexDigitValue,
                    let low = content[index + 2].hexDigitValue
                {
                    append(high << 4 | low)
                    index += 3
                } else {
                    result.isValid = false
                    append(byte)
                    index += 1
                }
            }
            if lineEnd < bytes.endIndex {
                if !isSoft {
                    let hasCR = lineEnd > content.endIndex && bytes[lineEnd - 1] == 0x0d
                    if hasCR { append(0x0d) }
                    append(0x0a)
                }
                lineIndex += 1
            }
            index = lineEnd + 1
        }
        return result
    }
}

extension ArraySlice<UInt8> {
    fileprivate var withoutCR: ArraySlice<UInt8> { last == 0x0d ? dropLast() : self }

    /// The bytes without blanks and carriage returns at their end.
    fileprivate func trimmingWhitespaceAtEnd() -> ArraySlice<UInt8> {
        var end = endIndex
        while end > startIndex, self[end - 1].isASCIIBlank || self[end - 1] == 0x0d { end -= 1 }
        return self[startIndex..<end]
    }
}
