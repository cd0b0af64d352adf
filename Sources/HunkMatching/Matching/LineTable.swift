// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// The lines of a file as a tree has it, and for each a number that equal lines share.
///
/// Never changes once it is made, but for what is made on demand, so that it can be kept for the
/// next patch of the file. Making one takes two passes over the bytes.
final class LineTable {
    let bytes: [UInt8]
    /// Where each line starts, and behind the last one the number of bytes.
    private let starts: [Int]
    /// For each line the number that equal lines share.
    let ids: [Int32]
    /// Number of different lines.
    let idCount: Int

    /// Open addressing: a line of each number, or -1 for a free place.
    private let slots: [Int32]
    private let hashes: [UInt64]
    private let key: UInt64
    /// The numbers by which lines that differ in white space alone are equal, made on demand.
    private var looseTable: LineTable?

    var count: Int { ids.count }

    /// Whether the last line has LF.
    var endsInNewline: Bool { bytes.last == 0x0a }

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        // Another one in each process, as for every hash of Swift; what is found does not depend
        // on it.
        key = UInt64(truncatingIfNeeded: Hasher().finalize()) | 1
        var starts: [Int] = []
        starts.reserveCapacity(bytes.count / 24 + 2)
        var start = 0
        while start < bytes.count {
            starts.append(start)
            start = bytes.endOfLine(at: start, before: bytes.count)
        }
        starts.append(bytes.count)
        self.starts = starts
        let count = starts.count - 1
        var slotCount = 16
        while slotCount < 2 * count { slotCount *= 2 }
        var slots = [Int32](repeating: -1, count: slotCount)
        var hashes: [UInt64] = []
        hashes.reserveCapacity(count)
        var ids: [Int32] = []
        ids.reserveCapacity(count)
        var idCount: Int32 = 0
        for line in 0..<count {
            let range = starts[line]..<starts[line + 1]
            let hash = LineTable.hash(bytes, range, key: key)
            hashes.append(hash)
            var slot = Int(truncatingIfNeeded: hash & UInt64(slotCount - 1))
            while ids.count == line {
                let other = Int(slots[slot])
                if other < 0 {
                    slots[slot] = Int32(truncatingIfNeeded: line)
                    ids.append(idCount)
                    idCount += 1
                } else if hashes[other] == hash,
                    bytes.isEqual(range, to: bytes, starts[other]..<starts[other + 1])
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
    }

    /// The hash of a line with LF, if it has one: that of the rest, turned if there is none.
    private static func hash(_ bytes: [UInt8], _ line: Range<Int>, key: UInt64) -> UInt64 {
        guard let last = line.last, bytes[last] == 0x0a else {
            return ~bytes.keyedHash(of: line, key: key)
        }
        return bytes.keyedHash(of: line.lowerBound..<last, key: key)
    }

    /// The bytes of a line with LF, if it has one.
    func line(_ index: Int) -> ArraySlice<UInt8> { bytes[starts[index]..<starts[index + 1]] }

    /// The bytes of a run of lines.
    func lines(_ range: Range<Int>) -> ArraySlice<UInt8> {
        bytes[starts[range.lowerBound]..<starts[range.upperBound]]
    }

    /// The number of the lines that have this content, and LF or none behind it.
    func id(of content: [UInt8], hasNewline: Bool) -> Int32 {
        let range = 0..<content.count
        let hash = content.keyedHash(of: range, key: key)
        let wanted = hasNewline ? hash : ~hash
        var slot = Int(truncatingIfNeeded: wanted & UInt64(slots.count - 1))
        while true {
            let other = Int(slots[slot])
            if other < 0 { return LineImage.unknown }
            if hashes[other] == wanted {
                let (start, end) = (starts[other], starts[other + 1])
                let endsInNewline = bytes[end - 1] == 0x0a
                if endsInNewline == hasNewline,
                    bytes.isEqual(start..<(endsInNewline ? end - 1 : end), to: content, range)
                {
                    return ids[other]
                }
            }
            slot = (slot + 1) & (slots.count - 1)
        }
    }

    /// The table of the lines with their white space made equal, each with LF.
    func loose() -> LineTable {
        if let looseTable { return looseTable }
        var normalized: [UInt8] = []
        normalized.reserveCapacity(bytes.count)
        for index in 0..<count {
            Whitespace.appendNormalized(line(index), to: &normalized)
            normalized.append(0x0a)
        }
        let made = LineTable(normalized)
        looseTable = made
        return made
    }
}
