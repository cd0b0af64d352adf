// SPDX-License-Identifier: GPL-2.0-only

/// A set of IO virtual addresses, kept as sorted ranges that neither overlap nor touch.
///
/// Two sets of the same addresses are equal, whatever was inserted in whatever order.
public struct AddressRangeSet: Hashable, Sendable {
    /// The addresses as the fewest ranges, in ascending order.
    public private(set) var ranges: [AddressRange]

    /// The empty set.
    public init() {
        ranges = []
    }

    /// The addresses of all the given ranges. O(n log n).
    public init(_ ranges: some Sequence<AddressRange>) {
        self.ranges = []
        for range in ranges.sorted() {
            if let previous = self.ranges.last, Self.joins(previous, range) {
                self.ranges[self.ranges.count - 1] = AddressRange(
                    first: previous.first, last: max(previous.last, range.last))
            } else {
                self.ranges.append(range)
            }
        }
    }

    /// Tells whether the set has no address.
    public var isEmpty: Bool { ranges.isEmpty }

    /// The number of addresses; `UInt64.max` when there are more.
    public var byteCount: UInt64 {
        ranges.reduce(0) { total, range in
            let (sum, overflow) = total.addingReportingOverflow(range.byteCount)
            return overflow ? .max : sum
        }
    }

    /// Adds the addresses of a range. O(log n) to find the place, O(n) to make room.
    public mutating func insert(_ range: AddressRange) {
        let start = firstIndex { Self.joins($0, range) || $0.first > range.last }
        var end = start
        var first = range.first
        var last = range.last
        while end < ranges.count, Self.joins(ranges[end], range) {
            first = min(first, ranges[end].first)
            last = max(last, ranges[end].last)
            end += 1
        }
        ranges.replaceSubrange(start..<end, with: [AddressRange(first: first, last: last)])
    }

    /// Adds the addresses of another set.
    public mutating func formUnion(_ other: AddressRangeSet) {
        self = AddressRangeSet(ranges + other.ranges)
    }

    /// Takes the addresses of a range out. O(n).
    public mutating func remove(_ range: AddressRange) {
        self = subtracting(AddressRangeSet([range]))
    }

    /// The addresses of this set which the other lacks. O(n + m).
    public func subtracting(_ other: AddressRangeSet) -> AddressRangeSet {
        var left: [AddressRange] = []
        var index = 0
        for range in ranges {
            while index < other.ranges.count, other.ranges[index].last < range.first {
                index += 1
            }
            var rest: AddressRange? = range
            var hole = index
            while let current = rest, hole < other.ranges.count,
                other.ranges[hole].first <= current.last
            {
                let taken = other.ranges[hole]
                if taken.first > current.first {
                    left.append(AddressRange(first: current.first, last: taken.first - 1))
                }
                rest =
                    taken.last < current.last
                    ? AddressRange(first: taken.last + 1, last: current.last) : nil
                hole += 1
            }
            if let rest {
                left.append(rest)
            }
        }
        return AddressRangeSet(left)
    }

    /// The addresses which are in both sets.
    public func intersection(_ other: AddressRangeSet) -> AddressRangeSet {
        subtracting(subtracting(other))
    }

    /// Tells whether the set has all the addresses of a range. O(log n).
    public func contains(_ range: AddressRange) -> Bool {
        let index = firstIndex { $0.last >= range.first }
        return index < ranges.count && ranges[index].contains(range)
    }

    /// Tells whether the set has an address of a range. O(log n).
    public func overlaps(_ range: AddressRange) -> Bool {
        let index = firstIndex { $0.last >= range.first }
        return index < ranges.count && ranges[index].overlaps(range)
    }

    /// The index of the first range for which a monotone condition holds, or the count.
    private func firstIndex(where condition: (AddressRange) -> Bool) -> Int {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if condition(ranges[middle]) {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return low
    }

    /// Tells whether two ranges overlap or stand side by side.
    private static func joins(_ left: AddressRange, _ right: AddressRange) -> Bool {
        if left.overlaps(right) {
            return true
        }
        return left.last < right.first ? left.last + 1 == right.first : right.last + 1 == left.first
    }
}

extension AddressRangeSet: CustomStringConvertible {
    /// The ranges in hexadecimal, as `0x100000-0x103fff 0x108000-0x108fff`.
    public var description: String {
        ranges.map(\.description).joined(separator: " ")
    }
}
