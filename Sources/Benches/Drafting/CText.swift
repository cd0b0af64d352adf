// SPDX-License-Identifier: GPL-2.0-only

/// C source as text.
enum CText {
    /// The text with each comment replaced by a blank (C17, 6.4.9), strings and character constants
    /// as they are.
    static func withoutComments(_ text: String) -> String {
        var result: [UInt8] = []
        let bytes = Array(text.utf8)
        var index = 0
        var quote: UInt8?
        while index < bytes.count {
            let byte = bytes[index]
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            if let open = quote {
                result.append(byte)
                if byte == UInt8(ascii: "\\"), index + 1 < bytes.count {
                    result.append(next)
                    index += 1
                } else if byte == open || byte == UInt8(ascii: "\n") {
                    quote = nil
                }
            } else if byte == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
                index = end(of: [UInt8(ascii: "*"), UInt8(ascii: "/")], in: bytes, from: index + 2)
                result.append(UInt8(ascii: " "))
                continue
            } else if byte == UInt8(ascii: "/"), next == UInt8(ascii: "/") {
                index = end(of: [UInt8(ascii: "\n")], in: bytes, from: index + 2)
                result.append(UInt8(ascii: "\n"))
                continue
            } else {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
                result.append(byte)
            }
            index += 1
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The index behind the next occurrence of a mark, or the end.
    private static func end(of mark: [UInt8], in bytes: [UInt8], from start: Int) -> Int {
        var index = start
        while index + mark.count <= bytes.count {
            if bytes[index..<index + mark.count].elementsEqual(mark) { return index + mark.count }
            index += 1
        }
        return bytes.count
    }
}
