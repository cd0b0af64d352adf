// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// A line such as `-- >8 --` that cuts a patch off from the words above it.
///
/// The rule is that of `git mailinfo --scissors`: at least one pair of scissors (`>8`, `8<`, `>%`,
/// `%<`); from the first visible byte to the last, or to the first of a pair of scissors at the end,
/// the line is at least 8 bytes wide; more than a third of that is perforation, which is every
/// dash, every byte of the scissors, and every blank behind one of these, the end of the line
/// included; and the blanks among it are less than half of it.
public enum ScissorsLine {
    /// Whether two bytes are one of the four pairs.
    private static func areScissors(_ first: UInt8, _ second: UInt8) -> Bool {
        switch first {
        case UInt8(ascii: ">"): second == UInt8(ascii: "8") || second == UInt8(ascii: "%")
        case UInt8(ascii: "8"), UInt8(ascii: "%"): second == UInt8(ascii: "<")
        default: false
        }
    }

    /// Tells whether these bytes, a line without its terminator, are a scissors line.
    public static func matches(_ line: ArraySlice<UInt8>) -> Bool {
        // Hardly a line has a pair: looked for first, in place.
        var hasPair = false
        var last: UInt8 = 0
        for byte in line {
            hasPair = hasPair || areScissors(last, byte)
            last = byte
        }
        guard hasPair else { return false }
        let text = Array(line.drop { $0.isASCIIWhitespace }) + [UInt8(ascii: "\n")]
        var width = 0
        var perforation = 0
        var gaps = 0
        var pairs = 0
        var isInPerforation = false
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte.isASCIIWhitespace {
                if isInPerforation {
                    perforation += 1
                    gaps += 1
                }
                index += 1
                continue
            }
            width = index + 1
            if byte == UInt8(ascii: "-") {
                isInPerforation = true
                perforation += 1
            } else if index + 1 < text.count, areScissors(byte, text[index + 1]) {
                isInPerforation = true
                perforation += 2
                pairs += 1
                index += 1
            } else {
                isInPerforation = false
            }
            index += 1
        }
        return pairs > 0 && width >= 8 && width < perforation * 3 && gaps * 2 < perforation
    }
}
