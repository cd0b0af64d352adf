// SPDX-License-Identifier: GPL-2.0-only

/// The fields of an instruction word.
///
/// RISC-V unprivileged ISA, chapter RV32I, "Base Instruction Formats" and "Immediate Encoding
/// Variants".
struct InstructionFields {
    let word: UInt32

    init(_ word: UInt32) {
        self.word = word
    }

    var opcode: UInt8 { UInt8(truncatingIfNeeded: word & 0x7F) }
    var funct3: UInt8 { UInt8(truncatingIfNeeded: word >> 12 & 7) }
    var funct7: UInt8 { UInt8(truncatingIfNeeded: word >> 25) }
    var rs1: UInt8 { UInt8(truncatingIfNeeded: word >> 15 & 31) }
    var rs2: UInt8 { UInt8(truncatingIfNeeded: word >> 20 & 31) }
    /// The destination's number as written, 0 for x0.
    var rd: UInt8 { UInt8(truncatingIfNeeded: word >> 7 & 31) }
    /// Where the result goes: x0 is replaced.
    var destination: UInt8 { rd == 0 ? Instruction.discard : rd }

    /// 12 bits.
    var immediateI: Int32 { Int32(bitPattern: word) >> 20 }

    /// 12 bits.
    var immediateS: Int32 {
        (Int32(bitPattern: word) >> 25) << 5 | Int32(word >> 7 & 31)
    }

    /// 13 bits, even.
    var immediateB: Int32 {
        let sign = (Int32(bitPattern: word) >> 31) << 12
        let upper = (word >> 7 & 1) << 11
        let middle = (word >> 25 & 63) << 5
        let lower = (word >> 8 & 15) << 1
        return sign | Int32(upper | middle | lower)
    }

    /// The upper 20 bits.
    var immediateU: Int32 { Int32(bitPattern: word & 0xFFFF_F000) }

    /// 21 bits, even.
    var immediateJ: Int32 {
        let sign = (Int32(bitPattern: word) >> 31) << 20
        let upper = (word >> 12 & 0xFF) << 12
        let middle = (word >> 20 & 1) << 11
        let lower = (word >> 21 & 0x3FF) << 1
        return sign | Int32(upper | middle | lower)
    }

    /// The instruction with these registers.
    func instruction(_ operation: Operation, immediate: Int32 = 0) -> Instruction {
        Instruction(
            operation: operation, rd: destination, rs1: rs1, rs2: rs2, immediate: immediate)
    }
}
