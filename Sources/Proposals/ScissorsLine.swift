// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// A line such as `-- >8 --` that cuts a patch off from the words above it.
///
/// The rule is that of `git mailinfo --scissors`: at least one pair of scissors (`>8`, `8<`, `>%`,
/// `%<`); the line, blanks at both ends aside, is at least 8 bytes wide; more than a third of that
/// is perforation, which is every dash, every byte of the scissors, and every blank behind one of
/// these; and the blanks among it are less than half of it.
enum ScissorsLine {
    private static let scissors: Set<[UInt8]> = [
        Array(">8".utf8), Array("8<".utf8), Array(">%".utf8), Array("%<".utf8),
    ]

    /// Tells whether these bytes, a line without its terminator, are a scissors line.
    static func matches(_ line: ArraySlice<UInt8>) -> Bool {
        let visible = Array(line.trimmingWhitespace())
        var perforation = 0
        var gaps = 0
        var pairs = 0
        var isInPerforation = false
        var index = 0
        while index < visible.count {
            let byte = visible[index]
            if byte.isASCIIWhitespace {
                if isInPerforation {
                    perforation += 1
                    gaps += 1
                }
            } else if byte == UInt8(ascii: "-") {
                isInPerforation = true
                perforation += 1
            } else if index + 1 < visible.count,
                scissors.contains([byte, visible[index + 1]])
            {
                isInPerforation = true
                perforation += 2
                pairs += 1
                index += 1
            } else {
                isInPerforation = false
            }
            index += 1
        }
        return pairs > 0 && visible.count >= 8 && visible.count < perforation * 3
            && gaps * 2 < perforation
    }
}
