// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine

/// Instruction words by mnemonic, written down from the ISA's instruction listings and
/// independent of the machine's decoder.
enum Assembly {
    struct UnknownMnemonic: Error {
        let name: String
    }

    /// funct7, funct3 and opcode of instructions with three registers.
    private static let registerForms: [String: (UInt32, UInt32, UInt32)] = [
        "add": (0x00, 0, 0x33), "sub": (0x20, 0, 0x33), "sll": (0x00, 1, 0x33),
        "slt": (0x00, 2, 0x33), "sltu": (0x00, 3, 0x33), "xor": (0x00, 4, 0x33),
        "srl": (0x00, 5, 0x33), "sra": (0x20, 5, 0x33), "or": (0x00, 6, 0x33),
        "and": (0x00, 7, 0x33),
        "addw": (0x00, 0, 0x3B), "subw": (0x20, 0, 0x3B), "sllw": (0x00, 1, 0x3B),
        "srlw": (0x00, 5, 0x3B), "sraw": (0x20, 5, 0x3B),
        "mul": (0x01, 0, 0x33), "mulh": (0x01, 1, 0x33), "mulhsu": (0x01, 2, 0x33),
        "mulhu": (0x01, 3, 0x33), "div": (0x01, 4, 0x33), "divu": (0x01, 5, 0x33),
        "rem": (0x01, 6, 0x33), "remu": (0x01, 7, 0x33),
        "mulw": (0x01, 0, 0x3B), "divw": (0x01, 4, 0x3B), "divuw": (0x01, 5, 0x3B),
        "remw": (0x01, 6, 0x3B), "remuw": (0x01, 7, 0x3B),
    ]

    /// funct3 and opcode of instructions with a 12-bit immediate.
    private static let immediateForms: [String: (UInt32, UInt32)] = [
        "addi": (0, 0x13), "slti": (2, 0x13), "sltiu": (3, 0x13), "xori": (4, 0x13),
        "ori": (6, 0x13), "andi": (7, 0x13), "addiw": (0, 0x1B),
        "slli": (1, 0x13), "srli": (5, 0x13), "slliw": (1, 0x1B), "srliw": (5, 0x1B),
        "lb": (0, 0x03), "lh": (1, 0x03), "lw": (2, 0x03), "ld": (3, 0x03), "lbu": (4, 0x03),
        "lhu": (5, 0x03), "lwu": (6, 0x03), "jalr": (0, 0x67),
    ]

    private static let storeForms: [String: UInt32] = ["sb": 0, "sh": 1, "sw": 2, "sd": 3]

    private static let branchForms: [String: UInt32] = [
        "beq": 0, "bne": 1, "blt": 4, "bge": 5, "bltu": 6, "bgeu": 7,
    ]

    private static func bits(_ register: Register) -> UInt32 { UInt32(register.rawValue) }

    private static func field(_ value: Int32, _ high: UInt32, _ low: UInt32) -> UInt32 {
        UInt32(bitPattern: value) >> low & (1 << (high - low + 1) - 1)
    }

    static func register(
        _ name: String, _ rd: Register, _ rs1: Register, _ rs2: Register
    ) throws -> UInt32 {
        guard let (funct7, funct3, opcode) = registerForms[name] else {
            throw UnknownMnemonic(name: name)
        }
        return funct7 << 25 | bits(rs2) << 20 | bits(rs1) << 15 | funct3 << 12 | bits(rd) << 7
            | opcode
    }

    /// `srai` and `sraiw` are `srli` and `srliw` with bit 30 set.
    static func immediate(
        _ name: String, _ rd: Register, _ rs1: Register, _ value: Int32
    ) throws -> UInt32 {
        if name == "srai" { return try immediate("srli", rd, rs1, value | 0x400) }
        if name == "sraiw" { return try immediate("srliw", rd, rs1, value | 0x400) }
        guard let (funct3, opcode) = immediateForms[name] else {
            throw UnknownMnemonic(name: name)
        }
        return field(value, 11, 0) << 20 | bits(rs1) << 15 | funct3 << 12 | bits(rd) << 7 | opcode
    }

    static func store(
        _ name: String, _ rs2: Register, _ offset: Int32, _ rs1: Register
    ) throws -> UInt32 {
        guard let funct3 = storeForms[name] else { throw UnknownMnemonic(name: name) }
        return field(offset, 11, 5) << 25 | bits(rs2) << 20 | bits(rs1) << 15 | funct3 << 12
            | field(offset, 4, 0) << 7 | 0x23
    }

    static func branch(
        _ name: String, _ rs1: Register, _ rs2: Register, _ offset: Int32
    ) throws -> UInt32 {
        guard let funct3 = branchForms[name] else { throw UnknownMnemonic(name: name) }
        let upper = field(offset, 12, 12) << 31 | field(offset, 10, 5) << 25
        let lower = field(offset, 4, 1) << 8 | field(offset, 11, 11) << 7
        return upper | bits(rs2) << 20 | bits(rs1) << 15 | funct3 << 12 | lower | 0x63
    }

    static func jal(_ rd: Register, _ offset: Int32) -> UInt32 {
        let upper = field(offset, 20, 20) << 31 | field(offset, 10, 1) << 21
        let lower = field(offset, 11, 11) << 20 | field(offset, 19, 12) << 12
        return upper | lower | bits(rd) << 7 | 0x6F
    }

    static func jalr(_ rd: Register, _ offset: Int32, _ rs1: Register) -> UInt32 {
        field(offset, 11, 0) << 20 | bits(rs1) << 15 | bits(rd) << 7 | 0x67
    }

    /// `upper` is the value of the 20 bits.
    static func lui(_ rd: Register, _ upper: UInt32) -> UInt32 {
        upper << 12 | bits(rd) << 7 | 0x37
    }

    static func auipc(_ rd: Register, _ upper: UInt32) -> UInt32 {
        upper << 12 | bits(rd) << 7 | 0x17
    }

    static let ret: UInt32 = 0x0000_8067
    static let nop: UInt32 = 0x0000_0013
    static let ecall: UInt32 = 0x0000_0073
    static let ebreak: UInt32 = 0x0010_0073

    /// Instructions that put any value into a register, without memory: eight of them.
    static func load(_ rd: Register, _ value: UInt64) throws -> [UInt32] {
        var words = [try immediate("addi", rd, .zero, Int32(value >> 55))]
        for shift in stride(from: UInt64(44), through: 0, by: -11) {
            words.append(try immediate("slli", rd, rd, 11))
            words.append(try immediate("ori", rd, rd, Int32(value >> shift & 0x7FF)))
        }
        return words
    }
}
