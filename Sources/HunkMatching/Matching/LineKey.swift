// SPDX-License-Identifier: GPL-2.0-only

/// A line as the key of a dictionary.
///
/// Hashed eight bytes at a time, seeded as every hash of Swift: an array of bytes is hashed byte by
/// byte, which took most of the time of a match.
struct LineKey: Hashable {
    let bytes: ArraySlice<UInt8>

    static func == (left: LineKey, right: LineKey) -> Bool { left.bytes == right.bytes }

    func hash(into hasher: inout Hasher) {
        hasher.combine(bytes.count)
        var word: UInt64 = 0
        var filled = 0
        for byte in bytes {
            word = word << 8 | UInt64(byte)
            filled += 1
            if filled == 8 {
                hasher.combine(word)
                filled = 0
            }
        }
        hasher.combine(word)
    }
}
