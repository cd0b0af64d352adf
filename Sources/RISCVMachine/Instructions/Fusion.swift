// SPDX-License-Identifier: GPL-2.0-only

// Two instructions in a row that compilers make often are done in one step of the machine's loop:
// saved and restored registers, moved arguments, the end of a counting loop. Measured: a sixth of
// the time on the kernel's page-table code, half of it in byte loops; AUIPC with JALR, and runs
// longer than two, gained nothing more. Only the first one's operation changes; fields, faults, fuel
// and coverage stay those of two instructions, and a jump to the second one finds it as it was.

extension Operation {
    /// The operation of two in a row; nil where nothing is gained.
    static func fused(_ first: Operation, _ second: Operation) -> Operation? {
        switch (first.unfused, second.unfused) {
        case (.addi, .addi): .addiThenAddi
        case (.addi, .bne): .addiThenBne
        case (.ld, .ld): .ldThenLd
        case (.sd, .sd): .sdThenSd
        default: nil
        }
    }

    /// What the instruction does alone.
    var unfused: Operation {
        switch self {
        case .addiThenAddi, .addiThenBne: .addi
        case .ldThenLd: .ld
        case .sdThenSd: .sd
        default: self
        }
    }
}
