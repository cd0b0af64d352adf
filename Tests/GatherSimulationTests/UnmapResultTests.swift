// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import GatherSimulation

@Suite struct UnmapResultTests {
    @Test(
        arguments: [
            // asked for (first page, count), mapped leaves (first page, count), allowed pages
            (0, 0, [(0, 1)], 0...0),
            (0, 4, [(0, 1), (1, 1), (2, 1), (3, 1)], 4...4),
            (0, 4, [], 0...0),
            (0, 4, [(1, 1), (2, 1)], 0...0),
            (0, 4, [(0, 1), (1, 1), (3, 1)], 2...2),
            (1, 2, [(0, 1), (1, 1), (2, 1), (3, 1)], 2...2),
            // A larger leaf at the end may be unmapped in full.
            (0, 4, [(0, 16)], 4...16),
            (4, 4, [(0, 16)], 4...12),
            (0, 17, [(0, 16), (16, 16)], 17...32),
            (0, 17, [(0, 16)], 16...16),
        ] as [(UInt64, UInt64, [(UInt64, UInt64)], ClosedRange<UInt64>)])
    func followsTheLeaves(
        first: UInt64, count: UInt64, leaves: [(UInt64, UInt64)], allowed: ClosedRange<UInt64>
    ) {
        let mapped = leaves.map { first, count in
            Leaf(
                iovas: AddressRange(first: first * 4096, last: (first + count) * 4096 - 1),
                physicalAddress: 0x8000_0000)
        }
        let result = UnmapResult.allowed(
            AddressRange(first: first * 4096, byteCount: count * 4096), mapped: mapped)
        #expect(result == allowed.lowerBound * 4096...allowed.upperBound * 4096)
    }

    @Test func reachesTheLastAddress() {
        let last = AddressRange(first: .max - 0xfff, last: .max)
        let leaf = Leaf(iovas: last, physicalAddress: 0)
        #expect(UnmapResult.allowed(last, mapped: [leaf]) == 0x1000...0x1000)
    }
}
