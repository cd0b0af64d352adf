// SPDX-License-Identifier: GPL-2.0-only

/// The lines of a text, as many bytes apart as they are long: each is made when it is asked for.
///
/// Indices are 0-based; a line's number is its index plus one. Cost: four bytes a line.
public struct TextLines: RandomAccessCollection, Sendable {
    @usableFromInline let bytes: [UInt8]
    /// Where each line starts.
    @usableFromInline let starts: [UInt32]

    /// Finds the lines of a text of at most 4 GiB.
    init(of bytes: [UInt8]) {
        precondition(bytes.count < UInt32.max, "Texts are bounded by the readers' limits.")
        self.bytes = bytes
        starts = bytes.lineStarts()
    }

    /// 0.
    @inlinable public var startIndex: Int { 0 }
    /// The number of lines.
    @inlinable public var endIndex: Int { starts.count }

    /// The line at a 0-based index.
    @inlinable public subscript(index: Int) -> TextLine {
        let start = Int(starts[index])
        let next = index + 1 < starts.count ? Int(starts[index + 1]) : bytes.count
        var end = next
        var terminator = TextLine.Terminator.none
        // A line has a byte at least.
        if bytes[next - 1] == 0x0a {
            end -= 1
            terminator = .lf
            if end > start, bytes[end - 1] == 0x0d {
                end -= 1
                terminator = .crlf
            }
        }
        return TextLine(number: index + 1, span: start..<end, terminator: terminator)
    }

    /// The index of the line that holds the byte at an offset within the text, by binary search.
    func index(at offset: Int) -> Int {
        var low = 0
        var high = starts.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if Int(starts[middle]) <= offset { low = middle } else { high = middle - 1 }
        }
        return low
    }
}
