// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// The lines of a file as a tree has it.
///
/// Never changes but for what is made on demand, so that it can be kept for the next patch of the
/// file. Making one takes one pass over the bytes.
final class LineTable {
    let bytes: [UInt8]
    /// Where each line starts, and behind the last one the number of bytes.
    private let starts: [Int]
    private var madeIndex: LineIndex?
    private var looseTable: LineTable?

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        starts = bytes.lineStarts()
    }

    var count: Int { starts.count - 1 }

    /// Whether the last line has LF.
    var endsInNewline: Bool { bytes.last == 0x0a }

    /// Where the bytes of a line are, LF included.
    func span(_ index: Int) -> Range<Int> { starts[index]..<starts[index + 1] }

    /// Where the bytes of a line are without LF, and whether it has one.
    func content(_ index: Int) -> (span: Range<Int>, hasNewline: Bool) {
        let (start, end) = (starts[index], starts[index + 1])
        return bytes[end - 1] == 0x0a ? (start..<(end - 1), true) : (start..<end, false)
    }

    /// The bytes of a line with LF, if it has one.
    func line(_ index: Int) -> ArraySlice<UInt8> { bytes[span(index)] }

    /// The bytes of a run of lines.
    func lines(_ range: Range<Int>) -> ArraySlice<UInt8> {
        bytes[starts[range.lowerBound]..<starts[range.upperBound]]
    }

    /// Whether a line has this content, and LF or none behind it.
    func isEqual(_ index: Int, to content: [UInt8], hasNewline: Bool) -> Bool {
        let line = self.content(index)
        return line.hasNewline == hasNewline
            && bytes.isEqual(line.span, to: content, 0..<content.count)
    }

    /// The numbers by which equal lines are found.
    var index: LineIndex {
        if let madeIndex { return madeIndex }
        let made = LineIndex(of: self)
        madeIndex = made
        return made
    }

    /// The number of the lines that have this content, and LF or none behind it.
    func id(of content: [UInt8], hasNewline: Bool) -> Int32 {
        index.id(of: content, hasNewline: hasNewline, in: self)
    }

    /// The share of lines, from 0 to 1, that another file has as well, each as often as in both.
    func similarity(to other: LineTable) -> Double {
        guard count + other.count > 0 else { return 1 }
        var left = [Int](repeating: 0, count: index.idCount)
        for id in index.ids { left[Int(id)] += 1 }
        var common = 0
        for line in 0..<other.count {
            let content = other.content(line)
            let id = self.id(of: Array(other.bytes[content.span]), hasNewline: content.hasNewline)
            guard id >= 0, left[Int(id)] > 0 else { continue }
            left[Int(id)] -= 1
            common += 1
        }
        return 2 * Double(common) / Double(count + other.count)
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
