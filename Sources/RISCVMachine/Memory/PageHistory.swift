// SPDX-License-Identifier: GPL-2.0-only

/// Pages as they were when a snapshot was taken; a page that is not there is zero.
final class SavedPages: Sendable {
    /// The bytes of each page.
    let contents: [Int: [UInt8]]
    /// The marks of each page, watched.
    let marks: [Int: [UInt8]]

    init(contents: [Int: [UInt8]] = [:], marks: [Int: [UInt8]] = [:]) {
        self.contents = contents
        self.marks = marks
    }
}

/// The state of a memory region.
struct RegionSnapshot: Sendable {
    let addresses: Range<UInt64>
    let ownMark: UInt8
    let pages: SavedPages

    /// True when `region` can be brought to this state.
    func fits(_ region: MemoryRegion) -> Bool {
        region.addresses == addresses && region.ownMark == ownMark
    }
}

/// Which pages of a memory region have changed, and since which state.
///
/// A region begins with all pages zero. A snapshot copies the pages that changed since the last one
/// and shares the others with it; going back to the last one copies those pages only.
final class PageHistory {
    /// The numbers of the pages whose bytes, whose marks may differ from ``base``.
    private(set) var changedContents: [Int] = []
    private var changedMarks: [Int] = []
    private var base = SavedPages()
    /// For each page bit 0: in `changedContents`; bit 1: in `changedMarks`.
    private let flags: ZeroedBytes

    /// Nil when the host has not that much memory.
    init?(pageCount: Int) {
        guard let flags = ZeroedBytes(count: pageCount) else { return nil }
        self.flags = flags
    }

    func hasChangedContents(_ page: Int) -> Bool {
        flags[page] & 1 != 0
    }

    /// To be called when bytes of the page change; true for the first change since ``base``.
    func noteContents(_ page: Int) -> Bool {
        guard flags[page] & 1 == 0 else { return false }
        flags[page] |= 1
        changedContents.append(page)
        return true
    }

    /// To be called when marks of the page change.
    func noteMarks(_ page: Int) {
        guard flags[page] & 2 == 0 else { return }
        flags[page] |= 2
        changedMarks.append(page)
    }

    /// Makes the present state the base; the functions give the bytes and marks of a page.
    func save(contents: (Int) -> [UInt8], marks: (Int) -> [UInt8]) -> SavedPages {
        guard !changedContents.isEmpty || !changedMarks.isEmpty else { return base }
        var savedContents = base.contents
        for page in changedContents { savedContents[page] = contents(page) }
        var savedMarks = base.marks
        for page in changedMarks { savedMarks[page] = marks(page) }
        rebase(on: SavedPages(contents: savedContents, marks: savedMarks))
        return base
    }

    /// Makes a saved state the base; the functions put back the bytes and marks of a page that may
    /// differ, nil for a page of zeros.
    func restore(
        _ saved: SavedPages, contents: (Int, [UInt8]?) -> Void, marks: (Int, [UInt8]?) -> Void
    ) {
        for page in changedContents { contents(page, saved.contents[page]) }
        for page in changedMarks { marks(page, saved.marks[page]) }
        if saved !== base {
            Self.forEachDifference(base.contents, saved.contents, contents)
            Self.forEachDifference(base.marks, saved.marks, marks)
        }
        rebase(on: saved)
    }

    private static func forEachDifference(
        _ from: [Int: [UInt8]], _ to: [Int: [UInt8]], _ body: (Int, [UInt8]?) -> Void
    ) {
        for (page, bytes) in to where from[page] != bytes { body(page, bytes) }
        for page in from.keys where to[page] == nil { body(page, nil) }
    }

    private func rebase(on saved: SavedPages) {
        for page in changedContents { flags[page] = 0 }
        for page in changedMarks { flags[page] = 0 }
        changedContents.removeAll(keepingCapacity: true)
        changedMarks.removeAll(keepingCapacity: true)
        base = saved
    }
}
