// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine
import Testing

@Suite struct LoadsAndStoresTests {
    /// From the constants 0x8899AABB, 0xCCDDEEFF, 0x00112233, 0x44556677, lowest byte first.
    static let loads: [(String, Int32, UInt64)] = [
        ("lb", 0, 0xFFFF_FFFF_FFFF_FFBB),
        ("lb", 11, 0),
        ("lb", 8, 0x33),
        ("lbu", 0, 0xBB),
        ("lh", 0, 0xFFFF_FFFF_FFFF_AABB),
        ("lh", 8, 0x2233),
        ("lhu", 0, 0xAABB),
        ("lw", 0, 0xFFFF_FFFF_8899_AABB),
        ("lw", 8, 0x0011_2233),
        ("lwu", 0, 0x8899_AABB),
        ("ld", 0, 0xCCDD_EEFF_8899_AABB),
        ("ld", 8, 0x4455_6677_0011_2233),
        // Misaligned, within and across eight bytes.
        ("lh", 1, 0xFFFF_FFFF_FFFF_99AA),
        ("lhu", 7, 0x33CC),
        ("lw", 2, 0xFFFF_FFFF_EEFF_8899),
        ("lwu", 6, 0x2233_CCDD),
        ("ld", 3, 0x1122_33CC_DDEE_FF88),
    ]

    @Test("A load extends what it reads, aligned or not", arguments: loads)
    func load(name: String, offset: Int32, result: UInt64) throws {
        let word = try Assembly.immediate(name, .a0, .a0, offset)
        #expect(try Guest.result(of: [word], Guest.constants) == result)
    }

    static let stores: [(String, Int32, Int)] = [
        ("sb", 0, 1), ("sh", 0, 2), ("sw", 0, 4), ("sd", 0, 8),
        ("sb", 7, 1), ("sh", 7, 2), ("sw", 6, 4), ("sd", 1, 8), ("sd", 13, 8),
    ]

    @Test("A store writes its bytes and no others", arguments: stores)
    func store(name: String, offset: Int32, count: Int) throws {
        let value: UInt64 = 0xF1E2_D3C4_B5A6_9788
        let guest = try Guest([
            try Assembly.store(name, .a1, offset, .a0), Assembly.ret,
        ])
        #expect(guest.run(Guest.data, value) == .returned(Guest.data))
        var expected = [UInt8](0..<64)
        expected.replaceSubrange(Int(offset)..<Int(offset) + count, with: value.bytes.prefix(count))
        #expect(try guest.machine.memory.bytes(at: Guest.data, count: 64) == expected)
    }

    @Test("A negative offset counts down")
    func negativeOffset() throws {
        let words = [
            try Assembly.store("sw", .a1, -2048, .a0),
            try Assembly.immediate("lwu", .a0, .a0, -2048),
        ]
        let stored = try Guest.result(of: words, Guest.data + 2048, 0xDEAD_BEEF)
        #expect(stored == 0xDEAD_BEEF)
    }

    @Test("An address computation wraps around")
    func wrappedAddress() throws {
        let guest = try Guest([try Assembly.immediate("lb", .a0, .a0, 2047)])
        let fault = MemoryFault(
            .load, at: 2046, byteCount: 1, firstBadAddress: 2046, reason: .unmapped)
        #expect(guest.run(.max) == .fault(.memory(fault, pc: Guest.text)))
    }
}
