// SPDX-License-Identifier: GPL-2.0-only

/// What of an ELF file is loaded and executed, without symbols and line tables.
///
/// ELF-64 object file format, version 1.5 draft 2, section 6: the file header has the offset of
/// the program headers at 32, their number at 56; a program header of 56 bytes has its type at 0,
/// offset in the file at 8, virtual address at 16, sizes in file and memory at 32 and 40.
enum LoadedContent {
    private static let headerBytes = 56
    private static let loadType: UInt64 = 1

    /// A digest of the loaded segments with their addresses, and of the host symbols: two programs
    /// with the same one do the same. Nil for bytes that are no such file.
    static func digest(elf: [UInt8], hostSymbols: [String: UInt64]) -> String? {
        guard let start = read(elf, at: 32, byteCount: 8).flatMap({ Int(exactly: $0) }),
            let count = read(elf, at: 56, byteCount: 2)
        else { return nil }
        var digest = ContentDigest()
        for index in 0..<Int(count) {
            let (offset, overflow) = start.addingReportingOverflow(index * headerBytes)
            guard !overflow, let type = read(elf, at: offset, byteCount: 4) else { return nil }
            guard type == loadType else { continue }
            guard
                let content = read(elf, at: offset + 8, byteCount: 8).flatMap({ Int(exactly: $0) }),
                let size = read(elf, at: offset + 32, byteCount: 8).flatMap({ Int(exactly: $0) }),
                content <= elf.count, size <= elf.count - content
            else { return nil }
            digest.update(Array(elf[(offset + 4)..<(offset + 8)]))
            digest.update(Array(elf[(offset + 16)..<min(offset + headerBytes, elf.count)]))
            digest.update(Array(elf[content..<(content + size)]))
        }
        for (name, address) in hostSymbols.sorted(by: { $0.value < $1.value }) {
            digest.update(field: "\(name) \(address)")
        }
        return digest.finished()
    }

    /// A little-endian number, nil outside of the file.
    private static func read(_ elf: [UInt8], at offset: Int, byteCount: Int) -> UInt64? {
        guard offset >= 0, offset <= elf.count - byteCount else { return nil }
        return (0..<byteCount).reduce(UInt64(0)) {
            $0 | UInt64(elf[offset + $1]) << (8 * UInt64($1))
        }
    }
}
