// SPDX-License-Identifier: GPL-2.0-only

/// A token of C source (C17, 6.4), as far as telling words, numbers and signs apart.
struct CToken: Hashable, Sendable {
    /// What it is.
    enum Kind: Hashable, Sendable {
        case word, number, text, sign
    }

    let kind: Kind

    /// The characters.
    let text: String

    /// The bytes of the source.
    let span: Range<Int>

    /// Signs of more than one character, longest first.
    private static let signs = [
        "<<=", ">>=", "...", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "+=",
        "-=", "*=", "/=", "%=", "&=", "|=", "^=",
    ].map { Array($0.utf8) }

    /// The tokens of a source; comments and preprocessor lines are left out.
    static func all(in bytes: [UInt8]) -> [CToken] {
        var tokens: [CToken] = []
        var index = 0
        var isLineStart = true
        func at(_ offset: Int) -> UInt8 { index + offset < bytes.count ? bytes[index + offset] : 0 }
        while index < bytes.count {
            let byte = bytes[index]
            let start = index
            switch byte {
            case UInt8(ascii: "\n"):
                isLineStart = true
                index += 1
                continue
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
                index += 1
                continue
            case UInt8(ascii: "#") where isLineStart:
                index = endOfDirective(bytes, from: index)
                continue
            case UInt8(ascii: "/") where at(1) == UInt8(ascii: "*"):
                index += 2
                while index < bytes.count, !(byte2(bytes, index) == (0x2a, 0x2f)) { index += 1 }
                index = min(index + 2, bytes.count)
                continue
            case UInt8(ascii: "/") where at(1) == UInt8(ascii: "/"):
                while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
                continue
            default: break
            }
            isLineStart = false
            let kind: Kind
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                kind = .text
                index += 1
                while index < bytes.count, bytes[index] != byte, bytes[index] != UInt8(ascii: "\n")
                {
                    index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
                }
                index = min(index + 1, bytes.count)
            } else if CFunctions.isWord(byte) {
                kind = byte < UInt8(ascii: "A") ? .number : .word
                while index < bytes.count, CFunctions.isWord(bytes[index]) { index += 1 }
            } else {
                kind = .sign
                let sign = signs.first { bytes[index...].starts(with: $0) }
                index += sign?.count ?? 1
            }
            tokens.append(
                CToken(
                    kind: kind, text: String(decoding: bytes[start..<index], as: UTF8.self),
                    span: start..<index))
        }
        return tokens
    }

    private static func byte2(_ bytes: [UInt8], _ index: Int) -> (UInt8, UInt8) {
        (bytes[index], index + 1 < bytes.count ? bytes[index + 1] : 0)
    }

    /// The end of a preprocessor line, continued by backslashes.
    private static func endOfDirective(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\n"), bytes[index - 1] != UInt8(ascii: "\\") {
                return index
            }
            index += 1
        }
        return index
    }
}
