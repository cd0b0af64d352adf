// SPDX-License-Identifier: GPL-2.0-only

/// What an instruction does: the mnemonics of RV64IM, and the special cases which the decoder
/// tells apart so that the machine need not.
enum Operation: UInt8 {
    /// Not decoded since the machine started or coverage was cleared.
    case undecoded
    /// Behind the last instruction of the code.
    case outside

    // Upper immediates; `constant` is `lui`, and `addi` from x0.
    case constant, auipc

    // Control transfer. `call`: rd is ra. `ret`: x0 and ra. `linking`: another rd.
    case jump, call, jumpLinking
    case jumpIndirect, callIndirect, ret, jumpIndirectLinking
    case beq, bne, blt, bge, bltu, bgeu
    // Targets outside of this code, or no multiple of four.
    case distantJump, distantBranch

    case lb, lh, lw, ld, lbu, lhu, lwu
    case sb, sh, sw, sd

    case addi, slti, sltiu, xori, ori, andi, slli, srli, srai
    case add, sub, sll, slt, sltu, xor, srl, sra, or, and

    case addiw, slliw, srliw, sraiw
    case addw, subw, sllw, srlw, sraw

    case mul, mulh, mulhsu, mulhu, div, divu, rem, remu
    case mulw, divw, divuw, remw, remuw

    case fence, ecall, ebreak

    // This instruction, and the one behind it with its own fields (see `fused`).
    case addiThenAddi, addiThenBne, ldThenLd, sdThenSd
}
