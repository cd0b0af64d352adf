// SPDX-License-Identifier: GPL-2.0-only

// RISC-V unprivileged ISA, chapter RV32I, "Integer Computational Instructions", at the register
// width of chapter RV64I: shift amounts have six bits.

extension Instruction {
    /// LUI and AUIPC; the immediate is sign-extended from 32 bits.
    static func upperImmediate(_ fields: InstructionFields) -> Instruction {
        fields.instruction(
            fields.opcode == 0x37 ? .constant : .auipc, immediate: fields.immediateU)
    }

    /// OP-IMM.
    static func registerImmediate(_ fields: InstructionFields) -> Instruction? {
        let immediate = fields.immediateI
        let shift = Int32(fields.word >> 20 & 63)
        switch fields.funct3 {
        case 0:
            return fields.instruction(
                fields.rs1 == 0 ? .constant : .addi, immediate: immediate)
        case 1:
            return fields.funct7 >> 1 == 0 ? fields.instruction(.slli, immediate: shift) : nil
        case 2: return fields.instruction(.slti, immediate: immediate)
        case 3: return fields.instruction(.sltiu, immediate: immediate)
        case 4: return fields.instruction(.xori, immediate: immediate)
        case 5:
            switch fields.funct7 >> 1 {
            case 0: return fields.instruction(.srli, immediate: shift)
            case 0x10: return fields.instruction(.srai, immediate: shift)
            default: return nil
            }
        case 6: return fields.instruction(.ori, immediate: immediate)
        default: return fields.instruction(.andi, immediate: immediate)
        }
    }

    /// OP, without the M extension.
    static func registerRegister(_ fields: InstructionFields) -> Instruction? {
        let operation: Operation? =
            switch (fields.funct7, fields.funct3) {
            case (0, 0): .add
            case (0x20, 0): .sub
            case (0, 1): .sll
            case (0, 2): .slt
            case (0, 3): .sltu
            case (0, 4): .xor
            case (0, 5): .srl
            case (0x20, 5): .sra
            case (0, 6): .or
            case (0, 7): .and
            default: nil
            }
        return operation.map { fields.instruction($0) }
    }
}

/// What the integer computations give.
enum IntegerComputation {
    @inline(__always)
    static func isLess(_ left: UInt64, _ right: UInt64) -> Bool {
        Int64(bitPattern: left) < Int64(bitPattern: right)
    }

    /// The shift amount is the low six bits of `amount`.
    @inline(__always)
    static func shiftLeft(_ value: UInt64, _ amount: UInt64) -> UInt64 {
        value &<< amount
    }

    @inline(__always)
    static func shiftRight(_ value: UInt64, _ amount: UInt64) -> UInt64 {
        value &>> amount
    }

    @inline(__always)
    static func shiftRightArithmetic(_ value: UInt64, _ amount: UInt64) -> UInt64 {
        UInt64(bitPattern: Int64(bitPattern: value) &>> Int64(bitPattern: amount))
    }
}
