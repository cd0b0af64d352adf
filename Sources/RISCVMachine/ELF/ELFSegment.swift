// SPDX-License-Identifier: GPL-2.0-only

/// A loadable piece of an executable (ELF-64 object file format, "Program header", `PT_LOAD`).
public struct ELFSegment: Hashable, Sendable {
    /// The guest addresses it takes; those behind `contents` are zero.
    public let addresses: Range<UInt64>
    /// What the file holds for the first addresses, in bytes; at most `addresses.count` of them.
    public let contents: ArraySlice<UInt8>
    /// What the guest may do with it.
    public let permissions: Permissions
}
