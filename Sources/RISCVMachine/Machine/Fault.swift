// SPDX-License-Identifier: GPL-2.0-only

/// Why the guest cannot go on. Nothing of the faulting instruction has been done.
///
/// `pc` is the address of the instruction that did it; for a fetch that of the jump, branch or
/// return that went there.
public enum Fault: Hashable, Sendable {
    /// A load, store or fetch that is not allowed.
    case memory(MemoryFault, pc: UInt64)
    /// A load or store in the gap below the stack, or more nested calls than
    /// ``MachineLimits/callDepth``; `address` is what was accessed, or the called function.
    case stackOverflow(address: UInt64, pc: UInt64)
    /// A word that is no instruction of RV64IM. Compilers end unreachable code with one.
    case illegalInstruction(word: UInt32, pc: UInt64)
    /// EBREAK.
    case breakpoint(pc: UInt64)
    /// ECALL.
    case environmentCall(pc: UInt64)
    /// A function called by the host returned with another stack pointer than it was given.
    case unbalancedStack(pc: UInt64)
    /// The host's calls are nested deeper than ``MachineLimits/hostCallDepth``.
    case hostCallsTooDeep(pc: UInt64)

    /// The address of the instruction that did it.
    public var pc: UInt64 {
        switch self {
        case .memory(_, let pc), .stackOverflow(_, let pc), .illegalInstruction(_, let pc),
            .breakpoint(let pc), .environmentCall(let pc), .unbalancedStack(let pc),
            .hostCallsTooDeep(let pc):
            pc
        }
    }
}
