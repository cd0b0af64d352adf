// SPDX-License-Identifier: GPL-2.0-only

/// Bounds on what is read from an ELF file, so that a hostile one costs no more than an honest one.
public struct ELFLimits: Hashable, Sendable {
    /// Greatest size of the file, in bytes.
    public var fileBytes = 256 << 20
    /// Greatest number of program headers.
    public var segments = 64
    /// Greatest number of section headers.
    public var sections = 65_535
    /// Greatest number of symbols, over all tables.
    public var symbols = 1 << 20
    /// Greatest length of one symbol name, in bytes; a longer name is cut.
    public var symbolNameBytes = 512

    /// The default bounds, generous for a linked kernel subsystem.
    public init() {}
}
