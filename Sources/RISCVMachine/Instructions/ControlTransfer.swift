// SPDX-License-Identifier: GPL-2.0-only

// RISC-V unprivileged ISA, chapter RV32I, "Control Transfer Instructions". A target that is no
// multiple of four is an exception of the jump, or of the branch when it is taken, and no register
// is written. JALR clears the lowest bit of its target. Calls and returns are told by the return
// address register as in the table of return-address stack hints; only x1 is taken for one.

extension Instruction {
    /// JAL, JALR and BRANCH.
    static func controlTransfer(
        _ fields: InstructionFields, at pc: UInt64, in code: Range<UInt64>
    ) -> Instruction? {
        switch fields.opcode {
        case 0x6F: jump(fields, at: pc, in: code)
        case 0x67: jumpIndirect(fields)
        default: branch(fields, at: pc, in: code)
        }
    }

    private static func jump(
        _ fields: InstructionFields, at pc: UInt64, in code: Range<UInt64>
    ) -> Instruction {
        guard let distance = distance(fields.immediateJ, from: pc, in: code) else {
            return fields.instruction(.distantJump, immediate: fields.immediateJ)
        }
        let operation: Operation =
            switch fields.rd {
            case 0: .jump
            case 1: .call
            default: .jumpLinking
            }
        return fields.instruction(operation, immediate: distance)
    }

    private static func jumpIndirect(_ fields: InstructionFields) -> Instruction? {
        guard fields.funct3 == 0 else { return nil }
        let operation: Operation =
            switch (fields.rd, fields.rs1) {
            case (0, 1): .ret
            case (0, _): .jumpIndirect
            case (1, _): .callIndirect
            default: .jumpIndirectLinking
            }
        return fields.instruction(operation, immediate: fields.immediateI)
    }

    private static func branch(
        _ fields: InstructionFields, at pc: UInt64, in code: Range<UInt64>
    ) -> Instruction? {
        let operation: Operation
        switch fields.funct3 {
        case 0: operation = .beq
        case 1: operation = .bne
        case 4: operation = .blt
        case 5: operation = .bge
        case 6: operation = .bltu
        case 7: operation = .bgeu
        default: return nil
        }
        guard let distance = distance(fields.immediateB, from: pc, in: code) else {
            var distant = fields.instruction(.distantBranch, immediate: fields.immediateB)
            distant.rd = fields.funct3
            return distant
        }
        return fields.instruction(operation, immediate: distance)
    }

    /// The distance in instructions, when the target is an instruction of the same code.
    private static func distance(
        _ offset: Int32, from pc: UInt64, in code: Range<UInt64>
    ) -> Int32? {
        let target = pc &+ UInt64(bitPattern: Int64(offset))
        return offset % 4 == 0 && code.contains(target) ? offset / 4 : nil
    }
}

/// Which way a conditional branch goes.
enum BranchCondition {
    /// True when the branch of that funct3 is taken.
    static func isTaken(_ funct3: UInt8, _ left: UInt64, _ right: UInt64) -> Bool {
        switch funct3 {
        case 0: left == right
        case 1: left != right
        case 4: IntegerComputation.isLess(left, right)
        case 5: !IntegerComputation.isLess(left, right)
        case 6: left < right
        default: left >= right
        }
    }
}
