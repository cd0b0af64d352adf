// SPDX-License-Identifier: GPL-2.0-only

/// Letters of other scripts that look like letters of ASCII, where they stand in for these.
///
/// The rules, after Unicode Technical Standard #39:
///
/// 1. In a word with letters of ASCII every such letter of another script is marked.
/// 2. In a text with letters of ASCII such a letter is marked where the text has no letter of its
///    script but such ones: a name in Cyrillic letters stays as it is beside an address.
/// 3. Letters that are mathematical symbols or numbers by their nature are always marked.
enum Lookalikes {
    private enum Script { case greek, cyrillic, armenian, cherokee, symbol }

    /// The letters to mark, by their offset in the text's scalars; empty for most texts.
    static func offsets(in text: String) -> Set<Int> {
        guard text.utf8.contains(where: { $0 >= 0xc8 }),
            text.unicodeScalars.contains(where: { isLookalike($0.value) })
        else { return [] }
        let scalars = Array(text.unicodeScalars)
        let hasASCII = scalars.contains(where: isASCIILetter)
        let atHome = Set(
            scalars.filter { !isLookalike($0.value) && $0.properties.isAlphabetic }
                .compactMap { script($0.value) })
        var marked: Set<Int> = []
        var start = 0
        while start < scalars.count {
            guard isInWord(scalars[start]) else {
                start += 1
                continue
            }
            let end = scalars[start...].firstIndex { !isInWord($0) } ?? scalars.count
            let isMixed = scalars[start..<end].contains(where: isASCIILetter)
            for offset in start..<end where isLookalike(scalars[offset].value) {
                let script = script(scalars[offset].value)
                let isForeign = script.map { !atHome.contains($0) } ?? false
                if script == .symbol || isMixed || hasASCII && isForeign {
                    marked.insert(offset)
                }
            }
            start = end
        }
        return marked
    }

    private static func isASCIILetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && scalar.properties.isAlphabetic
    }

    private static func isInWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    private static func script(_ value: UInt32) -> Script? {
        switch value {
        case 0x370...0x3ff, 0x1f00...0x1fff: .greek
        case 0x400...0x52f: .cyrillic
        case 0x530...0x58f: .armenian
        case 0x13a0...0x13ff: .cherokee
        case 0x250...0x2af, 0x2160...0x217f, 0x1d400...0x1d7ff: .symbol
        default: nil
        }
    }

    private static func isLookalike(_ value: UInt32) -> Bool {
        guard value >= 0x250 else { return false }
        return letters.contains(value)
            || (0x13a0...0x13f4).contains(value) || (0x1d400...0x1d7ff).contains(value)
    }

    /// Those which confusables.txt of that standard gives a single letter of ASCII, as far as a
    /// reader would take them for it.
    private static let letters: Set<UInt32> = [
        // IPA a and g.
        0x251, 0x261,
        // Greek capitals, j, i, o, p, u, v, c.
        0x37f, 0x391, 0x392, 0x395, 0x396, 0x397, 0x399, 0x39a, 0x39c, 0x39d, 0x39f, 0x3a1, 0x3a4,
        0x3a5, 0x3a7, 0x3b9, 0x3bd, 0x3bf, 0x3c1, 0x3c5, 0x3f2, 0x3f3, 0x3f9,
        // Cyrillic.
        0x405, 0x406, 0x408, 0x410, 0x412, 0x415, 0x41a, 0x41c, 0x41d, 0x41e, 0x420, 0x421, 0x422,
        0x423, 0x425, 0x430, 0x435, 0x43e, 0x440, 0x441, 0x443, 0x445, 0x455, 0x456, 0x458, 0x475,
        0x4ae, 0x4af, 0x4bb, 0x4c0, 0x4cf, 0x501, 0x51a, 0x51b, 0x51c, 0x51d,
        // Armenian h, n, u, o.
        0x570, 0x578, 0x57d, 0x585,
        // Roman numerals of one letter.
        0x2160, 0x2164, 0x2169, 0x216c, 0x216d, 0x216e, 0x216f, 0x2170, 0x2174, 0x2179, 0x217c,
        0x217d, 0x217e, 0x217f,
    ]
}
