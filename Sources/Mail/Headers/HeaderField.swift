// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// One field of a header, as written; what it says is decoded when it is asked for.
public struct HeaderField: Hashable, Sendable {
    /// The bytes after the colon with folding, without the last line's end.
    public let rawValue: ArraySlice<UInt8>
    private let rawName: ArraySlice<UInt8>
    /// The whole field in bytes from the start of the input, with its last line's end.
    public let span: Range<Int>
    /// 1-based number of the input line where the field starts.
    public let lineNumber: Int
    /// The most bytes of the value that are decoded.
    private let decodedBytes: Int

    init(_ field: FieldSpan, in header: [UInt8], offset: Int, limits: MailLimits) {
        rawValue = header[field.value]
        let start = field.span.lowerBound
        rawName = header[start..<(start + field.nameCount)]
        span = (start + offset)..<(field.span.upperBound + offset)
        lineNumber = field.lineNumber
        decodedBytes = limits.fieldBytes
    }

    /// The name as written: `Message-ID`.
    public var name: String { rawName.lossyString }

    /// The value unfolded and trimmed, with encoded words (RFC 2047) decoded.
    ///
    /// Of a value of more than ``MailLimits/fieldBytes`` the start. Cost: linear, at each access.
    public var value: String { decoded.text }

    var decoded: EncodedWords.Decoded {
        EncodedWords.decode(HeaderField.unfold(rawValue.prefix(decodedBytes)))
    }

    /// Whether this is the field `name`; ASCII letters match in either case.
    public func isNamed(_ name: String) -> Bool {
        rawName.count == name.utf8.count && rawName.equalsIgnoringCase(name)
    }

    /// The raw value with each fold, a line end and the blanks around it, as one blank.
    public var unfolded: [UInt8] { HeaderField.unfold(rawValue) }

    static func unfold(_ raw: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(raw.count)
        var start = raw.startIndex
        while start < raw.endIndex {
            var end = start
            while end < raw.endIndex, raw[end] != 0x0a { end += 1 }
            let next = end + 1
            while start < end, raw[start].isASCIIWhitespace { start += 1 }
            while end > start, raw[end - 1].isASCIIWhitespace { end -= 1 }
            if start < end {
                if !result.isEmpty { result.append(0x20) }
                result += raw[start..<end]
            }
            start = next
        }
        return result
    }
}
