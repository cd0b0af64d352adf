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

    init(_ field: FieldSpan, in header: [UInt8], offset: Int, decodedBytes: Int) {
        rawValue = header[field.value]
        rawName = header[field.name]
        span = (field.span.lowerBound + offset)..<(field.span.upperBound + offset)
        lineNumber = field.lineNumber
        self.decodedBytes = decodedBytes
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
        unfold(Array(raw), 0..<raw.count)
    }

    static func unfold(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        var start = range.lowerBound
        while start < range.upperBound {
            let next = bytes.endOfLine(at: start, before: range.upperBound)
            var end = next
            while start < end, bytes[start].isASCIIWhitespace { start += 1 }
            while end > start, bytes[end - 1].isASCIIWhitespace { end -= 1 }
            if start < end {
                if !result.isEmpty { result.append(0x20) }
                result += bytes[start..<end]
            }
            start = next
        }
        return result
    }
}
