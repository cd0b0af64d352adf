// SPDX-License-Identifier: GPL-2.0-only

/// Where things lie in the machine's address space.
enum ImageLayout {
    /// The first byte of the image.
    static let imageBase: UInt64 = 0x1_4000_1000

    /// The address of the first undefined symbol.
    static let hostBase: UInt64 = 0x1_3000_0000

    /// Bytes from one undefined symbol to the next.
    static let hostStride: UInt64 = 4096

    /// Addresses for undefined symbols, in the order of the names' bytes.
    static func hostAddresses(_ names: Set<String>) -> [String: UInt64] {
        let sorted = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        var addresses: [String: UInt64] = [:]
        for (index, name) in sorted.enumerated() {
            addresses[name] = hostBase + UInt64(index) * hostStride
        }
        return addresses
    }

    /// The memory of an ELF file's loadable segments in bytes (ELF-64, little-endian: "ELF
    /// Header" and "Program Header" of the System V ABI); nil when it is no such file.
    static func loadedBytes(of elf: [UInt8]) -> UInt64? {
        func number(_ offset: UInt64, _ count: UInt64) -> UInt64? {
            guard let start = Int(exactly: offset), start <= elf.count - Int(count) else {
                return nil
            }
            return (0..<Int(count)).reduce(0) { $0 | UInt64(elf[start + $1]) << UInt64($1 * 8) }
        }
        guard elf.starts(with: [0x7f, 0x45, 0x4c, 0x46, 2, 1]), let table = number(32, 8),
            let entryBytes = number(54, 2), let count = number(56, 2)
        else { return nil }
        var first = UInt64.max
        var last: UInt64 = 0
        for index in 0..<count {
            let (entry, overflow) = table.addingReportingOverflow(index * entryBytes)
            guard !overflow, entry <= UInt64(elf.count), let kind = number(entry, 4),
                let address = number(entry + 16, 8), let size = number(entry + 40, 8)
            else { return nil }
            guard kind == 1 else { continue }
            let (end, wraps) = address.addingReportingOverflow(size)
            guard !wraps else { return .max }
            first = min(first, address)
            last = max(last, end)
        }
        return last > first ? last - first : 0
    }
}
