// SPDX-License-Identifier: GPL-2.0-only

/// Why the machine gave control back.
public enum Stop: Hashable, Sendable {
    /// The function called last returned; the value is its `a0`.
    case returned(UInt64)
    /// The guest called a host function: that address of ``MachineLayout/hostCalls``.
    ///
    /// The embedder reads the arguments, answers by ``Machine/returnFromHost(_:)`` and goes on by
    /// ``Machine/resume()``.
    case hostCall(UInt64)
    /// The guest did something that it may not. ``Machine/resume()`` would do it again.
    case fault(Fault)
    /// ``Machine/fuel`` is used up. With more, ``Machine/resume()`` goes on.
    case outOfFuel
}
