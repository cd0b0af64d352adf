// SPDX-License-Identifier: GPL-2.0-only

// RISC-V unprivileged ISA, chapter RV64I, "Integer Computational Instructions": the W forms ignore
// the upper 32 bits of their sources and sign-extend their 32-bit result. Shift amounts have five
// bits; an immediate shift with bit 25 set is reserved.

extension Instruction {
    /// OP-IMM-32.
    static func wordImmediate(_ fields: InstructionFields) -> Instruction? {
        let shift = Int32(fields.rs2)
        switch (fields.funct3, fields.funct7) {
        case (0, _): return fields.instruction(.addiw, immediate: fields.immediateI)
        case (1, 0): return fields.instruction(.slliw, immediate: shift)
        case (5, 0): return fields.instruction(.srliw, immediate: shift)
        case (5, 0x20): return fields.instruction(.sraiw, immediate: shift)
        default: return nil
        }
    }

    /// OP-32, without the M extension.
    static func wordRegister(_ fields: InstructionFields) -> Instruction? {
        let operation: Operation? =
            switch (fields.funct7, fields.funct3) {
            case (0, 0): .addw
            case (0x20, 0): .subw
            case (0, 1): .sllw
            case (0, 5): .srlw
            case (0x20, 5): .sraw
            default: nil
            }
        return operation.map { fields.instruction($0) }
    }
}

/// What the W forms give.
enum WordComputation {
    @inline(__always)
    static func extend(_ value: Int32) -> UInt64 {
        UInt64(bitPattern: Int64(value))
    }

    @inline(__always)
    static func word(_ value: UInt64) -> Int32 {
        Int32(truncatingIfNeeded: value)
    }

    @inline(__always)
    static func add(_ left: UInt64, _ right: UInt64) -> UInt64 {
        extend(word(left &+ right))
    }

    @inline(__always)
    static func subtract(_ left: UInt64, _ right: UInt64) -> UInt64 {
        extend(word(left &- right))
    }

    /// The shift amount is the low five bits of `amount`.
    @inline(__always)
    static func shiftLeft(_ value: UInt64, _ amount: UInt64) -> UInt64 {
        extend(word(value) &<< word(amount))
    }

    @inline(__always)
    static func shiftRight(_ value: UInt64, _ amount: UInt64) -> UInt64 {
        let shifted = UInt32(truncatingIfNeeded: value) &>> UInt32(truncatingIfNeeded: amount)
        return extend(Int32(bitPattern: shifted))
    }

    @inline(__always)
    static func shiftRightArithmetic(_ value: UInt64, _ amount: UInt64) -> UInt64 {
        extend(word(value) &>> word(amount))
    }
}
