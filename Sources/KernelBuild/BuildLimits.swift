// SPDX-License-Identifier: GPL-2.0-only

/// What a build may use. The code to compile comes from mail, so every one of these is reached by
/// somebody one day.
public struct BuildLimits: Hashable, Sendable {
    /// Processor time of one run of the compiler or the linker, in seconds.
    public var processorSeconds = 60

    /// Time by the wall clock for one run of a program, in seconds: ends those that wait rather
    /// than compute.
    public var wallSeconds = 180

    /// Address space of one run of a program, in bytes.
    public var addressSpaceBytes = 2 << 30

    /// Size of any one file which a program writes, in bytes.
    public var outputFileBytes = 64 << 20

    /// What is read of a program's output, in bytes.
    public var outputBytes = 64 << 20

    /// Compiler messages kept for one unit.
    public var messages = 64

    /// Undefined symbols of a linked image, each of which gets an address.
    public var hostSymbols = 4096

    /// Memory of a linked image (text, data and zeroed data together), in bytes.
    public var imageBytes: UInt64 = 32 << 20

    /// Files which the compiler can see in a kernel tree.
    public var visibleFiles = 200_000

    /// Addresses symbolised in one request.
    public var addresses = 1 << 20

    /// The defaults: several times what the units of the IOMMU subsystem need (1 s, 200 MB,
    /// 5 MB).
    public init() {}
}
