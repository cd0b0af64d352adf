// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import GatherSimulation

@Suite struct AddressRangeSetTests {
    @Test func boundsAreInclusiveUpToTheLastAddress() {
        #expect(AddressRange(first: 0x1000, byteCount: 0x1000)?.last == 0x1fff)
        #expect(AddressRange(first: 0x1000, byteCount: 0) == nil)
        #expect(AddressRange(first: .max - 0xfff, byteCount: 0x1000)?.last == .max)
        #expect(AddressRange(first: .max - 0xfff, byteCount: 0x2000)?.last == .max)
        #expect(AddressRange(first: 5, last: 5).byteCount == 1)
        #expect(AddressRange(first: 9, last: 3) == AddressRange(first: 3, last: 9))
        #expect(AddressRange.everything.byteCount == .max)
    }

    @Test func touchingRangesBecomeOne() {
        let set = AddressRangeSet([range(0x2000, 0x2fff), range(0x1000, 0x1fff), range(9, 9)])
        #expect(set.ranges == [range(9, 9), range(0x1000, 0x2fff)])
        #expect(set.byteCount == 0x2001)
        #expect(AddressRangeSet([.everything, range(4, 5)]).ranges == [.everything])
        #expect(set.description == "0x9-0x9 0x1000-0x2fff")
    }

    @Test func subtractionCutsHolesAndEnds() {
        let set = AddressRangeSet([range(0, 99), range(200, .max)])
        let holes = AddressRangeSet([range(0, 9), range(50, 59), range(90, 210), range(.max, .max)])
        #expect(
            set.subtracting(holes).ranges == [range(10, 49), range(60, 89), range(211, .max - 1)])
    }

    /// Every operation on sets of small numbers against `Set<UInt64>`, which is simpler.
    @Test func agreesWithSetsOfNumbers() {
        var random = SplitMix(state: 7)
        for _ in 0..<2000 {
            let left = numbers(&random)
            let right = numbers(&random)
            let a = ranges(left)
            let b = ranges(right)
            #expect(a.subtracting(b) == ranges(left.subtracting(right)))
            #expect(a.intersection(b) == ranges(left.intersection(right)))
            var union = a
            union.formUnion(b)
            #expect(union == ranges(left.union(right)))
            let first = random.next() % 40
            let probe = range(first, first + random.next() % 6)
            let probed = Set(probe.first...probe.last)
            #expect(a.contains(probe) == probed.isSubset(of: left))
            #expect(a.overlaps(probe) == !probed.isDisjoint(with: left))
            var more = a
            more.insert(probe)
            #expect(more == ranges(left.union(probed)))
            var less = a
            less.remove(probe)
            #expect(less == ranges(left.subtracting(probed)))
            #expect(a.byteCount == UInt64(left.count))
        }
    }

    private func numbers(_ random: inout SplitMix) -> Set<UInt64> {
        Set((0..<random.next() % 30).map { _ in random.next() % 45 })
    }

    private func ranges(_ numbers: Set<UInt64>) -> AddressRangeSet {
        AddressRangeSet(numbers.map { AddressRange(first: $0, last: $0) })
    }

    private func range(_ first: UInt64, _ last: UInt64) -> AddressRange {
        AddressRange(first: first, last: last)
    }
}

/// A small generator with a seed, so that a failure repeats.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
