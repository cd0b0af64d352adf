// SPDX-License-Identifier: GPL-2.0-only

/// One piece of guest address space with storage, and a mark for each eight bytes of it.
///
/// Marks are stored as the difference from the region's own mark, so that a big region with one
/// permission costs no host memory until it is touched.
struct MemoryRegion {
    let addresses: Range<UInt64>
    let contents: ZeroedBytes
    let marks: ZeroedBytes
    private let ownMark: UInt8

    /// Nil when the host has not that much memory. Both bounds are multiples of eight.
    init?(_ addresses: Range<UInt64>, permissions: Permissions) {
        guard let size = Int(exactly: addresses.upperBound - addresses.lowerBound),
            let contents = ZeroedBytes(count: size), let marks = ZeroedBytes(count: size / 8)
        else { return nil }
        self.addresses = addresses
        self.contents = contents
        self.marks = marks
        ownMark = GranuleMark.full(permissions)
    }

    /// The offset in the region of an address inside it.
    func offset(_ address: UInt64) -> Int {
        Int(truncatingIfNeeded: address &- addresses.lowerBound)
    }

    func contains(_ address: UInt64, _ byteCount: UInt64) -> Bool {
        address >= addresses.lowerBound && address < addresses.upperBound
            && byteCount <= addresses.upperBound - address
    }

    func mark(at address: UInt64) -> UInt8 {
        marks[offset(address) / 8] ^ ownMark
    }

    /// The first address of `range` without the permission; nil when all have it.
    func firstAddress(in range: Range<UInt64>, without permission: UInt8) -> UInt64? {
        var address = range.lowerBound
        while address < range.upperBound {
            let mark = mark(at: address)
            let granule = address & ~7
            if mark & permission != 0 {
                // Runs of equal marks are the rule.
                let last = offset(range.upperBound - 1) / 8
                let first = offset(granule) / 8
                let other = marks.firstOffset(in: first..<last + 1) {
                    ($0 ^ ownMark) & permission == 0
                }
                guard let other else { return nil }
                address = addresses.lowerBound + UInt64(other) * 8
                continue
            }
            let end = granule + GranuleMark.accessibleCount(mark, for: permission)
            if address >= end { return address }
            if range.upperBound <= end { return nil }
            return end
        }
        return nil
    }

    /// Sets what is allowed from the granule of the first address to the last address exactly.
    func setPermissions(_ range: Range<UInt64>, _ permissions: Permissions) {
        let first = offset(range.lowerBound) / 8
        let end = offset(range.upperBound - 1) + 1
        if first < end / 8 {
            marks.fill(first..<end / 8, with: GranuleMark.full(permissions) ^ ownMark)
        }
        if end % 8 != 0 {
            let mark =
                permissions.isDisjoint(with: [.read, .write])
                ? 0 : GranuleMark.leading(UInt64(end % 8), permissions)
            marks[end / 8] = mark ^ ownMark
        }
    }
}
