// SPDX-License-Identifier: GPL-2.0-only

/// The integer registers by their names in the calling convention.
///
/// RISC-V ABIs specification, chapter "Register Convention". The raw value is the number: `a0` is
/// x10.
public enum Register: UInt8, CaseIterable, Hashable, Sendable {
    /// x0, always 0.
    case zero
    /// Return address, stack, global and thread pointer.
    case ra, sp, gp, tp
    /// Temporaries.
    case t0, t1, t2
    /// Saved by the called function.
    case s0, s1
    /// Arguments and results.
    case a0, a1, a2, a3, a4, a5, a6, a7
    /// Saved by the called function.
    case s2, s3, s4, s5, s6, s7, s8, s9, s10, s11
    /// Temporaries.
    case t3, t4, t5, t6
}
