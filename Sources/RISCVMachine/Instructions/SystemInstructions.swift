// SPDX-License-Identifier: GPL-2.0-only

// RISC-V unprivileged ISA, chapter RV32I, "Memory Ordering Instructions" and "Environment Call and
// Breakpoints", and chapter Zifencei. There is one instruction stream and no writable code, so
// FENCE and FENCE.I have nothing to do; their reserved fields are ignored as the ISA asks.
// There are no control and status registers: the rest of SYSTEM is illegal.

extension Instruction {
    /// MISC-MEM and SYSTEM.
    static func system(_ fields: InstructionFields) -> Instruction? {
        switch (fields.opcode, fields.word) {
        case (0x0F, _) where fields.funct3 <= 1: Instruction(operation: .fence)
        case (_, 0x0000_0073): Instruction(operation: .ecall)
        case (_, 0x0010_0073): Instruction(operation: .ebreak)
        default: nil
        }
    }
}
