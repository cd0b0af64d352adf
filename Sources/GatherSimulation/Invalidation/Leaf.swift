// SPDX-License-Identifier: GPL-2.0-only

/// A translation that the device's own walk of the page table finds: one leaf of the table.
public struct Leaf: Hashable, Sendable, Comparable {
    /// The IOVAs which the leaf translates; their number is the leaf's size.
    public let iovas: AddressRange

    /// The physical address to which the lowest IOVA is translated.
    public let physicalAddress: UInt64

    /// Names a leaf.
    public init(iovas: AddressRange, physicalAddress: UInt64) {
        self.iovas = iovas
        self.physicalAddress = physicalAddress
    }

    /// The number of bytes which the leaf translates.
    public var byteCount: UInt64 { iovas.byteCount }

    /// Orders by IOVA, then by physical address.
    public static func < (left: Leaf, right: Leaf) -> Bool {
        (left.iovas, left.physicalAddress) < (right.iovas, right.physicalAddress)
    }
}
