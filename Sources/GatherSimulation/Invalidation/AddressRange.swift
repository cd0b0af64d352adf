// SPDX-License-Identifier: GPL-2.0-only

/// A run of IO virtual addresses with inclusive bounds, `first...last`.
///
/// Bounds are inclusive because a range may end at `UInt64.max`, as an invalidation of everything
/// above an address does; a half-open range cannot say that. A range is never empty.
public struct AddressRange: Hashable, Sendable, Comparable {
    /// The lowest address.
    public let first: UInt64

    /// The highest address, at or above `first`.
    public let last: UInt64

    /// The range from one address to another, both included.
    ///
    /// Bounds in the wrong order name the same addresses and are put in order.
    public init(first: UInt64, last: UInt64) {
        self.first = min(first, last)
        self.last = max(first, last)
    }

    /// The `byteCount` addresses from `first`, or nil for none of them.
    ///
    /// A count that reaches beyond the address space ends at `UInt64.max`.
    public init?(first: UInt64, byteCount: UInt64) {
        guard byteCount > 0 else { return nil }
        let (last, overflow) = first.addingReportingOverflow(byteCount - 1)
        self.init(first: first, last: overflow ? .max : last)
    }

    /// Every address.
    public static var everything: AddressRange { AddressRange(first: 0, last: .max) }

    /// The number of addresses; `UInt64.max` stands for the whole address space, which is one more.
    public var byteCount: UInt64 {
        let (count, overflow) = (last - first).addingReportingOverflow(1)
        return overflow ? .max : count
    }

    /// Tells whether the address is one of the range's.
    public func contains(_ address: UInt64) -> Bool {
        first <= address && address <= last
    }

    /// Tells whether every address of the other range is one of this range's.
    public func contains(_ other: AddressRange) -> Bool {
        first <= other.first && other.last <= last
    }

    /// Tells whether the two ranges share an address.
    public func overlaps(_ other: AddressRange) -> Bool {
        first <= other.last && other.first <= last
    }

    /// The addresses which the two ranges share, or nil for none.
    public func intersection(_ other: AddressRange) -> AddressRange? {
        guard overlaps(other) else { return nil }
        return AddressRange(first: max(first, other.first), last: min(last, other.last))
    }

    /// Orders by first address, then by last.
    public static func < (left: AddressRange, right: AddressRange) -> Bool {
        (left.first, left.last) < (right.first, right.last)
    }
}

extension AddressRange: CustomStringConvertible {
    /// The bounds in hexadecimal, as `0x100000-0x103fff`.
    public var description: String {
        "0x\(String(first, radix: 16))-0x\(String(last, radix: 16))"
    }
}
