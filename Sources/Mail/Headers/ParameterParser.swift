// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// Reads `token; name=value; name="value"` of `Content-Type` and `Content-Disposition`.
///
/// RFC 2045 section 5.1, with RFC 2231: `name*=charset'language'text` and `name*0=`, `name*1*=`.
struct ParameterParser {
    private let bytes: [UInt8]
    private let limits: MailLimits
    private var index = 0

    init(_ bytes: [UInt8], limits: MailLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    /// The word before the first `;`.
    mutating func leadingToken() -> [UInt8] {
        skipBlanksAndComments()
        return token(until: { $0 == 0x3b || $0.isASCIIWhitespace || $0 == UInt8(ascii: "(") })
    }

    /// All parameters after the leading token; of two with one name the first.
    mutating func parameters() -> [String: String] {
        var plain: [String: [UInt8]] = [:]
        var order: [String] = []
        while order.count < limits.parameters, let (name, value) = nextParameter() {
            if plain[name] == nil {
                plain[name] = value
                order.append(name)
            }
        }
        var result: [String: String] = [:]
        var pieces: [String: [Int: (bytes: [UInt8], isEncoded: Bool)]] = [:]
        for name in order {
            guard let value = plain[name] else { continue }
            let parts = name.utf8.split(
                separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
            guard parts.count > 1, let base = parts.first else {
                result[name] = result[name] ?? EncodedWords.decode(value).text
                continue
            }
            let isEncoded = parts.last?.isEmpty == true
            let number = parts[1].decimalValue ?? 0
            pieces[String(decoding: base, as: UTF8.self), default: [:]][number] = (value, isEncoded)
        }
        for (name, numbered) in pieces { result[name] = ParameterParser.joined(numbered) }
        return result
    }

    private static func joined(_ pieces: [Int: (bytes: [UInt8], isEncoded: Bool)]) -> String {
        var charset = "utf-8"
        var bytes: [UInt8] = []
        var number = 0
        while let piece = pieces[number] {
            var content = piece.bytes[...]
            if piece.isEncoded {
                if number == 0 {
                    let parts = content.split(
                        separator: UInt8(ascii: "'"), maxSplits: 2, omittingEmptySubsequences: false
                    )
                    if parts.count == 3 {
                        charset = parts[0].lossyString
                        content = parts[2]
                    }
                }
                bytes += percentDecoded(content)
            } else {
                bytes += content
            }
            number += 1
        }
        return Charset(named: charset).decode(bytes).bytes.lossyString
    }

    private static func percentDecoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.endIndex,
                let high = bytes[index + 1].hexDigitValue, let low = bytes[index + 2].hexDigitValue
            {
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    private mutating func nextParameter() -> (String, [UInt8])? {
        while index < bytes.count {
            skipBlanksAndComments()
            guard index < bytes.count else { return nil }
            if bytes[index] == 0x3b {
                index += 1
                continue
            }
            let name = token(until: { $0 == 0x3d || $0 == 0x3b || $0.isASCIIWhitespace })
            skipBlanksAndComments()
            guard index < bytes.count, bytes[index] == 0x3d else {
                // A word that is no parameter; one byte of progress is certain.
                if name.isEmpty { index += 1 }
                continue
            }
            index += 1
            skipBlanksAndComments()
            let value =
                index < bytes.count && bytes[index] == 0x22
                ? quotedString()
                : token(until: { $0 == 0x3b || $0.isASCIIWhitespace })
            return (name.asciiLowercased().lossyString, value)
        }
        return nil
    }

    private mutating func token(until isEnd: (UInt8) -> Bool) -> [UInt8] {
        let start = index
        while index < bytes.count, !isEnd(bytes[index]) { index += 1 }
        return Array(bytes[start..<index])
    }

    private mutating func quotedString() -> [UInt8] {
        var result: [UInt8] = []
        index += 1
        while index < bytes.count, bytes[index] != 0x22 {
            if bytes[index] == 0x5c, index + 1 < bytes.count { index += 1 }
            result.append(bytes[index])
            index += 1
        }
        index = min(index + 1, bytes.count)
        return result
    }

    private mutating func skipBlanksAndComments() {
        var depth = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")") where depth > 0: depth -= 1
            case 0x5c where depth > 0: index = min(index + 1, bytes.count - 1)
            default: if depth == 0, !bytes[index].isASCIIWhitespace { return }
            }
            index += 1
        }
    }
}
