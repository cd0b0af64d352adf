// SPDX-License-Identifier: GPL-2.0-only

// RISC-V unprivileged ISA, chapter RV32I, "Load and Store Instructions", and chapter RV64I for LD,
// LWU and SD. A load into x0 still accesses memory.

extension Instruction {
    /// LOAD.
    static func load(_ fields: InstructionFields) -> Instruction? {
        let operation: Operation? =
            switch fields.funct3 {
            case 0: .lb
            case 1: .lh
            case 2: .lw
            case 3: .ld
            case 4: .lbu
            case 5: .lhu
            case 6: .lwu
            default: nil
            }
        return operation.map { fields.instruction($0, immediate: fields.immediateI) }
    }

    /// STORE.
    static func store(_ fields: InstructionFields) -> Instruction? {
        let operation: Operation? =
            switch fields.funct3 {
            case 0: .sb
            case 1: .sh
            case 2: .sw
            case 3: .sd
            default: nil
            }
        return operation.map { fields.instruction($0, immediate: fields.immediateS) }
    }
}

/// How loaded values become register values.
enum LoadedValue {
    @inline(__always)
    static func extend(_ value: UInt8) -> UInt64 {
        UInt64(bitPattern: Int64(Int8(bitPattern: value)))
    }

    @inline(__always)
    static func extend(_ value: UInt16) -> UInt64 {
        UInt64(bitPattern: Int64(Int16(bitPattern: value)))
    }

    @inline(__always)
    static func extend(_ value: UInt32) -> UInt64 {
        UInt64(bitPattern: Int64(Int32(bitPattern: value)))
    }
}
