// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// One field of a header, as written and decoded.
public struct HeaderField: Hashable, Sendable {
    /// The name as written: `Message-ID`.
    public let name: String
    /// The bytes after the colon with folding, without the last line's end.
    public let rawValue: [UInt8]
    /// The value unfolded and trimmed, with encoded words (RFC 2047) decoded.
    public let value: String
    /// The whole field in bytes from the start of the input, with its last line's end.
    public let span: Range<Int>
    /// 1-based number of the input line where the field starts.
    public let lineNumber: Int

    /// Whether this is the field `name`; ASCII letters match in either case.
    public func isNamed(_ name: String) -> Bool { self.name.utf8.equalsIgnoringCase(name) }

    /// The raw value with each fold, a line end and the blanks around it, as one blank.
    public var unfolded: [UInt8] { HeaderField.unfold(rawValue[...]) }

    static func unfold(_ raw: ArraySlice<UInt8>) -> [UInt8] {
        guard raw.contains(0x0a) else { return Array(raw.trimmingWhitespace()) }
        var result: [UInt8] = []
        result.reserveCapacity(raw.count)
        for line in raw.split(separator: 0x0a) {
            let content = line.trimmingWhitespace()
            if content.isEmpty { continue }
            if !result.isEmpty { result.append(0x20) }
            result.append(contentsOf: content)
        }
        return result
    }
}
