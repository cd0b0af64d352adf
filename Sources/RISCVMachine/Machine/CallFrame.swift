// SPDX-License-Identifier: GPL-2.0-only

/// One open call, kept by the machine itself: a guest that overwrites its stack cannot change it.
public struct CallFrame: Hashable, Sendable {
    /// The address that was called. After a tail call another function may be running in its place;
    /// where in the code a frame is, the next inner frame's `callSite` says exactly.
    public let function: UInt64
    /// The address of the call instruction; nil when the host called.
    public let callSite: UInt64?
}

/// What a call by the host has cost.
public struct CallCost: Hashable, Sendable {
    /// Instructions of the call itself, with all guest functions that it called.
    public let instructions: UInt64
    /// Instructions of calls that the host made while it served a host call of this one.
    public let nestedInstructions: UInt64
}
