// SPDX-License-Identifier: GPL-2.0-only

/// The C-style quoting by which git writes names with unusual bytes (`core.quotePath`).
enum QuotedName {
    /// The name in the quotes that `text` begins with, and what stands behind them.
    ///
    /// Read are `\a \b \t \n \v \f \r \" \\` and three octal digits. Nil for anything else behind a
    /// backslash and for a missing quote.
    static func unquoted(
        _ text: ArraySlice<UInt8>
    ) -> (name: [UInt8], rest: ArraySlice<UInt8>)? {
        guard text.first == Ascii.quote else { return nil }
        var name: [UInt8] = []
        var index = text.startIndex + 1
        while index < text.endIndex {
            let byte = text[index]
            index += 1
            if byte == Ascii.quote { return (name, text[index...]) }
            guard byte == Ascii.backslash else {
                name.append(byte)
                continue
            }
            guard index < text.endIndex else { return nil }
            let escaped = text[index]
            index += 1
            if let plain = plainByte(escaped) {
                name.append(plain)
                continue
            }
            guard (0x30...0x33).contains(escaped), index + 1 < text.endIndex,
                (0x30...0x37).contains(text[index]), (0x30...0x37).contains(text[index + 1])
            else { return nil }
            name.append(
                (escaped & 3) << 6 | (text[index] & 7) << 3 | text[index + 1] & 7)
            index += 2
        }
        return nil
    }

    private static func plainByte(_ escaped: UInt8) -> UInt8? {
        switch escaped {
        case 0x61: 0x07  // a
        case 0x62: 0x08  // b
        case 0x74: 0x09  // t
        case 0x6e: 0x0a  // n
        case 0x76: 0x0b  // v
        case 0x66: 0x0c  // f
        case 0x72: 0x0d  // r
        case Ascii.quote, Ascii.backslash: escaped
        default: nil
        }
    }
}
