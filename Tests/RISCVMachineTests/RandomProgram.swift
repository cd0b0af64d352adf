// SPDX-License-Identifier: GPL-2.0-only

/// A random RV64IM program in assembly language that writes what it computed to its standard
/// output and exits, without the help of any library.
///
/// It consists of blocks. Each sets some registers to edge values, runs random instructions
/// (sometimes in a loop) and appends x1 to x28 to the output; at the end the memory that loads and
/// stores used is appended as well. x29 counts loops, x30 is where the output goes, and x31 points
/// into the middle of the memory used.
struct RandomProgram {
    static let registersPerBlock = 28
    static let scratchByteCount = 4096

    let blockCount: Int
    private(set) var text = ""
    private var generator: SeededGenerator
    private var labelCount = 0

    init(seed: UInt64, blockCount: Int) {
        self.blockCount = blockCount
        generator = SeededGenerator(seed: seed)
        emit(".globl _start", ".text", "_start:", "la x30, output", "la x31, scratch+2048")
        for register in 1...28 {
            emit("li x\(register), \(edgeValue())")
        }
        for _ in 0..<blockCount {
            appendBlock()
        }
        emit(
            "li a0, 1", "la a1, output", "li a2, \(outputByteCount)", "li a7, 64", "ecall",
            "li a0, 0", "li a7, 93", "ecall")
        appendFunctions()
        emit(".data", ".balign 8", "output: .zero \(registerByteCount)", "scratch:")
        for _ in 0..<Self.scratchByteCount / 8 {
            emit(".dword \(edgeValue())")
        }
    }

    private var registerByteCount: Int { blockCount * Self.registersPerBlock * 8 }

    var outputByteCount: Int { registerByteCount + Self.scratchByteCount }

    private mutating func emit(_ lines: String...) {
        for line in lines {
            text += line + "\n"
        }
    }

    private mutating func pick<T>(_ values: [T]) -> T {
        values[Int.random(in: values.indices, using: &generator)]
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &generator)
    }

    /// Any number, and often one where results overflow, divide by zero or change sign.
    private mutating func edgeValue() -> Int64 {
        let edges: [Int64] = [
            0, 1, -1, 2, -2, 7, 63, 64, .max, .min, .min + 1, 0x7FFF_FFFF, 0x8000_0000,
            0xFFFF_FFFF, 0x1_0000_0000, -0x8000_0000, -0x8000_0001,
        ]
        switch number(0...2) {
        case 0: return pick(edges)
        case 1: return Int64(truncatingIfNeeded: generator.next())
        default: return Int64(truncatingIfNeeded: generator.next()) >> Int64(number(1...63))
        }
    }

    private mutating func destination() -> String { "x\(number(0...28))" }
    private mutating func source() -> String { "x\(number(0...31))" }

    private mutating func newLabel() -> String {
        labelCount += 1
        return "L\(labelCount)"
    }

    private mutating func appendBlock() {
        for _ in 0..<6 {
            emit("li x\(number(1...28)), \(edgeValue())")
        }
        let loop = number(0...3) == 0 ? newLabel() : nil
        if let loop {
            emit("li x29, \(number(2...6))", "\(loop):")
        }
        for _ in 0..<number(10...40) {
            appendInstruction()
        }
        if let loop {
            emit("addi x29, x29, -1", "bnez x29, \(loop)")
        }
        for register in 1...Self.registersPerBlock {
            emit("sd x\(register), \(8 * (register - 1))(x30)")
        }
        emit("addi x30, x30, \(8 * Self.registersPerBlock)")
    }

    private mutating func appendInstruction() {
        switch number(0...99) {
        case 0..<36: appendRegisterForm()
        case 36..<60: appendImmediateForm()
        case 60..<64: emit("\(pick(["lui", "auipc"])) \(destination()), \(number(0...0xFFFFF))")
        case 64..<86: appendAccess()
        case 86..<94: appendBranch()
        case 94..<99: appendJump()
        default: emit(pick(["fence", "fence rw, rw", "nop"]))
        }
    }

    private mutating func appendRegisterForm() {
        let name = pick([
            "add", "sub", "sll", "slt", "sltu", "xor", "srl", "sra", "or", "and", "addw", "subw",
            "sllw", "srlw", "sraw", "mul", "mulh", "mulhsu", "mulhu", "div", "divu", "rem", "remu",
            "mulw", "divw", "divuw", "remw", "remuw",
        ])
        emit("\(name) \(destination()), \(source()), \(source())")
    }

    private mutating func appendImmediateForm() {
        switch number(0...2) {
        case 0:
            emit(
                "\(pick(["slli", "srli", "srai"])) \(destination()), \(source()), \(number(0...63))"
            )
        case 1:
            let name = pick(["slliw", "srliw", "sraiw"])
            emit("\(name) \(destination()), \(source()), \(number(0...31))")
        default:
            let name = pick(["addi", "slti", "sltiu", "xori", "ori", "andi", "addiw"])
            emit("\(name) \(destination()), \(source()), \(number(-2048...2047))")
        }
    }

    /// A load or store inside the scratch memory, three times of four aligned.
    private mutating func appendAccess() {
        let (size, names) = pick([
            (1, ["lb", "lbu", "sb"]), (2, ["lh", "lhu", "sh"]), (4, ["lw", "lwu", "sw"]),
            (8, ["ld", "ld", "sd"]),
        ])
        let name = pick(names)
        var offset = number(-2048...2048 - size)
        if number(0...3) > 0 { offset = (offset + 2048) / size * size - 2048 }
        let register = name.hasPrefix("s") ? source() : destination()
        emit("\(name) \(register), \(offset)(x31)")
    }

    private mutating func appendBranch() {
        let label = newLabel()
        let name = pick(["beq", "bne", "blt", "bge", "bltu", "bgeu"])
        emit("\(name) \(source()), \(source()), \(label)")
        for _ in 0..<number(0...4) {
            appendRegisterForm()
        }
        emit("\(label):")
    }

    private mutating func appendJump() {
        let label = newLabel()
        switch number(0...3) {
        case 0:
            emit("jal \(destination()), \(label)", "addi x5, x5, 1", "\(label):")
        case 1:
            let register = "x\(number(1...28))"
            let offset = 4 * number(-512...511)
            emit("la \(register), \(label)-(\(offset))")
            emit("jalr \(destination()), \(offset)(\(register))", "addi x6, x6, 1", "\(label):")
        case 2:
            emit("call f\(number(0...3))")
        default:
            let register = "x\(number(1...28))"
            emit("la \(register), f\(number(0...3))", "jalr ra, 0(\(register))")
        }
    }

    /// Functions that call each other, and keep their return address in memory.
    private mutating func appendFunctions() {
        for number in 0...3 {
            emit("f\(number):")
            if number < 3 {
                let slot = -2048 + 8 * number
                emit("sd ra, \(slot)(x31)", "call f\(number + 1)", "ld ra, \(slot)(x31)")
            }
            emit("addi x\(7 + number), ra, \(number)", "xor x\(11 + number), x12, x13", "ret")
        }
    }
}
