// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// Encoded words of header fields: `=?utf-8?q?caf=C3=A9?=` (RFC 2047).
enum EncodedWords {
    /// A decoded text, and what was odd about it.
    struct Decoded {
        var text: String
        var problems: Set<MailProblem.Kind> = []
    }

    /// Longest encoded word that is decoded; RFC 2047 allows 75 bytes, mailers write more.
    private static let longestWord = 2_048

    /// Whether there can be anything to decode: `=?`, or a byte outside of ASCII.
    static func mayBeEncoded(_ bytes: ArraySlice<UInt8>) -> Bool {
        var before: UInt8 = 0
        for byte in bytes {
            if byte >= 0x80 || byte == UInt8(ascii: "?") && before == UInt8(ascii: "=") {
                return true
            }
            before = byte
        }
        return false
    }

    /// Decodes all encoded words in an unfolded value.
    ///
    /// White space between two of them is dropped (section 6.2). Adjacent ones in one set are
    /// decoded as one text, because mailers cut characters in two. Words inside of quoted strings
    /// and words with blanks in them are decoded as well. Other bytes are UTF-8, or else
    /// windows-1252.
    static func decode(_ bytes: [UInt8]) -> Decoded {
        guard mayBeEncoded(bytes[...]) else { return Decoded(text: bytes.lossyString) }
        var result: [UInt8] = []
        var problems: Set<MailProblem.Kind> = []
        var pending: (charset: Charset, bytes: [UInt8])?
        var blanks: [UInt8] = []

        func flush() {
            guard let word = pending else { return }
            let decoded = word.charset.decode(word.bytes)
            if word.charset == .unknown {
                problems.insert(.charsetUnknown)
            } else if !decoded.isValid {
                problems.insert(.charsetInvalidBytes)
            }
            // What was cut within a character has U+FFFD there in the end.
            result +=
                Charset.isUTF8(decoded.bytes) || isCutUTF8(decoded.bytes)
                ? decoded.bytes : Charset.windows1252.decode(decoded.bytes).bytes
            pending = nil
        }

        var index = 0
        var plainStart = 0
        func flushPlain(upTo end: Int) {
            guard plainStart < end else { return }
            let plain = Array(bytes[plainStart..<end])
            if Charset.isUTF8(plain) {
                result += plain
            } else {
                problems.insert(.headerNotUTF8)
                result += Charset.windows1252.decode(plain).bytes
            }
        }

        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "="), index + 1 < bytes.count,
                bytes[index + 1] == UInt8(ascii: "?")
            {
                if let word = word(at: index, in: bytes) {
                    if pending == nil { flushPlain(upTo: index) }
                    blanks = []
                    if pending?.charset == word.charset {
                        pending?.bytes += word.content
                    } else {
                        flush()
                        pending = (word.charset, word.content)
                    }
                    index = word.end
                    plainStart = index
                    continue
                }
                problems.insert(.encodedWordInvalid)
            }
            if pending != nil {
                if bytes[index].isASCIIWhitespace {
                    blanks.append(bytes[index])
                    index += 1
                    plainStart = index
                    continue
                }
                flush()
                result += blanks
                blanks = []
            }
            index += 1
        }
        if pending == nil { flushPlain(upTo: bytes.count) }
        flush()
        result += blanks
        // An encoded line end would let a value pretend to be two lines.
        let text = result.map { $0 == 0x0a || $0 == 0x0d ? 0x20 : $0 }.lossyString
        return Decoded(text: text, problems: problems)
    }

    /// Whether the bytes are UTF-8 but for a character that is cut at an end, and have another one
    /// outside of ASCII; windows-1252 has no such pairs by chance.
    private static func isCutUTF8(_ bytes: [UInt8]) -> Bool {
        let first = bytes.prefix(3).firstIndex { $0 & 0xc0 != 0x80 } ?? 0
        let last = bytes.suffix(3).lastIndex { $0 >= 0xc0 } ?? bytes.count
        let candidates = [first..<bytes.count, 0..<last, first..<max(first, last)]
        return candidates.contains { range in
            let whole = Array(bytes[range])
            return !whole.isASCII && Charset.isUTF8(whole)
        }
    }

    private static func word(
        at start: Int, in bytes: [UInt8]
    ) -> (charset: Charset, content: [UInt8], end: Int)? {
        let limit = min(bytes.count, start + longestWord)
        guard
            let charsetEnd = bytes[(start + 2)..<min(limit, start + 66)]
                .firstIndex(of: UInt8(ascii: "?")),
            charsetEnd > start + 2, charsetEnd + 2 < limit,
            bytes[charsetEnd + 2] == UInt8(ascii: "?")
        else { return nil }
        let contentStart = charsetEnd + 3
        var end = contentStart
        while end + 1 < limit, !(bytes[end] == 0x3f && bytes[end + 1] == 0x3d) { end += 1 }
        guard end + 1 < limit else { return nil }
        let content = bytes[contentStart..<end]
        // RFC 2231 section 5 appends `*language` to the set.
        let name = bytes[(start + 2)..<charsetEnd].prefix { $0 != UInt8(ascii: "*") }
        let decoded: [UInt8]
        switch bytes[charsetEnd + 1] | 0x20 {
        case UInt8(ascii: "b"): decoded = Base64.decode(content).bytes
        case UInt8(ascii: "q"): decoded = quotedDecoded(content)
        default: return nil
        }
        return (Charset(named: name.lossyString), decoded, end + 2)
    }

    private static func quotedDecoded(_ content: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var index = content.startIndex
        while index < content.endIndex {
            let byte = content[index]
            if byte == UInt8(ascii: "="), index + 2 < content.endIndex,
                let high = content[index + 1].hexDigitValue,
                let low = content[index + 2].hexDigitValue
            {
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(byte == UInt8(ascii: "_") ? 0x20 : byte)
                index += 1
            }
        }
        return result
    }
}
