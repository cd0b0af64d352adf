// SPDX-License-Identifier: GPL-2.0-only

/// One driver's bench: the C file, and what the comment at its top says about it.
public struct Bench: Hashable, Sendable {
    /// The name in tables, for example `mtk`.
    public let name: String

    /// The driver's source, which the bench includes: a path in the kernel tree. Where this file
    /// does not exist, neither does the bench.
    public let driver: String

    /// Further translation units to link, in the order of the bench.
    public let units: [BenchUnit]

    /// The architecture whose extra shim (`shim/arch-x86`) and include folders
    /// (`arch/x86/include`) the driver needs, for example `x86`; nil for none.
    public let architecture: String?

    /// Headers to include before the bench and its units, as in `#include <...>`.
    public let includes: [String]

    /// The smallest page size that scenarios use, in bytes; a power of two.
    public let pageSize: UInt64

    /// The first IOVA of the window that scenarios use; a multiple of the page size.
    public let iovaBase: UInt64

    /// The leaf sizes of the page-table format in bytes, ascending; all of them powers of two.
    public let leafSizes: [UInt64]

    /// Whether the device sees what is written to memory at once; if not, it sees what is synced to
    /// it.
    public let isWalkerCoherent: Bool

    /// Scenarios that make no sense for this driver, each with the reason.
    public let skippedScenarios: [String: String]

    /// The C file.
    public let file: BenchFile

    /// The headers that lie in the same folder as the C file; their paths are
    /// `benches/NAME.h`.
    public let companions: [BenchFile]
}

/// A translation unit of the kernel tree which a bench links.
public struct BenchUnit: Hashable, Sendable {
    /// A path in the kernel tree, for example `lib/find_bit.c`.
    public let path: String

    /// Whether the unit is linked only where the tree has it (`?lib/find_bit.c` in the bench).
    public let isOptional: Bool

    /// Names a unit.
    public init(path: String, isOptional: Bool) {
        self.path = path
        self.isOptional = isOptional
    }
}
