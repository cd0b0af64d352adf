// SPDX-License-Identifier: GPL-2.0-only

/// One line of LLVM IR, cut into names and what stands between them.
struct IRLine {
    private enum Piece {
        case text(ArraySlice<UInt8>)
        case number(ArraySlice<UInt8>)
        case global(String)
        case type(String)
    }

    private let pieces: [Piece]

    /// Whether it defines a constant whose content it says.
    let isConstant: Bool

    /// The functions and variables that it names, in order.
    var references: [String] {
        pieces.compactMap { piece in
            guard case .global(let name) = piece else { return nil }
            return name
        }
    }

    init(_ line: ArraySlice<UInt8>) {
        var pieces: [Piece] = []
        var start = line.startIndex
        var index = line.startIndex
        func finish(_ end: Int) {
            if start < end { pieces.append(.text(line[start..<end])) }
        }
        scan: while index < line.endIndex {
            switch line[index] {
            case UInt8(ascii: ";"):
                break scan
            case UInt8(ascii: "!"), UInt8(ascii: "#"):
                // Metadata behind an instruction, and attribute groups, are numbered.
                finish(index)
                index = Self.end(ofNameAfter: index, in: line)
                start = index
            case UInt8(ascii: "\""):
                index = Self.end(ofStringAt: index, in: line)
            case UInt8(ascii: "@"):
                finish(index)
                let end = Self.end(ofNameAfter: index, in: line)
                pieces.append(.global(Self.name(line[(index + 1)..<end])))
                index = end
                start = end
            case UInt8(ascii: "%"):
                finish(index)
                let end = Self.end(ofNameAfter: index, in: line)
                pieces.append(.type(Self.withoutCounter(Self.name(line[(index + 1)..<end]))))
                index = end
                start = end
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                finish(index)
                let end = line[index...].firstIndex { !Self.isNameByte($0) } ?? line.endIndex
                pieces.append(.number(line[index..<end]))
                index = end
                start = end
            case let byte where Self.isNameByte(byte):
                index = line[index...].firstIndex { !Self.isNameByte($0) } ?? line.endIndex
            default:
                index += 1
            }
        }
        finish(index)
        self.pieces = pieces
        let words = pieces.prefix(2).compactMap { piece -> String? in
            guard case .text(let bytes) = piece else { return nil }
            return String(decoding: bytes.prefix(200), as: UTF8.self)
        }
        let isDefinition = line.first == UInt8(ascii: "@")
        isConstant =
            isDefinition
            && words.contains { $0.contains(" constant ") && !$0.contains(" external ") }
    }

    /// The line's text, names of functions and variables as the function has them, without the
    /// commas that only led to metadata.
    func text(hasNumbers: Bool, name: (String) -> String) -> String {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let bytes): text += String(decoding: bytes, as: UTF8.self)
            case .number(let bytes):
                text += hasNumbers ? String(decoding: bytes, as: UTF8.self) : "N"
            case .global(let global): text += name(global)
            case .type(let type): text += "%" + type
            }
        }
        while let last = text.last, last == " " || last == "," { text.removeLast() }
        return text
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."),
            UInt8(ascii: "-"), UInt8(ascii: "$"):
            true
        default: false
        }
    }

    private static func end(ofNameAfter sigil: Int, in line: ArraySlice<UInt8>) -> Int {
        let start = sigil + 1
        guard start < line.endIndex, line[start] == UInt8(ascii: "\"") else {
            return line[start...].firstIndex { !isNameByte($0) } ?? line.endIndex
        }
        return end(ofStringAt: start, in: line)
    }

    private static func end(ofStringAt quote: Int, in line: ArraySlice<UInt8>) -> Int {
        (line[(quote + 1)...].firstIndex(of: UInt8(ascii: "\"")) ?? line.endIndex - 1) + 1
    }

    private static func name(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.filter { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
    }

    /// Types of one name are told apart by a number behind it.
    private static func withoutCounter(_ name: String) -> String {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex,
            name[name.index(after: dot)...].allSatisfy(\.isNumber)
        else { return name }
        return String(name[..<dot])
    }
}
