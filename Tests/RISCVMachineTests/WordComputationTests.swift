// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine
import Testing

private let garbage: UInt64 = 0xABCD_0123_0000_0000
private let lowestWord: UInt64 = 0xFFFF_FFFF_8000_0000

@Suite struct WordComputationTests {
    static let rows: [(String, UInt64, UInt64, UInt64)] = [
        ("addw", 0x7FFF_FFFF, 1, lowestWord),
        ("addw", garbage | 1, garbage | 2, 3),
        ("addw", 0xFFFF_FFFF, 1, 0),
        ("subw", 0, 1, .max),
        ("subw", lowestWord, 1, 0x7FFF_FFFF),
        ("sllw", 1, 31, lowestWord),
        ("sllw", 1, 32, 1),
        ("sllw", garbage | 3, 1, 6),
        ("srlw", 0x8000_0000, 31, 1),
        ("srlw", 0x8000_0000, 0, lowestWord),
        ("srlw", garbage | 8, 3, 1),
        ("srlw", 0xFFFF_FFFF, 32, .max),
        ("sraw", 0x8000_0000, 31, .max),
        ("sraw", garbage | 0x4000_0000, 30, 1),
        ("sraw", 0x8000_0000, 64, lowestWord),
    ]

    @Test("A W form takes the low words and sign-extends its result", arguments: rows)
    func registerForm(name: String, left: UInt64, right: UInt64, result: UInt64) throws {
        let word = try Assembly.register(name, .a0, .a0, .a1)
        #expect(try Guest.result(of: [word], left, right) == result)
    }

    static let immediateRows: [(String, UInt64, Int32, UInt64)] = [
        ("addiw", 0x7FFF_FFFF, 1, lowestWord),
        ("addiw", garbage | 0x8000_0000, 0, lowestWord),
        ("addiw", 0, -1, .max),
        ("slliw", 1, 31, lowestWord),
        ("slliw", garbage | 1, 4, 16),
        ("srliw", 0xFFFF_FFFF_8000_0000, 31, 1),
        ("srliw", 0x8000_0000, 0, lowestWord),
        ("sraiw", 0x8000_0000, 31, .max),
        ("sraiw", garbage | 0x10, 4, 1),
    ]

    @Test("A W form with an immediate sign-extends its result", arguments: immediateRows)
    func immediateForm(name: String, value: UInt64, immediate: Int32, result: UInt64) throws {
        let word = try Assembly.immediate(name, .a0, .a0, immediate)
        #expect(try Guest.result(of: [word], value) == result)
    }
}
