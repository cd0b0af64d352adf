// SPDX-License-Identifier: GPL-2.0-only

/// The file header, and the tables that it leads to.
struct ELFHeader {
    let entry: UInt64
    private let programHeaders: Table
    private let sectionHeaders: Table

    private struct Table {
        let offset: UInt64
        let count: UInt64
        let entrySize: UInt64

        /// The file offset of an entry, or nil when it does not fit in 64 bits.
        func entry(_ index: UInt64) -> UInt64? {
            let (scaled, overflow) = index.multipliedReportingOverflow(by: entrySize)
            let (sum, carry) = offset.addingReportingOverflow(scaled)
            return overflow || carry ? nil : sum
        }
    }

    init(_ reader: ELFReader) throws(ELFProblem) {
        guard reader.bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]) else { throw .notELF }
        _ = try reader.range(0, count: 64, "file header")
        // EI_CLASS 2: 64 bits; EI_DATA 1: little endian; EI_VERSION 1.
        guard reader.bytes[4] == 2, reader.bytes[5] == 1, reader.bytes[6] == 1 else {
            throw .unsupportedFormat
        }
        let machine = try reader.integer(18, as: UInt16.self, "e_machine")
        guard machine == 243 else { throw .wrongMachine(machine) }
        let type = try reader.integer(16, as: UInt16.self, "e_type")
        guard type == 2 else { throw .notExecutable(type: type) }
        let flags = try reader.integer(48, as: UInt32.self, "e_flags")
        guard flags == 0 else { throw .unsupportedFlags(flags) }
        entry = try reader.integer(24, as: UInt64.self, "e_entry")
        programHeaders = Table(
            offset: try reader.integer(32, as: UInt64.self, "e_phoff"),
            count: UInt64(try reader.integer(56, as: UInt16.self, "e_phnum")),
            entrySize: UInt64(try reader.integer(54, as: UInt16.self, "e_phentsize")))
        sectionHeaders = Table(
            offset: try reader.integer(40, as: UInt64.self, "e_shoff"),
            count: UInt64(try reader.integer(60, as: UInt16.self, "e_shnum")),
            entrySize: UInt64(try reader.integer(58, as: UInt16.self, "e_shentsize")))
    }

    func segments(_ reader: ELFReader, limits: ELFLimits) throws(ELFProblem) -> [ELFSegment] {
        guard programHeaders.count <= UInt64(limits.segments) else {
            throw .limitExceeded(what: "segments", limit: limits.segments)
        }
        guard programHeaders.count == 0 || programHeaders.entrySize == 56 else {
            throw .badEntrySize(what: "program header", size: programHeaders.entrySize)
        }
        var found: [ELFSegment] = []
        for index in 0..<programHeaders.count {
            guard let at = programHeaders.entry(index) else { throw .badSegment(index: Int(index)) }
            _ = try reader.range(at, count: 56, "program header")
            let type = try reader.integer(at, as: UInt32.self, "p_type")
            if type == 2 || type == 3 { throw .dynamicallyLinked }  // PT_DYNAMIC, PT_INTERP
            guard type == 1 else { continue }  // PT_LOAD
            let flags = try reader.integer(at + 4, as: UInt32.self, "p_flags")
            let offset = try reader.integer(at + 8, as: UInt64.self, "p_offset")
            let address = try reader.integer(at + 16, as: UInt64.self, "p_vaddr")
            let fileSize = try reader.integer(at + 32, as: UInt64.self, "p_filesz")
            let memorySize = try reader.integer(at + 40, as: UInt64.self, "p_memsz")
            let (end, overflow) = address.addingReportingOverflow(memorySize)
            guard !overflow, fileSize <= memorySize else { throw .badSegment(index: Int(index)) }
            let contents = try reader.range(offset, count: fileSize, "segment")
            if memorySize == 0 { continue }
            found.append(
                ELFSegment(
                    addresses: address..<end,
                    contents: reader.bytes[contents],
                    permissions: Permissions(segmentFlags: flags)))
        }
        guard !found.isEmpty else { throw .noSegments }
        found.sort { $0.addresses.lowerBound < $1.addresses.lowerBound }
        for (lower, upper) in zip(found, found.dropFirst())
        where lower.addresses.upperBound > upper.addresses.lowerBound {
            throw .overlappingSegments(address: upper.addresses.lowerBound)
        }
        return found
    }

    func symbols(_ reader: ELFReader, limits: ELFLimits) throws(ELFProblem) -> [ELFSymbol] {
        guard sectionHeaders.count <= UInt64(limits.sections) else {
            throw .limitExceeded(what: "sections", limit: limits.sections)
        }
        guard sectionHeaders.count == 0 || sectionHeaders.entrySize == 64 else {
            throw .badEntrySize(what: "section header", size: sectionHeaders.entrySize)
        }
        var found: [ELFSymbol] = []
        for index in 0..<sectionHeaders.count {
            let at = try sectionHeader(index, reader)
            // SHT_SYMTAB
            guard try reader.integer(at + 4, as: UInt32.self, "sh_type") == 2 else { continue }
            try appendSymbols(ofSection: index, at: at, reader, limits, to: &found)
        }
        found.sort { ($0.address, $0.name) < ($1.address, $1.name) }
        return found
    }

    private func sectionHeader(_ index: UInt64, _ reader: ELFReader) throws(ELFProblem) -> UInt64 {
        guard let at = sectionHeaders.entry(index) else {
            throw .badSymbolTable(section: Int(index))
        }
        _ = try reader.range(at, count: 64, "section header")
        return at
    }

    private func appendSymbols(
        ofSection index: UInt64, at header: UInt64, _ reader: ELFReader, _ limits: ELFLimits,
        to found: inout [ELFSymbol]
    ) throws(ELFProblem) {
        let table = try contents(of: header, reader, "symbol table")
        let link = UInt64(try reader.integer(header + 40, as: UInt32.self, "sh_link"))
        guard link < sectionHeaders.count else { throw .badSymbolTable(section: Int(index)) }
        let names = try contents(of: try sectionHeader(link, reader), reader, "string table")
        let entrySize = try reader.integer(header + 56, as: UInt64.self, "sh_entsize")
        guard entrySize == 24 else { throw .badEntrySize(what: "symbol", size: entrySize) }
        let count = table.count / 24
        guard found.count + count <= limits.symbols else {
            throw .limitExceeded(what: "symbols", limit: limits.symbols)
        }
        for number in 0..<count {
            let at = UInt64(table.lowerBound + 24 * number)
            let info = try reader.integer(at + 4, as: UInt8.self, "st_info")
            let section = try reader.integer(at + 6, as: UInt16.self, "st_shndx")
            guard section != 0, let kind = ELFSymbol.Kind(symbolInfo: info) else { continue }
            let nameOffset = UInt64(try reader.integer(at, as: UInt32.self, "st_name"))
            let name = reader.name(nameOffset, in: names, limit: limits.symbolNameBytes)
            // "$x" and "$d" mark code and data for disassemblers.
            guard !name.isEmpty, !name.hasPrefix("$") else { continue }
            found.append(
                ELFSymbol(
                    name: name,
                    address: try reader.integer(at + 8, as: UInt64.self, "st_value"),
                    size: try reader.integer(at + 16, as: UInt64.self, "st_size"),
                    kind: kind,
                    isGlobal: info >> 4 == 1 || info >> 4 == 2))
        }
    }

    private func contents(
        of header: UInt64, _ reader: ELFReader, _ what: String
    ) throws(ELFProblem) -> Range<Int> {
        let offset = try reader.integer(header + 24, as: UInt64.self, what)
        let size = try reader.integer(header + 32, as: UInt64.self, what)
        return try reader.range(offset, count: size, what)
    }
}

extension ELFSymbol.Kind {
    /// The kind in the low four bits of `st_info`; nil for sections, files and thread-local data.
    fileprivate init?(symbolInfo: UInt8) {
        switch symbolInfo & 15 {
        case 0: self = .untyped
        case 1: self = .object
        case 2: self = .function
        default: return nil
        }
    }
}

extension Permissions {
    /// From `p_flags`: 4 read, 2 write, 1 execute.
    fileprivate init(segmentFlags: UInt32) {
        self = []
        if segmentFlags & 4 != 0 { insert(.read) }
        if segmentFlags & 2 != 0 { insert(.write) }
        if segmentFlags & 1 != 0 { insert(.execute) }
    }
}
