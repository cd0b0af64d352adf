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
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count / 4 * 3)
        var isValid = true
        var group: UInt32 = 0
        var count = 0
        var endOfPadded: Int?
        for byte in bytes {
            let value = table[Int(byte)]
            if value < 64 {
                group = group << 6 | UInt32(value)
                count += 1
                if count == 4 {
                    result.append(UInt8(truncatingIfNeeded: group >> 16))
                    result.append(UInt8(truncatingIfNeeded: group >> 8))
                    result.append(UInt8(truncatingIfNeeded: group))
                    group = 0
                    count = 0
                }
            } else if value == padding {
                if count == 1 { isValid = false }
                finish(group, count, &result)
                group = 0
                count = 0
                endOfPadded = result.count
            } else if value == invalid {
                isValid = false
                if let end = endOfPadded { return (Array(result[..<end]), false) }
            }
        }
        if count > 0 {
            isValid = false
            finish(group, count, &result)
        }
        return (result, isValid)
    }

    /// Writes the whole bytes of a group of two or three characters.
    private static func finish(_ group: UInt32, _ count: Int, _ result: inout [UInt8]) {
        if count == 2 {
            result.append(UInt8(truncatingIfNeeded: group >> 4))
        } else if count == 3 {
            result.append(UInt8(truncatingIfNeeded: group >> 10))
            result.append(UInt8(truncatingIfNeeded: group >> 2))
        }
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
