// SPDX-License-Identifier: GPL-2.0-only

/// One open call, kept by the machine itself: a guest that overwrites its stack cannot change it.
public struct CallFrame: Hashable, Sendable {
    /// The address that was called. After a tail call another function may be running in its place;
    /// where in the code a frame is, the next inner frame's `callSite` says exactly.
    public let function: UInt64
    /// The address of the call instruction; nil when the host called.
    public let callSite: UInt64?

    /// A frame of the function, called from there.
    public init(function: UInt64, callSite: UInt64?) {
        self.function = function
        self.callSite = callSite
    }
}
