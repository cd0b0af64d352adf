// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// Text of an HTML part, for mail that has nothing else to read.
///
/// Tags go, blocks end lines, white space collapses outside of `<pre>`, the commonest character
/// references are decoded. This is for reading; HTML keeps no diff exact.
enum HTMLText {
    static func read(_ html: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(html.count / 2)
        var preformatted = 0
        var index = 0

        func newLine() {
            while result.last == 0x20 { result.removeLast() }
            if let last = result.last, last != 0x0a { result.append(0x0a) }
        }

        while index < html.count {
            let byte = html[index]
            if byte == UInt8(ascii: "<") {
                if html[index...].hasPrefix("<!--") {
                    index = html.firstRange(of: "-->", from: index)?.upperBound ?? html.count
                    continue
                }
                guard let end = html[index...].firstIndex(of: UInt8(ascii: ">")) else { break }
                let tag = html[(index + 1)..<end].prefix {
                    $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x2f
                }
                .asciiLowercased().lossyString
                index = end + 1
                switch tag {
                case "script", "style", "head", "title":
                    index = closing(tag, in: html, from: index)
                case "br", "br/":
                    result.append(0x0a)
                case "pre":
                    preformatted += 1
                    newLine()
                case "/pre":
                    preformatted = max(0, preformatted - 1)
                    newLine()
                case "p", "/p", "div", "/div", "tr", "/tr", "li", "/li", "blockquote",
                    "/blockquote",
                    "h1", "/h1", "h2", "/h2", "h3", "/h3", "table", "/table", "ul", "/ul":
                    newLine()
                default: break
                }
            } else if byte == UInt8(ascii: "&"), let (bytes, end) = reference(in: html, at: index) {
                result += bytes
                index = end
            } else if byte.isASCIIWhitespace, preformatted == 0 {
                if let last = result.last, !last.isASCIIWhitespace { result.append(0x20) }
                index += 1
            } else {
                if byte != 0x0d { result.append(byte) }
                index += 1
            }
        }
        newLine()
        return result
    }

    private static func closing(_ tag: String, in html: [UInt8], from start: Int) -> Int {
        var index = start
        while let open = html[index...].firstIndex(of: UInt8(ascii: "<")) {
            if html[(open + 1)...].hasPrefixIgnoringCase("/\(tag)") {
                return html[open...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? html.count
            }
            index = open + 1
        }
        return html.count
    }

    private static func reference(in html: [UInt8], at start: Int) -> (bytes: [UInt8], end: Int)? {
        let window = html[(start + 1)..<min(html.count, start + 12)]
        guard let end = window.firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let name = html[(start + 1)..<end]
        if name.first == UInt8(ascii: "#") {
            let digits = name.dropFirst()
            var value: UInt32?
            if digits.first.map({ $0 | 0x20 }) == UInt8(ascii: "x") {
                value = UInt32(digits.dropFirst().lossyString, radix: 16)
            } else {
                value = digits.decimalValue.flatMap(UInt32.init(exactly:))
            }
            guard let value, let scalar = Unicode.Scalar(value) else { return nil }
            return (Array(String(Character(scalar)).utf8), end + 1)
        }
        let named = [
            "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ",
        ]
        guard let text = named[name.lossyString] else { return nil }
        return (Array(text.utf8), end + 1)
    }
}
