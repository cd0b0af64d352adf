// SPDX-License-Identifier: GPL-2.0-only

/// A file's lines while hunks are applied to it.
struct LineImage {
    /// One line of the file.
    struct Line {
        /// The bytes with LF, if the line has one.
        let bytes: ArraySlice<UInt8>
        /// 0-based number of the line in the tree's file, nil for an added one.
        let origin: Int?
        /// Whether a hunk was applied over the line: no further hunk may then match it, as for git.
        let isPatched: Bool
    }

    private(set) var lines: [Line]
    /// For each line a number that equal lines share; `patched` for a patched line.
    private(set) var ids: [Int32]
    /// The same for lines as ``Whitespace/normalized(_:)`` has them; made on demand.
    private var looseIDs: [Int32]?
    private var table: [LineKey: Int32] = [:]
    private var looseTable: [LineKey: Int32] = [:]

    /// The number of a patched line, and that of a line which the file never had.
    static let patched: Int32 = -1
    static let unknown: Int32 = -2

    /// The lines of a file; those with 1-based numbers in `addedLines` count as added.
    init(_ bytes: [UInt8], addedLines: Set<Int> = []) {
        lines = []
        ids = []
        // Source files have some thirty bytes a line.
        lines.reserveCapacity(bytes.count / 30)
        ids.reserveCapacity(bytes.count / 30)
        table.reserveCapacity(bytes.count / 30)
        var treeLine = 0
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0a).map { $0 + 1 } ?? bytes.count
            let line = bytes[start..<end]
            let isAdded = addedLines.contains(lines.count + 1)
            lines.append(Line(bytes: line, origin: isAdded ? nil : treeLine, isPatched: false))
            treeLine += isAdded ? 0 : 1
            ids.append(LineImage.number(of: LineKey(bytes: line), in: &table))
            start = end
        }
    }

    /// The number of a line in a table, a new one if the line is not in it.
    private static func number(of key: LineKey, in table: inout [LineKey: Int32]) -> Int32 {
        let next = Int32(truncatingIfNeeded: table.count)
        return { (number: inout Int32?) in
            if let number { return number }
            number = next
            return next
        }(&table[key])
    }

    var count: Int { lines.count }

    /// The bytes of the whole file.
    var bytes: [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(lines.reduce(0) { $0 + $1.bytes.count })
        for line in lines { output += line.bytes }
        return output
    }

    /// 1-based numbers of the added lines among the lines of `bytes`.
    var addedLineNumbers: Set<Int> {
        var numbers: Set<Int> = []
        var number = 1
        for line in lines {
            if line.origin == nil { numbers.insert(number) }
            // A line without LF that is not the last one runs into the next.
            if line.bytes.last == 0x0a { number += 1 }
        }
        return numbers
    }

    /// The number of a line with these bytes, with LF.
    func id(of bytes: [UInt8]) -> Int32 { table[LineKey(bytes: bytes[...])] ?? LineImage.unknown }

    /// The number of a line that is equal but for white space.
    func looseID(of bytes: [UInt8]) -> Int32 {
        looseTable[LineKey(bytes: Whitespace.normalized(bytes[...])[...])] ?? LineImage.unknown
    }

    /// The numbers of the lines by which lines that differ in white space alone are equal.
    mutating func preparedLooseIDs() -> [Int32] {
        if let looseIDs { return looseIDs }
        var made: [Int32] = []
        made.reserveCapacity(lines.count)
        for line in lines {
            if line.isPatched {
                made.append(LineImage.patched)
                continue
            }
            let key = LineKey(bytes: Whitespace.normalized(line.bytes)[...])
            made.append(LineImage.number(of: key, in: &looseTable))
        }
        looseIDs = made
        return made
    }

    /// Replaces `count` lines from `position` by new ones, which no further hunk matches.
    mutating func replace(_ position: Int, count: Int, by new: [Line]) {
        lines.replaceSubrange(position..<(position + count), with: new)
        let newIDs = [Int32](repeating: LineImage.patched, count: new.count)
        ids.replaceSubrange(position..<(position + count), with: newIDs)
        looseIDs?.replaceSubrange(position..<(position + count), with: newIDs)
    }

    /// 1-based number, in the tree's file, of the line at `position` or the next one of that file.
    func treeLine(at position: Int) -> Int {
        for line in lines[min(max(position, 0), lines.count)...] {
            if let origin = line.origin { return origin + 1 }
        }
        return (lines.last { $0.origin != nil }?.origin ?? -1) + 2
    }
}
