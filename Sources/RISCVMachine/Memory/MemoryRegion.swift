// SPDX-License-Identifier: GPL-2.0-only

/// One piece of guest address space with storage, and a mark for each eight bytes of it.
///
/// Marks are stored as the difference from the region's own mark, so that a big region with one
/// permission costs no host memory until it is touched. In pages that have not changed since the
/// last snapshot they are watched (see ``GranuleMark``), in the others not.
struct MemoryRegion {
    let addresses: Range<UInt64>
    let contents: ZeroedBytes
    let marks: ZeroedBytes
    let ownMark: UInt8
    let history: PageHistory

    /// What a snapshot keeps in one piece, together with its 512 marks.
    static let pageByteCount = 4096

    /// Nil when the host has not that much memory. Both bounds are multiples of 4096.
    init?(_ addresses: Range<UInt64>, permissions: Permissions) {
        self.init(addresses, ownMark: GranuleMark.watched(GranuleMark.full(permissions)))
    }

    init?(_ addresses: Range<UInt64>, ownMark: UInt8) {
        guard let size = Int(exactly: addresses.upperBound - addresses.lowerBound),
            let contents = ZeroedBytes(count: size), let marks = ZeroedBytes(count: size / 8),
            let history = PageHistory(pageCount: size / Self.pageByteCount)
        else { return nil }
        self.addresses = addresses
        self.contents = contents
        self.marks = marks
        self.history = history
        self.ownMark = ownMark
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
        GranuleMark.unwatched(marks[offset(address) / 8] ^ ownMark)
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
                    GranuleMark.unwatched($0 ^ ownMark) & permission == 0
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
        let mark = GranuleMark.full(permissions)
        for page in pages(of: first * 8..<end) {
            history.noteMarks(page)
            let whole = marksOfPage(page).clamped(to: first..<max(first, end / 8))
            let isWatched = !history.hasChangedContents(page)
            marks.fill(whole, with: (isWatched ? GranuleMark.watched(mark) : mark) ^ ownMark)
        }
        if end % 8 != 0 {
            let mark =
                permissions.isDisjoint(with: [.read, .write])
                ? 0 : GranuleMark.leading(UInt64(end % 8), permissions)
            marks[end / 8] = mark ^ ownMark
        }
    }

    /// To be called before the bytes at these offsets are changed.
    func willStore(_ offsets: Range<Int>) {
        for page in pages(of: offsets) where history.noteContents(page) {
            marks.replace(marksOfPage(page)) { GranuleMark.unwatched($0 ^ ownMark) ^ ownMark }
        }
    }

    private func pages(of offsets: Range<Int>) -> Range<Int> {
        offsets.lowerBound / Self.pageByteCount..<(offsets.upperBound + Self.pageByteCount - 1)
            / Self.pageByteCount
    }

    private func bytesOfPage(_ page: Int) -> Range<Int> {
        page * Self.pageByteCount..<(page + 1) * Self.pageByteCount
    }

    private func marksOfPage(_ page: Int) -> Range<Int> {
        page * Self.pageByteCount / 8..<(page + 1) * Self.pageByteCount / 8
    }
}

// MARK: - Snapshots

extension MemoryRegion {
    /// The state of the region; linear in the pages that changed since the last one.
    func snapshot() -> RegionSnapshot {
        watch(history.changedContents)
        let saved = history.save(
            contents: { contents.copy(bytesOfPage($0)) }, marks: { marks.copy(marksOfPage($0)) })
        return RegionSnapshot(addresses: addresses, ownMark: ownMark, pages: saved)
    }

    /// Puts back a state that a region with the same addresses and own mark was in.
    func restore(_ snapshot: RegionSnapshot) {
        watch(history.changedContents)
        history.restore(
            snapshot.pages,
            contents: { page, bytes in store(bytes, in: contents, at: bytesOfPage(page)) },
            marks: { page, bytes in store(bytes, in: marks, at: marksOfPage(page)) })
    }

    private func watch(_ pages: [Int]) {
        for page in pages {
            marks.replace(marksOfPage(page)) { GranuleMark.watched($0 ^ ownMark) ^ ownMark }
        }
    }

    /// Stores a saved page; one that was never saved is zero.
    private func store(_ saved: [UInt8]?, in bytes: ZeroedBytes, at range: Range<Int>) {
        if let saved {
            bytes.store(saved, at: range.lowerBound)
        } else {
            bytes.fill(range, with: 0)
        }
    }
}
