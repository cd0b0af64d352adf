// SPDX-License-Identifier: GPL-2.0-only

/// What the source of an IOMMU driver tells about itself, as far as a bench needs it.
///
/// It is looked for by its shape, not parsed: initialisers of the kernel's structures, and the names
/// of page-table formats. What is not found is left to the author of the bench.
public struct DriverSource: Hashable, Sendable {
    /// The path in the kernel tree.
    public let path: String

    /// The variable of type `struct iommu_ops`; nil where there is none.
    public let ops: String?

    /// The operations of the driver and its domains: the members of the structures with the
    /// functions in them, in the order of the source.
    public let operations: [Operation]

    /// The function that a bus calls for a new device; nil where there is none.
    public let probe: String?

    /// The `enum io_pgtable_fmt` constants that occur, in the order of the source.
    public let formats: [String]

    /// The leaf sizes that a `pgsize_bitmap` is made of, in bytes, ascending; empty where it is
    /// computed.
    public let leafSizes: [UInt64]

    /// One operation.
    public struct Operation: Hashable, Sendable {
        /// The member, for example `unmap_pages`.
        public let member: String

        /// The function.
        public let function: String
    }

    /// The operations that a reader of a bench wants to know of.
    private static let members: Set<String> = [
        "domain_alloc", "domain_alloc_paging", "domain_alloc_paging_flags", "probe_device",
        "attach_dev", "map", "unmap", "map_pages", "unmap_pages", "flush_iotlb_all",
        "iotlb_sync_map", "iotlb_sync", "iova_to_phys",
    ]

    private static let knownFormats: Set<String> = [
        "ARM_32_LPAE_S1", "ARM_32_LPAE_S2", "ARM_64_LPAE_S1", "ARM_64_LPAE_S2", "ARM_V7S",
        "ARM_MALI_LPAE", "AMD_IOMMU_V1", "AMD_IOMMU_V2", "APPLE_DART", "APPLE_DART2",
    ]

    /// Looks through a source.
    public init(path: String, bytes: [UInt8]) {
        let text = CText.withoutComments(String(decoding: bytes, as: UTF8.self))
        self.path = path
        ops = text.firstMatch(of: /\bstruct\s+iommu_ops\s+(\w+)\s*=/).map { String($0.1) }
        var operations: [Operation] = []
        for match in text.matches(of: /\.(\w+)\s*=\s*&?(\w+)\s*[,}]/) {
            let operation = Operation(member: String(match.1), function: String(match.2))
            if Self.members.contains(operation.member), operation.function != "NULL",
                !operations.contains(operation)
            {
                operations.append(operation)
            }
        }
        self.operations = operations
        probe = text.firstMatch(of: /\.probe\s*=\s*(\w+)/).map { String($0.1) }
        var formats: [String] = []
        for match in text.matches(of: /\b[A-Z][A-Z0-9_]+\b/) {
            let word = String(match.0)
            if Self.knownFormats.contains(word), !formats.contains(word) { formats.append(word) }
        }
        self.formats = formats
        leafSizes =
            text.firstMatch(of: /pgsize_bitmap\s*=\s*([^;,}]+)/)
            .map { Self.sizes(in: String($0.1)) } ?? []
    }

    /// The units of the kernel that every bench of such a driver links.
    public var units: [String] {
        var units = ["drivers/iommu/iommu.c"]
        if !formats.isEmpty { units.append("drivers/iommu/io-pgtable.c") }
        if formats.contains(where: { $0.contains("LPAE") }) {
            units.append("drivers/iommu/io-pgtable-arm.c")
        }
        if formats.contains("ARM_V7S") { units.append("drivers/iommu/io-pgtable-arm-v7s.c") }
        if formats.contains(where: { $0.hasPrefix("APPLE_DART") }) {
            units.append("drivers/iommu/io-pgtable-dart.c")
        }
        if formats.contains("AMD_IOMMU_V1") { units.append("?drivers/iommu/amd/io_pgtable.c") }
        if formats.contains("AMD_IOMMU_V2") { units.append("?drivers/iommu/amd/io_pgtable_v2.c") }
        return units
    }

    /// A name for the bench: the file's, without what all of them have.
    public var benchName: String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        let stem = file.hasSuffix(".c") ? String(file.dropLast(2)) : file
        guard stem != "iommu" else {
            return path.split(separator: "/").dropLast().last.map(String.init) ?? stem
        }
        for end in ["-iommu", "_iommu", "-smmu"] where stem.hasSuffix(end) && stem.count > 8 {
            return String(stem.dropLast(end.count))
        }
        return stem
    }

    /// `SZ_4K | SZ_2M` as numbers; empty where a term is none of these.
    private static func sizes(in expression: String) -> [UInt64] {
        var sizes: Set<UInt64> = []
        for term in expression.split(separator: "|") {
            let word = term.filter { !$0.isWhitespace }
            guard let match = word.wholeMatch(of: /SZ_(\d+)([KMG])/),
                let count = UInt64(match.1), count < 1024
            else { return [] }
            sizes.insert(count << (match.2 == "K" ? 10 : match.2 == "M" ? 20 : 30))
        }
        return sizes.sorted()
    }
}
