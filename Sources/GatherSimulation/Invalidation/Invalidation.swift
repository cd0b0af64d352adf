// SPDX-License-Identifier: GPL-2.0-only

/// A command by which the driver tells the device to forget translations.
public struct Invalidation: Hashable, Sendable {
    /// What the command reaches.
    public enum Scope: Hashable, Sendable {
        /// Every translation of the domain.
        case all

        /// The entries that translate an IOVA of the range; with a `leafSize` in bytes only those
        /// whose leaf has that size, as with a command that names the level or the granule.
        case range(AddressRange, leafSize: UInt64?)
    }

    /// Where translations are cached.
    public enum Cache: Hashable, Sendable {
        /// In the IOMMU.
        case iotlb

        /// In the device behind it, which asked for them by ATS: its address translation cache. It
        /// asks again, and gets again what the IOMMU still has cached.
        case atc
    }

    /// What the command reaches.
    public let scope: Scope

    /// Whose translations.
    public let cache: Cache

    /// Whether the command also reaches what the device cached on its way to a leaf. Where it does
    /// not, the device may go on from a table that it read of earlier.
    public let reachesTables: Bool

    /// Names a command.
    public init(_ scope: Scope, cache: Cache = .iotlb, reachesTables: Bool = true) {
        self.scope = scope
        self.cache = cache
        self.reachesTables = reachesTables && cache == .iotlb
    }

    /// The IOVAs which the command names.
    public var iovas: AddressRange {
        switch scope {
        case .all: .everything
        case .range(let range, _): range
        }
    }

    /// Tells whether the command reaches a cached leaf.
    public func reaches(_ leaf: Leaf) -> Bool {
        switch scope {
        case .all: true
        case .range(let range, let leafSize):
            range.overlaps(leaf.iovas) && (leafSize == nil || leafSize == leaf.byteCount)
        }
    }
}
