// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// The identifier of a message, without its angle brackets: `20260401.12@example.org`.
public struct MessageID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The identifier as written between `<` and `>`, without blanks.
    public let text: String

    /// Makes an identifier from its text without angle brackets.
    public init(_ text: String) { self.text = text }

    /// The identifier in angle brackets.
    public var description: String { "<\(text)>" }

    /// Orders identifiers by their text.
    public static func < (left: MessageID, right: MessageID) -> Bool { left.text < right.text }

    /// The identifiers in the value of a `Message-ID`, `In-Reply-To` or `References` field.
    ///
    /// Everything in angle brackets counts (RFC 5322 section 3.6.4); words around them, as in the
    /// obsolete phrases of section 4.5.4, do not. White space from folding within an identifier is
    /// removed. Without any bracket, each word with an `@` counts. At most `limit` are returned:
    /// the first and the last ones, which name the root and the parent.
    public static func identifiers(
        in value: some Collection<UInt8>, limit: Int = MailLimits.standard.identifiers
    ) -> [MessageID] {
        let bytes = Array(value)
        return identifiers(in: bytes, bytes.indices, limit: limit)
    }

    /// The identifiers in a range of bytes.
    static func identifiers(
        in bytes: [UInt8], _ range: Range<Int>, limit: Int
    ) -> [MessageID] {
        var found: [MessageID] = []
        var position = range.lowerBound
        while let open = bytes.index(of: 0x3c, in: position..<range.upperBound),
            let close = bytes.index(of: 0x3e, in: (open + 1)..<range.upperBound)
        {
            position = close + 1
            // The last bracket before the closing one opens.
            var start = close
            var hasWhitespace = false
            while bytes[start - 1] != 0x3c {
                start -= 1
                if bytes[start].isASCIIWhitespace { hasWhitespace = true }
            }
            let text = bytes[start..<close]
            if hasWhitespace {
                let plain = text.filter { !$0.isASCIIWhitespace }
                if !plain.isEmpty { found.append(MessageID(plain.lossyString)) }
            } else if !text.isEmpty {
                found.append(MessageID(text.lossyString))
            }
        }
        if found.isEmpty {
            found = bytes[range].split(whereSeparator: { $0.isASCIIWhitespace || $0 == 0x2c })
                .map { $0.filter { $0 != 0x3c && $0 != 0x3e } }
                .filter { $0.contains(UInt8(ascii: "@")) }
                .map { MessageID($0.lossyString) }
        }
        if found.count > limit, limit > 0 {
            found.removeSubrange(1..<(found.count - limit + 1))
        }
        return found
    }

    /// Whether the identifier has the form of those that are made here, which have no `@`.
    ///
    /// For one that is only named; a message knows by itself (``Message/isIDSynthetic``).
    public var isSynthetic: Bool {
        text.utf8.count == 42 && text.hasPrefix("synthetic-") && !text.utf8.contains(0x40)
    }

    /// An identifier made from bytes: two runs of FNV-1a, 64 bits each.
    static func synthetic(for bytes: ArraySlice<UInt8>) -> MessageID {
        var first: UInt64 = 0xcbf2_9ce4_8422_2325
        var second: UInt64 = 0x6c62_272e_07bb_0142
        for byte in bytes {
            first = (first ^ UInt64(byte)) &* 0x100_0000_01b3
            second = (second ^ UInt64(byte ^ 0x5c)) &* 0x100_0000_01b3
        }
        func hex(_ value: UInt64) -> String {
            let digits = String(value, radix: 16)
            return String(repeating: "0", count: 16 - digits.utf8.count) + digits
        }
        return MessageID("synthetic-\(hex(first))\(hex(second))")
    }
}
