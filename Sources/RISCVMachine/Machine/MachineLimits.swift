// SPDX-License-Identifier: GPL-2.0-only

/// Bounds on what a guest or its embedder can make the machine hold.
public struct MachineLimits: Hashable, Sendable {
    /// Greatest number of memory regions, the RAM included.
    public var regions = 64
    /// Greatest size of all regions together, in bytes of address space; host memory is taken as
    /// it is touched.
    public var mappedBytes: UInt64 = 4 << 30
    /// Greatest size of an executable's code, in bytes.
    public var codeBytes: UInt64 = 32 << 20
    /// Greatest depth of guest calls, those of all nested ``Machine/call(_:arguments:)`` together.
    public var callDepth = 4096
    /// Greatest number of calls by the host that are open at once.
    public var hostCallDepth = 16

    /// The default bounds.
    public init() {}
}
