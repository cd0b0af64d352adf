// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// For each line of a file a number that equal lines share, and the way from bytes to numbers.
struct LineIndex {
    /// For each line its number.
    let ids: [Int32]
    /// Number of different lines; all numbers are below it.
    let idCount: Int

    /// Open addressing: a line of each number, or -1 for a free place.
    private let slots: [Int32]
    private let hashes: [UInt64]
    private let key: UInt64

    /// Numbers the lines of a table. Cost: one pass over the bytes.
    init(of table: LineTable) {
        // Another one in each process, as for every hash of Swift; what is found does not depend
        // on it.
        let key = UInt64(truncatingIfNeeded: Hasher().finalize()) | 1
        var slotCount = 16
        while slotCount < 2 * table.count { slotCount *= 2 }
        var slots = [Int32](repeating: -1, count: slotCount)
        var hashes: [UInt64] = []
        hashes.reserveCapacity(table.count)
        var ids: [Int32] = []
        ids.reserveCapacity(table.count)
        var idCount: Int32 = 0
        for line in 0..<table.count {
            let content = table.content(line)
            let hash = LineIndex.hash(table.bytes, content, key: key)
            hashes.append(hash)
            var slot = Int(truncatingIfNeeded: hash & UInt64(slotCount - 1))
            while ids.count == line {
                let other = Int(slots[slot])
                if other < 0 {
                    slots[slot] = Int32(truncatingIfNeeded: line)
                    ids.append(idCount)
                    idCount += 1
                } else if hashes[other] == hash,
                    table.bytes.isEqual(table.span(line), to: table.bytes, table.span(other))
                {
                    ids.append(ids[other])
                }
                slot = (slot + 1) & (slotCount - 1)
            }
        }
        self.slots = slots
        self.hashes = hashes
        self.ids = ids
        self.idCount = Int(idCount)
        self.key = key
    }

    private static func hash(
        _ bytes: [UInt8], _ line: (span: Range<Int>, hasNewline: Bool), key: UInt64
    ) -> UInt64 {
        let hash = bytes.keyedHash(of: line.span, key: key)
        return line.hasNewline ? hash : ~hash
    }

    /// The number of the lines of `table` that have this content, and LF or none behind it.
    func id(of content: [UInt8], hasNewline: Bool, in table: LineTable) -> Int32 {
        let hash = LineIndex.hash(content, (0..<content.count, hasNewline), key: key)
        var slot = Int(truncatingIfNeeded: hash & UInt64(slots.count - 1))
        while slots[slot] >= 0 {
            let other = Int(slots[slot])
            if hashes[other] == hash, table.isEqual(other, to: content, hasNewline: hasNewline) {
                return ids[other]
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return LineImage.unknown
    }
}
