// SPDX-License-Identifier: GPL-2.0-only

/// Base64 of mail (RFC 2045 section 6.8).
enum Base64 {
    /// Decodes; white space is skipped.
    ///
    /// Characters outside of the alphabet are skipped and make the result invalid, as does an end
    /// within a group of four. Padding ends a group; what follows it is decoded as well, because
    /// mailers join encoded texts, unless it has other characters: then it is the footer that a
    /// list appended in plain text, and it is dropped.
    static func decode(_ bytes: ArraySlice<UInt8>) -> (bytes: [UInt8], isValid: Bool) {
        // Written by index: appending costs more than decoding.
        var result = [UInt8](repeating: 0, count: bytes.count / 4 * 3 + 3)
        var end = 0
        var isValid = true
        var group: UInt32 = 0
        var count = 0
        var endOfPadded: Int?
        var index = bytes.startIndex
        func finish() {
            if count == 2 {
                result[end] = UInt8(truncatingIfNeeded: group >> 4)
            } else if count == 3 {
                result[end] = UInt8(truncatingIfNeeded: group >> 10)
                result[end + 1] = UInt8(truncatingIfNeeded: group >> 2)
            }
            end += max(0, count - 1)
            group = 0
            count = 0
        }
        while index < bytes.endIndex {
            let value = table[Int(bytes[index])]
            index += 1
            if value < 64 {
                group = group << 6 | UInt32(value)
                count += 1
                if count == 4 {
                    result[end] = UInt8(truncatingIfNeeded: group >> 16)
                    result[end + 1] = UInt8(truncatingIfNeeded: group >> 8)
                    result[end + 2] = UInt8(truncatingIfNeeded: group)
                    end += 3
                    group = 0
                    count = 0
                }
            } else if value == padding {
                if count == 1 { isValid = false }
                finish()
                endOfPadded = end
            } else if value == invalid {
                isValid = false
                if let padded = endOfPadded { return (Array(result[..<padded]), false) }
            }
        }
        if count > 0 {
            isValid = false
            finish()
        }
        result.removeLast(result.count - end)
        return (result, isValid)
    }

    private static let padding: UInt8 = 64
    private static let blank: UInt8 = 65
    private static let invalid: UInt8 = 66

    private static let table: [UInt8] = {
        var table = [UInt8](repeating: invalid, count: 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, byte) in alphabet.utf8.enumerated() { table[Int(byte)] = UInt8(value) }
        for byte in [0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20] { table[byte] = blank }
        table[Int(UInt8(ascii: "="))] = padding
        return table
    }()
}
