// SPDX-License-Identifier: GPL-2.0-only

/// Reads LLVM's bitstream container ("LLVM Bitcode File Format", sections "Bitstream Format" and
/// "Abbreviations") far enough for clang's serialised diagnostics.
///
/// The bytes come from a compiler that read hostile code: odd input ends the reading with an
/// error, never with a trap. Every step takes at least one bit, so reading ends.
struct BitstreamReader {
    /// What a block holds, in order.
    indirect enum Item: Hashable {
        case record(code: UInt64, fields: [UInt64], blob: [UInt8])
        case block(id: UInt64, items: [Item])
    }

    /// The bytes are not a bitstream.
    struct Malformed: Error {}

    private enum Operand {
        case literal(UInt64)
        case fixed(Int)
        case variable(Int)
        case array
        case character6
        case blob
    }

    private let bytes: [UInt8]
    private var bit: Int
    private var blockAbbreviations: [UInt64: [[Operand]]] = [:]

    private static let deepest = 16

    /// All top-level items after a four-byte magic number.
    static func items(of bytes: [UInt8], magic: [UInt8]) throws(Malformed) -> [Item] {
        guard bytes.count >= magic.count, bytes.prefix(magic.count).elementsEqual(magic) else {
            throw Malformed()
        }
        var reader = BitstreamReader(bytes: bytes, bit: magic.count * 8)
        return try reader.readItems(width: 2, abbreviations: [], depth: 0)
    }

    private init(bytes: [UInt8], bit: Int) {
        self.bytes = bytes
        self.bit = bit
    }

    private mutating func readItems(
        width: Int, abbreviations: [[Operand]], depth: Int
    ) throws(Malformed) -> [Item] {
        guard depth < Self.deepest else { throw Malformed() }
        var abbreviations = abbreviations
        var items: [Item] = []
        while true {
            if depth == 0, bytes.count * 8 - bit < 32 { return items }
            let id = Int(try fixed(width))
            switch id {
            case 0:
                guard depth > 0 else { throw Malformed() }
                try align()
                return items
            case 1:
                items += try readBlock(depth: depth)
            case 2:
                abbreviations.append(try readAbbreviation())
            case 3:
                items.append(try readUnabbreviated())
            default:
                guard id - 4 < abbreviations.count else { throw Malformed() }
                items.append(try readRecord(abbreviations[id - 4]))
            }
        }
    }

    private mutating func readBlock(depth: Int) throws(Malformed) -> [Item] {
        let id = try variable(8)
        let width = Int(try variable(4))
        guard (2...32).contains(width) else { throw Malformed() }
        try align()
        _ = try fixed(32)
        if id == 0 {
            try readBlockInfo(width: width)
            return []
        }
        let inner = try readItems(
            width: width, abbreviations: blockAbbreviations[id] ?? [], depth: depth + 1)
        return [.block(id: id, items: inner)]
    }

    /// The standard block 0: abbreviations for blocks that come later.
    private mutating func readBlockInfo(width: Int) throws(Malformed) {
        var target: UInt64?
        while true {
            switch try fixed(width) {
            case 0:
                try align()
                return
            case 2:
                guard let target else { throw Malformed() }
                blockAbbreviations[target, default: []].append(try readAbbreviation())
            case 3:
                if case .record(code: 1, let fields, _) = try readUnabbreviated() {
                    target = fields.first
                }
            default:
                throw Malformed()
            }
        }
    }

    private mutating func readAbbreviation() throws(Malformed) -> [Operand] {
        let count = try variable(5)
        guard count >= 1, count <= 64 else { throw Malformed() }
        var operands: [Operand] = []
        for _ in 0..<count {
            if try fixed(1) == 1 {
                operands.append(.literal(try variable(8)))
                continue
            }
            switch try fixed(3) {
            case 1: operands.append(.fixed(try operandWidth()))
            case 2: operands.append(.variable(try operandWidth()))
            case 3: operands.append(.array)
            case 4: operands.append(.character6)
            case 5: operands.append(.blob)
            default: throw Malformed()
            }
        }
        return operands
    }

    private mutating func operandWidth() throws(Malformed) -> Int {
        let width = try variable(5)
        guard width <= 64 else { throw Malformed() }
        return Int(width)
    }

    private mutating func readUnabbreviated() throws(Malformed) -> Item {
        let code = try variable(6)
        let count = try count(try variable(6), bitsEach: 6)
        var fields: [UInt64] = []
        for _ in 0..<count { fields.append(try variable(6)) }
        return .record(code: code, fields: fields, blob: [])
    }

    private mutating func readRecord(_ operands: [Operand]) throws(Malformed) -> Item {
        var fields: [UInt64] = []
        var blob: [UInt8] = []
        var index = 0
        while index < operands.count {
            switch operands[index] {
            case .array:
                guard index + 1 < operands.count else { throw Malformed() }
                index += 1
                let count = try count(try variable(6), bitsEach: 1)
                for _ in 0..<count { fields.append(try scalar(operands[index])) }
            case .blob:
                let count = try count(try variable(6), bitsEach: 8)
                try align()
                guard count <= bytes.count - bit / 8 else { throw Malformed() }
                blob = Array(bytes[(bit / 8)..<(bit / 8 + count)])
                bit += count * 8
                try align()
            case let operand:
                fields.append(try scalar(operand))
            }
            index += 1
        }
        guard let code = fields.first else { throw Malformed() }
        return .record(code: code, fields: Array(fields.dropFirst()), blob: blob)
    }

    private mutating func scalar(_ operand: Operand) throws(Malformed) -> UInt64 {
        switch operand {
        case .literal(let value): return value
        case .fixed(let width): return try fixed(width)
        case .variable(let width): return try variable(width)
        case .character6: return try fixed(6)
        case .array, .blob: throw Malformed()
        }
    }

    /// A count from the stream, refused when the rest of the stream cannot hold so many.
    private func count(_ value: UInt64, bitsEach: Int) throws(Malformed) -> Int {
        guard value <= UInt64((bytes.count * 8 - bit) / bitsEach) else { throw Malformed() }
        return Int(value)
    }

    private mutating func fixed(_ width: Int) throws(Malformed) -> UInt64 {
        guard width <= bytes.count * 8 - bit else { throw Malformed() }
        var value: UInt64 = 0
        for index in 0..<width {
            let isSet = bytes[bit >> 3] >> UInt8(bit & 7) & 1
            value |= UInt64(isSet) << UInt64(index)
            bit += 1
        }
        return value
    }

    private mutating func variable(_ width: Int) throws(Malformed) -> UInt64 {
        guard width >= 2 else { throw Malformed() }
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let chunk = try fixed(width)
            let more = chunk >> UInt64(width - 1) & 1
            let payload = chunk & ((1 << UInt64(width - 1)) - 1)
            guard shift < 64 else { throw Malformed() }
            value |= payload << shift
            if more == 0 { return value }
            shift += UInt64(width - 1)
        }
    }

    private mutating func align() throws(Malformed) {
        bit = (bit + 31) / 32 * 32
        guard bit <= bytes.count * 8 else { throw Malformed() }
    }
}
