// SPDX-License-Identifier: GPL-2.0-only

/// A fast sum over bytes that tells a damaged cache file from a whole one. It is no protection
/// against somebody who can write to the cache.
enum Checksum {
    /// 64-bit FNV-1a over words of eight bytes, little-endian, the last one padded with zeroes;
    /// 16 hexadecimal digits.
    static func of(_ bytes: [UInt8]) -> String {
        let digits = String(sum(of: bytes), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// The same as a number.
    static func sum(of bytes: some Collection<UInt8>) -> UInt64 {
        var sum: UInt64 = 0xcbf2_9ce4_8422_2325
        mix(UInt64(bytes.count), into: &sum)
        var word: UInt64 = 0
        var filled: UInt64 = 0
        for byte in bytes {
            word |= UInt64(byte) << filled
            filled += 8
            if filled == 64 {
                mix(word, into: &sum)
                word = 0
                filled = 0
            }
        }
        if filled > 0 { mix(word, into: &sum) }
        return sum
    }

    private static func mix(_ word: UInt64, into sum: inout UInt64) {
        sum = (sum ^ word) &* 0x100_0000_01b3
        sum ^= sum >> 32
    }
}
