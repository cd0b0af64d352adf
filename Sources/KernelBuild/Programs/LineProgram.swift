// SPDX-License-Identifier: GPL-2.0-only

/// The rows of a `.debug_line` section, version 5 (DWARF 5, section 6.2).
///
/// What is damaged, or of another version, has no rows; the units behind it are read all the same.
struct LineProgram {
    /// A run of instructions that one line stands for.
    struct Row {
        let addresses: Range<UInt64>
        /// The name of the file as the compiler has it.
        let file: String
        let line: Int
    }

    private let section: ByteReader
    private let lineStrings: ByteReader
    private let strings: ByteReader

    init(_ sections: ELFSections) {
        section = ByteReader(sections.bytes(".debug_line"))
        lineStrings = ByteReader(sections.bytes(".debug_line_str"))
        strings = ByteReader(sections.bytes(".debug_str"))
    }

    /// Calls `body` with each row. Rows without instructions are left out; rows of what the linker
    /// dropped start at an address below the image.
    func forEachRow(_ body: (Row) -> Void) {
        var reader = section
        while !reader.isAtEnd {
            guard var length = reader.next(4) else { return }
            var offsetBytes = 4
            if length == 0xffff_ffff {
                guard let long = reader.next(8) else { return }
                (length, offsetBytes) = (long, 8)
            }
            guard let unit = reader.nextSlice(length) else { return }
            var bytes = ByteReader(unit)
            guard let header = Header(&bytes, offsetBytes, lineStrings, strings) else { continue }
            header.run(bytes, body)
        }
    }
}

/// The header of one unit's line program.
private struct Header {
    let files: [String]
    private let leastInstruction: UInt64
    private let lineBase: Int64
    private let lineRange: UInt64
    private let opcodeBase: UInt64
    private let operandCounts: [UInt64]

    /// Reads the header, and puts the reader behind it.
    init?(
        _ reader: inout ByteReader, _ offsetBytes: Int, _ lineStrings: ByteReader,
        _ strings: ByteReader
    ) {
        guard reader.next(2) == 5, reader.next(2) != nil, let length = reader.next(offsetBytes),
            let headerBytes = Int(exactly: length)
        else { return nil }
        let (end, overflow) = reader.position.addingReportingOverflow(headerBytes)
        guard !overflow, let least = reader.next(1), reader.next(2) != nil,
            let base = reader.next(1), let range = reader.next(1), range > 0,
            let opcodes = reader.next(1), opcodes > 0
        else { return nil }
        leastInstruction = least
        lineBase = Int64(Int8(truncatingIfNeeded: base))
        lineRange = range
        opcodeBase = opcodes
        var counts: [UInt64] = []
        for _ in 1..<opcodes {
            guard let count = reader.next(1) else { return nil }
            counts.append(count)
        }
        operandCounts = counts
        let names = NameTable(offsetBytes: offsetBytes, lineStrings: lineStrings, strings: strings)
        guard let folders = names.entries(&reader), let entries = names.entries(&reader) else {
            return nil
        }
        files = entries.map { entry in
            guard !entry.path.hasPrefix("/"), entry.folder < folders.count else {
                return entry.path
            }
            return "\(folders[entry.folder].path)/\(entry.path)"
        }
        guard end <= reader.bytes.count else { return nil }
        reader.position = end
    }

    /// The registers of the line number program that matter here.
    private struct State {
        var address: UInt64 = 0
        var file = 1
        var line: Int64 = 1
    }

    func run(_ program: ByteReader, _ body: (LineProgram.Row) -> Void) {
        var reader = program
        var state = State()
        var previous: State?
        func emit(isEnd: Bool) {
            if let row = previous, row.address < state.address, files.indices.contains(row.file),
                row.line > 0, let line = Int(exactly: row.line)
            {
                body(
                    LineProgram.Row(
                        addresses: row.address..<state.address, file: files[row.file], line: line))
            }
            previous = isEnd ? nil : state
        }
        while let opcode = reader.next(1) {
            if opcode >= opcodeBase {
                advance(&state, by: opcode - opcodeBase)
                emit(isEnd: false)
                continue
            }
            switch opcode {
            case 0:
                guard let length = reader.nextULEB(), let bytes = reader.nextSlice(length) else {
                    return
                }
                var operand = ByteReader(bytes)
                switch operand.next(1) {
                case 1:
                    emit(isEnd: true)
                    state = State()
                case 2: state.address = operand.next(8) ?? 0
                default: break
                }
            case 1: emit(isEnd: false)
            case 2: state.address &+= leastInstruction &* (reader.nextULEB() ?? 0)
            case 3: state.line &+= reader.nextSLEB() ?? 0
            case 4: state.file = Int(truncatingIfNeeded: reader.nextULEB() ?? 0)
            case 8:
                state.address &+= leastInstruction &* ((255 - opcodeBase) / lineRange)
            case 9: state.address &+= reader.next(2) ?? 0
            default:
                for _ in 0..<operandCounts[Int(opcode) - 1] { _ = reader.nextULEB() }
            }
        }
    }

    /// A special opcode (DWARF 5, 6.2.5.1).
    private func advance(_ state: inout State, by adjusted: UInt64) {
        state.address &+= leastInstruction &* (adjusted / lineRange)
        state.line &+= lineBase &+ Int64(adjusted % lineRange)
    }
}

/// The folders or files of a header: a description of the fields, and the entries.
private struct NameTable {
    let offsetBytes: Int
    let lineStrings: ByteReader
    let strings: ByteReader

    struct Entry {
        var path = ""
        var folder = 0
    }

    /// More folders or files than any unit has.
    private static let mostEntries: UInt64 = 1 << 16

    func entries(_ reader: inout ByteReader) -> [Entry]? {
        guard let fieldCount = reader.next(1) else { return nil }
        var fields: [(content: UInt64, form: UInt64)] = []
        for _ in 0..<fieldCount {
            guard let content = reader.nextULEB(), let form = reader.nextULEB() else { return nil }
            fields.append((content, form))
        }
        guard let count = reader.nextULEB(), count <= Self.mostEntries else { return nil }
        var entries: [Entry] = []
        for _ in 0..<count {
            var entry = Entry()
            for field in fields {
                switch field.form {
                case 0x08:  // DW_FORM_string
                    guard let text = reader.nextText() else { return nil }
                    if field.content == 1 { entry.path = text }
                case 0x1f, 0x0e:  // DW_FORM_line_strp, DW_FORM_strp
                    let table = field.form == 0x1f ? lineStrings : strings
                    guard let offset = reader.next(offsetBytes), let text = table.text(at: offset)
                    else { return nil }
                    if field.content == 1 { entry.path = text }
                case 0x0f, 0x0b, 0x05, 0x06, 0x07:  // DW_FORM_udata, data1, data2, data4, data8
                    let sizes: [UInt64: Int] = [0x0b: 1, 0x05: 2, 0x06: 4, 0x07: 8]
                    let value = sizes[field.form].map { reader.next($0) } ?? reader.nextULEB()
                    guard let value else { return nil }
                    if field.content == 2 { entry.folder = Int(truncatingIfNeeded: value) }
                case 0x1e:  // DW_FORM_data16: the file's MD5
                    guard reader.nextSlice(16) != nil else { return nil }
                default: return nil
                }
            }
            entries.append(entry)
        }
        return entries
    }
}
