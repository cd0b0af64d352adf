// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation

/// A run of IO virtual addresses; both bounds belong to it.
struct RangeRecord: Codable, Hashable {
    /// The lowest and the highest address: `"0x100000"`.
    let first: String
    let last: String

    init(_ range: AddressRange) {
        first = Wording.hex(range.first)
        last = Wording.hex(range.last)
    }
}

/// A set of IO virtual addresses.
struct RangeSetRecord: Codable, Hashable {
    /// How many addresses; 18446744073709551615 stands for all 2^64 of them, too.
    let byteCount: UInt64

    /// The fewest ranges that hold them, ascending.
    let ranges: [RangeRecord]

    init(_ set: AddressRangeSet) {
        byteCount = set.byteCount
        ranges = set.ranges.map(RangeRecord.init)
    }
}
