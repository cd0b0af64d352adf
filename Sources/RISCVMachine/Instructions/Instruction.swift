// SPDX-License-Identifier: GPL-2.0-only

/// A decoded instruction, in eight bytes.
struct Instruction {
    var operation: Operation
    /// The destination register; ``discard`` where the instruction names x0. For a
    /// ``Operation/distantBranch`` its funct3.
    var rd: UInt8 = Self.discard
    /// The first source register.
    var rs1: UInt8 = 0
    /// The second source register.
    var rs2: UInt8 = 0
    /// The immediate: sign-extended; a shift amount; for near jumps and branches the distance in
    /// instructions; for distant ones in bytes.
    var immediate: Int32 = 0

    /// A register that is written and never read: where results for x0 go.
    static let discard: UInt8 = 32

    static let undecoded = Instruction(operation: .undecoded)
    static let outside = Instruction(operation: .outside)

    /// The immediate as the 64-bit value that the ISA computes with.
    @inline(__always)
    var extended: UInt64 { UInt64(bitPattern: Int64(immediate)) }
}

extension Instruction {
    /// Decodes the word at `pc`, an address in `code`. Nil for an illegal instruction.
    ///
    /// RISC-V unprivileged ISA, chapter "RV32/64G Instruction Set Listings". Reserved encodings are
    /// illegal; hints are instructions without effect.
    init?(_ word: UInt32, at pc: UInt64, in code: Range<UInt64>) {
        let fields = InstructionFields(word)
        let decoded: Instruction? =
            switch fields.opcode {
            case 0x37, 0x17: .upperImmediate(fields)
            case 0x6F, 0x67, 0x63: .controlTransfer(fields, at: pc, in: code)
            case 0x03: .load(fields)
            case 0x23: .store(fields)
            case 0x13: .registerImmediate(fields)
            case 0x33: fields.funct7 == 1 ? .multiplication(fields) : .registerRegister(fields)
            case 0x1B: .wordImmediate(fields)
            case 0x3B: fields.funct7 == 1 ? .wordMultiplication(fields) : .wordRegister(fields)
            case 0x0F, 0x73: .system(fields)
            default: nil
            }
        guard let decoded else { return nil }
        self = decoded
    }
}
