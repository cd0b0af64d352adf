// SPDX-License-Identifier: GPL-2.0-only

/// Lays compact JSON out for people: a container that fits stands on one line, others have a line
/// for each member.
struct JSONLayout {
    /// Columns that a container on one line may reach.
    static let width = 100

    private let input: [UInt8]
    private var output: [UInt8] = []
    private var position = 0

    /// The same document on several lines, with what terminals and pages act on, and letters that
    /// pose as others, escaped.
    ///
    /// - Parameter compact: a valid document without white space between its tokens.
    static func lines(of compact: some Sequence<UInt8>) -> String {
        var layout = JSONLayout(input: escaped(String(decoding: Array(compact), as: UTF8.self)))
        layout.write(indent: 0)
        layout.output.append(UInt8(ascii: "\n"))
        return String(decoding: layout.output, as: UTF8.self)
    }

    /// The same document on one line, with what terminals and pages act on escaped.
    static func line(of compact: some Sequence<UInt8>) -> String {
        String(
            decoding: escaped(String(decoding: Array(compact), as: UTF8.self)), as: UTF8.self)
            + "\n"
    }

    private init(input: [UInt8]) {
        self.input = input
        output.reserveCapacity(input.count * 2)
    }

    /// Active characters can only stand in strings, where an escape means the same.
    private static func escaped(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for piece in text.utf8.split(separator: 0x22, omittingEmptySubsequences: false) {
            if piece.startIndex > text.startIndex { bytes.append(0x22) }
            if piece.allSatisfy({ $0 < 0x7f }) {
                bytes.append(contentsOf: piece)
                continue
            }
            let words = String(Substring(piece))
            let posing = Lookalikes.offsets(in: words)
            for (offset, scalar) in words.unicodeScalars.enumerated() {
                if DisplayText.isActive(scalar) || posing.contains(offset) {
                    bytes += scalar.utf16.flatMap(escape)
                } else {
                    bytes.append(contentsOf: scalar.utf8)
                }
            }
        }
        return bytes
    }

    /// `\u001b`
    private static func escape(_ unit: UInt16) -> [UInt8] {
        let digits = String(unit, radix: 16)
        return Array("\\u".utf8) + Array(repeating: 0x30, count: 4 - digits.utf8.count)
            + Array(digits.utf8)
    }

    /// Writes the value at `position`, whose line is indented by so many columns.
    private mutating func write(indent: Int) {
        guard position < input.count else { return }
        let first = input[position]
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
            writeScalar()
            return
        }
        if let end = endOnOneLine() {
            writeSpaced(upTo: end)
            return
        }
        output.append(first)
        position += 1
        while position < input.count {
            newLine(indent: indent + 1)
            if first == UInt8(ascii: "{") {
                writeScalar()
                output += Array(": ".utf8)
                position += 1
            }
            write(indent: indent + 1)
            guard position < input.count, input[position] == UInt8(ascii: ",") else { break }
            output.append(input[position])
            position += 1
        }
        newLine(indent: indent)
        if position < input.count { output.append(input[position]) }
        position += 1
    }

    /// Writes a string, number or word.
    private mutating func writeScalar() {
        let end = scalarEnd(from: position)
        output += input[position..<end]
        position = end
    }

    private func scalarEnd(from start: Int) -> Int {
        var index = start
        guard input[start] == UInt8(ascii: "\"") else {
            while index < input.count, !Self.ending.contains(input[index]) { index += 1 }
            return index
        }
        index += 1
        while index < input.count, input[index] != UInt8(ascii: "\"") {
            index += input[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index + 1, input.count)
    }

    private static let ending: Set<UInt8> = [
        UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ":"),
    ]

    /// The end of the container at `position` if it fits on the current line.
    private func endOnOneLine() -> Int? {
        let lineStart = (output.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
        var room = Self.width - (output.count - lineStart)
        var depth = 0
        var index = position
        while index < input.count, room > 0 {
            switch input[index] {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                index += 1
                room -= 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                index += 1
                room -= 1
                if depth == 0 { return index }
            case UInt8(ascii: ","), UInt8(ascii: ":"):
                index += 1
                room -= 2
            default:
                let end = scalarEnd(from: index)
                room -= end - index
                index = end
            }
        }
        return nil
    }

    /// Writes the container that ends before `end`, with a blank behind each comma and colon.
    private mutating func writeSpaced(upTo end: Int) {
        while position < end {
            switch input[position] {
            case UInt8(ascii: ","), UInt8(ascii: ":"):
                output += [input[position], UInt8(ascii: " ")]
                position += 1
            case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "}"), UInt8(ascii: "]"):
                output.append(input[position])
                position += 1
            default:
                writeScalar()
            }
        }
    }

    private mutating func newLine(indent: Int) {
        output.append(UInt8(ascii: "\n"))
        output += Array(repeating: UInt8(ascii: " "), count: indent)
    }
}
