// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Mail

extension SentParts {
    /// What git makes of a place where inner multiparts begin.
    struct Opening {
        /// Their preambles.
        var preamble: [UInt8] = []
        /// The part that is text with its boundary, header and encoding, and its depth.
        ///
        /// git takes the line behind a header for text, whatever it is: where a boundary comes at
        /// once, git does not see it.
        var unseen: Unseen?
    }

    struct Unseen {
        var range: Range<Int>
        var text: [UInt8]
        var depth: Int
    }

    /// From a boundary line to the next, decoded as the header above the first says.
    func unseen(from start: Int, encoding: Encoding, depth: Int) -> Unseen {
        let range = start..<nextBoundary(like: start)
        let text =
            encoding == .base64 ? Self.base64ByLine(bytes[range]) : Array(bytes[range])
        return Unseen(range: range, text: text, depth: depth)
    }

    /// Whether a boundary comes behind one empty line that ends the header of an empty part.
    func hidesBoundary(_ part: MessagePart) -> Bool {
        let end = part.span.upperBound
        return isMultipart && part.span.isEmpty && bytes[end...].hasPrefix("\n--") && end >= 2
            && bytes[end - 2] != 0x0a
    }

    /// The inner multiparts of which a part is the first.
    func opening(before part: MessagePart) -> Opening {
        let path = part.path.split(separator: ".")
        // Where the first boundary line of each multipart is, the outermost first.
        var boundaries: [Int] = []
        var place = part.span.lowerBound
        for _ in path.indices {
            place = startOfLine(before: start(ofHeaderBefore: place))
            boundaries.insert(place, at: 0)
        }
        var opening = Opening()
        for depth in path.indices.dropFirst() where path[depth...].allSatisfy({ $0 == "1" }) {
            let boundary = boundaries[depth]
            let above = bytes.endOfLine(at: boundaries[depth - 1], before: bytes.count)..<boundary
            let text = bytes.firstRange(of: Array("\n\n".utf8), in: above)?.upperBound ?? boundary
            if text == boundary {
                opening.unseen = unseen(
                    from: boundary, encoding: Self.encoding(in: bytes[above]), depth: depth)
                break
            }
            opening.preamble += bytes[text..<boundary]
        }
        return opening
    }

    /// Where the next line is that begins as the boundary line at a place.
    func nextBoundary(like first: Int) -> Int {
        var place = bytes.endOfLine(at: first, before: bytes.count)
        let boundary = bytes[first..<place].trimmingWhitespace()
        while place < bytes.count, !bytes[place...].starts(with: boundary) {
            place = bytes.endOfLine(at: place, before: bytes.count)
        }
        return place
    }

    /// Where the lines above a place begin, behind the next line above that begins with `--`.
    func start(ofHeaderBefore end: Int) -> Int {
        var start = end
        while start > 0 {
            let before = startOfLine(before: start)
            if bytes[before...].hasPrefix("--") { break }
            start = before
        }
        return start
    }

    /// Where the line begins that ends before a place.
    func startOfLine(before end: Int) -> Int {
        bytes[..<max(0, end - 1)].lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
    }

    /// The line end between a part and the boundary behind it, where git has it.
    func lineEnd(behind part: MessagePart) -> [UInt8] {
        let rest = bytes[part.span.upperBound...]
        let lineEnd: [UInt8] =
            rest.hasPrefix("\r\n") ? [0x0d, 0x0a] : rest.first == 0x0a ? [0x0a] : []
        switch encoding(of: part) {
        case .identity: return lineEnd
        case .quotedPrintable: return bytes[part.span].last == UInt8(ascii: "=") ? [] : lineEnd
        case .base64: return []
        }
    }

    /// How many lines git adds where multiparts above a depth end between two parts: one.
    func linesAdded(
        behind part: MessagePart, depth: Int, before next: MessagePart?
    ) -> Int {
        guard isMultipart else { return 0 }
        let path = part.path.split(separator: ".")
        let other = next?.path.split(separator: ".") ?? []
        let isEnd = (0..<depth).contains { $0 >= other.count || path[..<$0] != other[..<$0] }
        return isEnd ? 1 : 0
    }
}
