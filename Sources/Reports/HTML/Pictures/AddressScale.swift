// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation

/// Where IOVAs lie in a picture: from left to right, each stretch between two addresses that matter
/// as wide as the logarithm of its size, so that one page beside a block of thousands is seen.
struct AddressScale: Hashable {
    /// An address that matters, and its place from 0 to 1.
    struct Mark: Hashable {
        let address: UInt64
        let place: Double
    }

    /// The addresses that matter, ascending; at least two.
    let marks: [Mark]

    /// More addresses than these are thinned out.
    private static let mostMarks = 28

    /// A scale on which the ends of these ranges are marks; `wanted` first, then `others` as long
    /// as there is room. Nil without any range.
    init?(_ wanted: AddressRangeSet, others: [AddressRange]) {
        var ends = Self.ends(of: wanted.ranges)
        guard let first = ends.first, let last = ends.last, first < last else { return nil }
        if ends.count > Self.mostMarks {
            let step = (ends.count + Self.mostMarks - 1) / Self.mostMarks
            ends = ends.enumerated().filter { $0.offset % step == 0 }.map(\.element) + [last]
        }
        for end in Self.ends(of: others) where ends.count < Self.mostMarks {
            if end > first, end < last { ends.append(end) }
        }
        ends = Set(ends).sorted()
        var widths: [Double] = []
        for (low, high) in zip(ends, ends.dropFirst()) {
            // 4 KiB count as 1, each doubling adds 1.
            let pages = max((high - low) / 4096, 1)
            widths.append(2 + Double(UInt64.bitWidth - pages.leadingZeroBitCount))
        }
        let sum = widths.reduce(0, +)
        var used = 0.0
        var marks = [Mark(address: first, place: 0)]
        for (end, width) in zip(ends.dropFirst(), widths) {
            used += width
            marks.append(Mark(address: end, place: used / sum))
        }
        self.marks = marks
    }

    /// The place of an address; what lies outside is at the nearer end.
    func place(of address: UInt64) -> Double {
        guard let upper = marks.firstIndex(where: { $0.address >= address }) else { return 1 }
        guard upper > 0, marks[upper].address > address else { return marks[upper].place }
        let (low, high) = (marks[upper - 1], marks[upper])
        let share = Double(address - low.address) / Double(high.address - low.address)
        return low.place + share * (high.place - low.place)
    }

    /// From where to where a range goes.
    func places(of range: AddressRange) -> (start: Double, end: Double) {
        (place(of: range.first), place(of: range.last == .max ? .max : range.last + 1))
    }

    private static func ends(of ranges: [AddressRange]) -> [UInt64] {
        Set(ranges.flatMap { [$0.first, $0.last == .max ? .max : $0.last + 1] }).sorted()
    }
}
