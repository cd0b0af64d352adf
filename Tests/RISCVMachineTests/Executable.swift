// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine

/// A small ELF executable made by hand: code, constants and data, and a symbol table.
struct Executable {
    static let textAddress: UInt64 = 0x1_0000
    static let constantsAddress: UInt64 = 0x2_0000
    static let dataAddress: UInt64 = 0x3_0000

    static let constants: [UInt32] = [0x8899_AABB, 0xCCDD_EEFF, 0x0011_2233, 0x4455_6677]

    struct Segment {
        var address: UInt64
        /// 4 read, 2 write, 1 execute.
        var flags: UInt32
        var contents: [UInt8]
        var zeroBytes: UInt64 = 0
    }

    struct Symbol {
        var name: String
        var address: UInt64
        var size: UInt64
        /// `st_info`: binding in the high four bits, type in the low ones.
        var info: UInt8 = 0x12
    }

    var segments: [Segment]
    var symbols: [Symbol] = []

    /// Code, four words of constants and 64 bytes of data, with room for 64 more.
    init(_ words: [UInt32], data: [UInt8] = [UInt8](0..<64)) {
        segments = [
            Segment(address: Self.textAddress, flags: 5, contents: words.flatMap(\.bytes)),
            Segment(
                address: Self.constantsAddress, flags: 4,
                contents: Self.constants.flatMap(\.bytes)),
            Segment(address: Self.dataAddress, flags: 6, contents: data, zeroBytes: 64),
        ]
        symbols = [
            Symbol(
                name: "start", address: Self.textAddress, size: UInt64(words.count * 4))
        ]
    }

    /// The file: header, program headers, contents, symbol table, names, section headers.
    var bytes: [UInt8] {
        var body: [UInt8] = []
        var programHeaders: [UInt8] = []
        let bodyOffset = UInt64(64 + 56 * segments.count)
        for segment in segments {
            let size = UInt64(segment.contents.count)
            programHeaders += UInt32(1).bytes + segment.flags.bytes
            programHeaders += (bodyOffset + UInt64(body.count)).bytes
            programHeaders += segment.address.bytes + segment.address.bytes
            programHeaders += size.bytes + (size + segment.zeroBytes).bytes + UInt64(8).bytes
            body += segment.contents
            while body.count % 8 != 0 { body.append(0) }
        }
        var names: [UInt8] = [0]
        var table = [UInt8](repeating: 0, count: 24)
        for symbol in symbols {
            table += UInt32(names.count).bytes + [symbol.info, 0] + UInt16(1).bytes
            table += symbol.address.bytes + symbol.size.bytes
            names += Array(symbol.name.utf8) + [0]
        }
        let tableOffset = bodyOffset + UInt64(body.count)
        let namesOffset = tableOffset + UInt64(table.count)
        let sectionsOffset = namesOffset + UInt64(names.count)
        var sections = [UInt8](repeating: 0, count: 64)
        sections += Self.section(
            type: 2, offset: tableOffset, size: UInt64(table.count), link: 2, entrySize: 24)
        sections += Self.section(
            type: 3, offset: namesOffset, size: UInt64(names.count), link: 0, entrySize: 0)

        var header: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 9)
        header += UInt16(2).bytes + UInt16(243).bytes + UInt32(1).bytes
        header += Self.textAddress.bytes + UInt64(64).bytes + sectionsOffset.bytes
        header += UInt32(0).bytes + UInt16(64).bytes
        header += UInt16(56).bytes + UInt16(segments.count).bytes
        header += UInt16(64).bytes + UInt16(3).bytes + UInt16(2).bytes
        return header + programHeaders + body + table + names + sections
    }

    private static func section(
        type: UInt32, offset: UInt64, size: UInt64, link: UInt32, entrySize: UInt64
    ) -> [UInt8] {
        let start: [UInt8] = UInt32(0).bytes + type.bytes + UInt64(0).bytes + UInt64(0).bytes
        let place: [UInt8] = offset.bytes + size.bytes + link.bytes + UInt32(0).bytes
        return start + place + UInt64(8).bytes + entrySize.bytes
    }
}

extension FixedWidthInteger {
    /// The bytes, lowest first.
    var bytes: [UInt8] {
        (0..<Self.bitWidth / 8).map { UInt8(truncatingIfNeeded: self >> Self($0 * 8)) }
    }
}
