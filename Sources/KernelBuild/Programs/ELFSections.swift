// SPDX-License-Identifier: GPL-2.0-only

/// The sections of an ELF-64 file in little-endian order (System V ABI, "Section Header"). What
/// lies outside of the file is not there.
struct ELFSections {
    /// The bytes of a section, and the index of the one that it names (`sh_link`).
    struct Section {
        let type: UInt64
        let bytes: ArraySlice<UInt8>
        let link: Int
    }

    private static let headerBytes = 64
    private static let noBits: UInt64 = 8

    private let sections: [Section]
    private let indices: [String: Int]

    /// Reads the section table; nil for bytes that hold none.
    init?(_ elf: [UInt8]) {
        let file = ByteReader(elf[...])
        guard elf.starts(with: [0x7f, 0x45, 0x4c, 0x46, 2, 1]),
            let table = file.number(at: 40, byteCount: 8),
            let count = file.number(at: 60, byteCount: 2),
            let names = file.number(at: 62, byteCount: 2)
        else { return nil }
        var sections: [Section] = []
        var nameOffsets: [UInt64] = []
        for index in 0..<count {
            let (start, overflow) = table.addingReportingOverflow(index * UInt64(Self.headerBytes))
            guard !overflow, let at = Int(exactly: start),
                let name = file.number(at: at, byteCount: 4),
                let type = file.number(at: at + 4, byteCount: 4),
                let offset = file.number(at: at + 24, byteCount: 8),
                let size = file.number(at: at + 32, byteCount: 8),
                let link = file.number(at: at + 40, byteCount: 4)
            else { return nil }
            let bytes = type == Self.noBits ? [] : file.slice(at: offset, byteCount: size)
            guard let bytes else { return nil }
            sections.append(Section(type: type, bytes: bytes, link: Int(link)))
            nameOffsets.append(name)
        }
        self.sections = sections
        guard Int(names) < sections.count else { return nil }
        let strings = ByteReader(sections[Int(names)].bytes)
        var indices: [String: Int] = [:]
        for (index, offset) in nameOffsets.enumerated() {
            guard let name = strings.text(at: offset) else { continue }
            indices[name] = index
        }
        self.indices = indices
    }

    /// The bytes of the section of that name; empty if there is none.
    func bytes(_ name: String) -> ArraySlice<UInt8> {
        indices[name].map { sections[$0].bytes } ?? []
    }

    /// The sections of a type, with the one that each of them names.
    func sections(ofType type: UInt64) -> [(own: Section, linked: Section?)] {
        sections.filter { $0.type == type }.map { section in
            (section, sections.indices.contains(section.link) ? sections[section.link] : nil)
        }
    }
}
