// SPDX-License-Identifier: GPL-2.0-only

/// What is allowed in eight bytes of guest memory, in one byte.
///
/// Bits 0 and 1: the whole granule may be read, written; one test decides for an aligned access.
/// Bit 2, in place of bit 1: it may be written, but the first store has to be noticed, for its page
/// has not changed since the last snapshot. So noticing costs a store's fast way nothing.
/// Bits 3 to 5: else, how many of its first bytes (1 to 7) are accessible, with bits 6 (read) and
/// 7 (write) saying how. So an object's end, or a heap's redzone, is exact to the byte, and costs
/// something only where it is touched.
enum GranuleMark {
    static let byteCount: UInt64 = 8
    static let read: UInt8 = 1
    static let write: UInt8 = 2
    private static let watchedWrite: UInt8 = 4

    /// All eight bytes.
    static func full(_ permissions: Permissions) -> UInt8 {
        permissions.rawValue & 3
    }

    /// The mark with bit 2 in place of bit 1.
    static func watched(_ mark: UInt8) -> UInt8 {
        mark & ~write | (mark & write) << 1
    }

    /// The mark with bit 1 in place of bit 2: the form that the other functions take.
    static func unwatched(_ mark: UInt8) -> UInt8 {
        mark & ~watchedWrite | (mark & watchedWrite) >> 1
    }

    /// The first `count` bytes, 1 to 7.
    static func leading(_ count: UInt64, _ permissions: Permissions) -> UInt8 {
        UInt8(truncatingIfNeeded: count & 7) << 3 | (permissions.rawValue & 3) << 6
    }

    /// How many of the granule's first bytes have that permission: 0 to 8.
    static func accessibleCount(_ mark: UInt8, for permission: UInt8) -> UInt64 {
        if mark & permission != 0 { return 8 }
        if (mark >> 6) & permission != 0 { return UInt64(mark >> 3 & 7) }
        return 0
    }

    /// True when the byte at `offset` (0 to 7) has any permission.
    static func isMapped(_ mark: UInt8, offset: UInt64) -> Bool {
        mark & 3 != 0 || (mark >> 6 != 0 && offset < UInt64(mark >> 3 & 7))
    }

    /// What is allowed for the byte at `offset` (0 to 7).
    static func permissions(_ mark: UInt8, offset: UInt64) -> Permissions {
        if mark & 3 != 0 { return Permissions(rawValue: mark & 3) }
        return isMapped(mark, offset: offset) ? Permissions(rawValue: mark >> 6) : []
    }
}
