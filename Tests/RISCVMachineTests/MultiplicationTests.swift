// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine
import Testing

private let lowest: UInt64 = 0x8000_0000_0000_0000
private let highest: UInt64 = 0x7FFF_FFFF_FFFF_FFFF
private let minusOne = UInt64.max
private let garbage: UInt64 = 0xABCD_0123_0000_0000
private let lowestWord: UInt64 = 0xFFFF_FFFF_8000_0000

@Suite struct MultiplicationTests {
    static let products: [(String, UInt64, UInt64, UInt64)] = [
        ("mul", minusOne, minusOne, 1),
        ("mul", lowest, 2, 0),
        ("mul", 0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFE_0000_0001),
        ("mulh", minusOne, minusOne, 0),
        ("mulh", minusOne, 1, minusOne),
        ("mulh", lowest, lowest, 0x4000_0000_0000_0000),
        ("mulh", lowest, highest, 0xC000_0000_0000_0000),
        ("mulh", highest, highest, 0x3FFF_FFFF_FFFF_FFFF),
        ("mulhu", minusOne, minusOne, 0xFFFF_FFFF_FFFF_FFFE),
        ("mulhu", lowest, 2, 1),
        ("mulhu", 0, minusOne, 0),
        ("mulhsu", minusOne, minusOne, minusOne),
        ("mulhsu", minusOne, 1, minusOne),
        ("mulhsu", 1, minusOne, 0),
        ("mulhsu", lowest, minusOne, lowest),
        ("mulhsu", highest, minusOne, 0x7FFF_FFFF_FFFF_FFFE),
        ("mulw", garbage | 0xFFFF_FFFF, 2, 0xFFFF_FFFF_FFFF_FFFE),
        ("mulw", 0x8000_0000, 1, lowestWord),
        ("mulw", 0x1_0000, 0x1_0000, 0),
    ]

    @Test("A product is the low or high half that the ISA says", arguments: products)
    func product(name: String, left: UInt64, right: UInt64, result: UInt64) throws {
        let word = try Assembly.register(name, .a0, .a0, .a1)
        #expect(try Guest.result(of: [word], left, right) == result)
    }

    static let quotients: [(String, UInt64, UInt64, UInt64)] = [
        ("div", 7, 2, 3),
        ("div", UInt64(bitPattern: -7), 2, UInt64(bitPattern: -3)),
        ("div", 7, UInt64(bitPattern: -2), UInt64(bitPattern: -3)),
        ("div", 7, 0, minusOne),
        ("div", UInt64(bitPattern: -7), 0, minusOne),
        ("div", lowest, minusOne, lowest),
        ("divu", minusOne, 2, highest),
        ("divu", 7, 0, minusOne),
        ("divu", lowest, minusOne, 0),
        ("rem", 7, 2, 1),
        ("rem", UInt64(bitPattern: -7), 2, minusOne),
        ("rem", 7, UInt64(bitPattern: -2), 1),
        ("rem", UInt64(bitPattern: -7), 0, UInt64(bitPattern: -7)),
        ("rem", lowest, minusOne, 0),
        ("remu", minusOne, 16, 15),
        ("remu", lowest, 0, lowest),
        ("remu", lowest, minusOne, lowest),
        ("divw", garbage | 7, garbage | 2, 3),
        ("divw", 0x8000_0000, 0xFFFF_FFFF, lowestWord),
        ("divw", 7, garbage, minusOne),
        ("divw", 0xFFFF_FFF9, 2, UInt64(bitPattern: -3)),
        ("divuw", 0xFFFF_FFFF, 1, minusOne),
        ("divuw", garbage | 8, garbage | 2, 4),
        ("divuw", 8, garbage, minusOne),
        ("divuw", 0x8000_0000, 0xFFFF_FFFF, 0),
        ("remw", 0xFFFF_FFF9, 2, minusOne),
        ("remw", 0x8000_0000, 0xFFFF_FFFF, 0),
        ("remw", 0x8000_0000, garbage, lowestWord),
        ("remuw", 0xFFFF_FFFF, garbage, minusOne),
        ("remuw", 0x8000_0000, 0xFFFF_FFFF, lowestWord),
        ("remuw", garbage | 9, garbage | 4, 1),
    ]

    @Test("Division rounds to zero and never traps", arguments: quotients)
    func quotient(name: String, left: UInt64, right: UInt64, result: UInt64) throws {
        let word = try Assembly.register(name, .a0, .a0, .a1)
        #expect(try Guest.result(of: [word], left, right) == result)
    }
}
