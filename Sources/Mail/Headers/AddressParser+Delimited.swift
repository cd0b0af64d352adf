// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

// What stands between delimiters: quoted strings, comments, addresses in angle brackets.
extension AddressParser {
    /// Adds the content of a quoted string to the phrase.
    mutating func appendQuotedString(to draft: inout Draft) {
        index += 1
        var content: [UInt8] = []
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count { index += 1 }
            content.append(bytes[index])
            index += 1
        }
        if index == bytes.count { result.isValid = false }
        index = min(index + 1, bytes.count)
        if draft.address == nil { draft.phrase += content }
    }

    /// The text of a comment, nested ones included, from its `(` on.
    mutating func comment() -> [UInt8] {
        var content: [UInt8] = []
        var depth = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\\"), index < bytes.count {
                content.append(bytes[index])
                index += 1
                continue
            }
            if byte == UInt8(ascii: ")") {
                depth -= 1
                if depth == 0 { return content }
            }
            if depth > 0 { content.append(byte) }
            if byte == UInt8(ascii: "(") { depth += 1 }
        }
        result.isValid = false
        return content
    }

    /// The address in `<...>`, without a route (`<@a,@b:c@d>`) and without white space.
    mutating func angleAddress() -> [UInt8] {
        index += 1
        var content: [UInt8] = []
        var isQuoted = false
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted {
                if byte == UInt8(ascii: ">") {
                    index += 1
                    return AddressParser.withoutRoute(content)
                }
                // A missing bracket must not swallow the next address.
                let isRoute = content.first == UInt8(ascii: "@")
                if byte == UInt8(ascii: "<") || byte == UInt8(ascii: ",") && !isRoute { break }
            }
            if isQuoted || !byte.isASCIIWhitespace { content.append(byte) }
            index += 1
        }
        result.isValid = false
        return AddressParser.withoutRoute(content)
    }

    private static func withoutRoute(_ content: [UInt8]) -> [UInt8] {
        guard content.first == UInt8(ascii: "@"), let colon = content.firstIndex(of: 0x3a)
        else { return content }
        return Array(content[(colon + 1)...])
    }
}
