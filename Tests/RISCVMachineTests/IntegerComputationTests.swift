// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine
import Testing

private let lowest: UInt64 = 0x8000_0000_0000_0000
private let highest: UInt64 = 0x7FFF_FFFF_FFFF_FFFF

@Suite struct IntegerComputationTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let left: UInt64
        let right: UInt64
        let result: UInt64

        init(_ name: String, _ left: UInt64, _ right: UInt64, _ result: UInt64) {
            self.name = name
            self.left = left
            self.right = right
            self.result = result
        }

        var testDescription: String {
            "\(name) \(String(left, radix: 16)) \(String(right, radix: 16))"
        }
    }

    static let rows = [
        Row("add", 1, 2, 3),
        Row("add", .max, 1, 0),
        Row("add", highest, 1, lowest),
        Row("sub", 0, 1, .max),
        Row("sub", lowest, 1, highest),
        Row("sll", 1, 63, lowest),
        Row("sll", 1, 64, 1),
        Row("sll", 3, 0xFFFF_FFFF_FFFF_FFC1, 6),
        Row("srl", lowest, 63, 1),
        Row("srl", .max, 4, 0x0FFF_FFFF_FFFF_FFFF),
        Row("srl", 8, 64, 8),
        Row("sra", lowest, 63, .max),
        Row("sra", lowest, 64, lowest),
        Row("sra", highest, 62, 1),
        Row("slt", .max, 0, 1),
        Row("slt", 0, .max, 0),
        Row("slt", lowest, highest, 1),
        Row("slt", 5, 5, 0),
        Row("sltu", .max, 0, 0),
        Row("sltu", 0, .max, 1),
        Row("sltu", 0, 0, 0),
        Row("xor", 0xFF00, 0x0FF0, 0xF0F0),
        Row("or", 0xFF00, 0x0FF0, 0xFFF0),
        Row("and", 0xFF00, 0x0FF0, 0x0F00),
    ]

    @Test("A register instruction gives the ISA's result", arguments: rows)
    func registerForm(row: Row) throws {
        let word = try Assembly.register(row.name, .a0, .a0, .a1)
        #expect(try Guest.result(of: [word], row.left, row.right) == row.result)
    }

    static let immediateRows: [(String, UInt64, Int32, UInt64)] = [
        ("addi", 1, -1, 0),
        ("addi", highest, 2047, lowest + 2046),
        ("addi", 0, -2048, 0xFFFF_FFFF_FFFF_F800),
        ("slti", .max, 0, 1),
        ("slti", 0, -1, 0),
        ("sltiu", 0, -1, 1),
        ("sltiu", .max, -1, 0),
        ("sltiu", 0, 1, 1),
        ("xori", 0x55, -1, ~0x55),
        ("ori", 0x100, -2048, 0xFFFF_FFFF_FFFF_F900),
        ("andi", .max, -2048, 0xFFFF_FFFF_FFFF_F800),
        ("slli", 1, 63, lowest),
        ("slli", 1, 32, 0x1_0000_0000),
        ("srli", lowest, 63, 1),
        ("srli", .max, 32, 0xFFFF_FFFF),
        ("srai", lowest, 63, .max),
        ("srai", highest, 33, 0x3FFF_FFFF),
    ]

    @Test("An immediate instruction gives the ISA's result", arguments: immediateRows)
    func immediateForm(name: String, value: UInt64, immediate: Int32, result: UInt64) throws {
        let word = try Assembly.immediate(name, .a0, .a0, immediate)
        #expect(try Guest.result(of: [word], value) == result)
    }

    @Test("lui and auipc sign-extend their 32-bit immediate")
    func upperImmediates() throws {
        #expect(try Guest.result(of: [Assembly.lui(.a0, 0x12345)]) == 0x1234_5000)
        #expect(
            try Guest.result(of: [Assembly.lui(.a0, 0x80000)]) == 0xFFFF_FFFF_8000_0000)
        #expect(
            try Guest.result(of: [Assembly.nop, Assembly.auipc(.a0, 1)])
                == Guest.text + 4 + 0x1000)
        #expect(
            try Guest.result(of: [Assembly.auipc(.a0, 0x80000)])
                == Guest.text &+ 0xFFFF_FFFF_8000_0000)
    }

    @Test("x0 stays zero whatever is written to it")
    func zeroRegister() throws {
        let words = [
            try Assembly.immediate("addi", .zero, .a0, 5),
            Assembly.lui(.zero, 1),
            try Assembly.register("mul", .zero, .a0, .a0),
            try Assembly.immediate("lw", .zero, .a1, 0),
            try Assembly.register("add", .a0, .zero, .zero),
        ]
        #expect(try Guest.result(of: words, 7, Guest.data) == 0)
    }

    @Test("A destination may be a source", arguments: ["add", "mul"])
    func aliasedRegisters(name: String) throws {
        let word = try Assembly.register(name, .a0, .a0, .a0)
        #expect(try Guest.result(of: [word], 9) == (name == "add" ? 18 : 81))
    }

    @Test("Every register holds its own value")
    func registersAreDistinct() throws {
        // x1 is the return address and x10 collects; x2 is put back.
        let others = Register.allCases.filter { ![.zero, .ra, .sp, .a0].contains($0) }
        var words = [try Assembly.immediate("addi", .a0, .zero, 0)]
        for register in others {
            words.append(
                try Assembly.immediate("addi", register, .zero, Int32(register.rawValue) * 3))
        }
        for register in others {
            words.append(try Assembly.immediate("slli", .a0, .a0, 1))
            words.append(try Assembly.register("add", .a0, .a0, register))
        }
        let expected = others.reduce(UInt64(0)) { $0 << 1 &+ UInt64($1.rawValue) * 3 }
        #expect(try Guest.result(of: words) == expected)
    }
}
