// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// Indents lines of C by the kernel's coding style, from the lines above.
struct Indentation {
    private var above: [[UInt8]] = []
    /// The indentation of lines that end in `{`, innermost last.
    private var open: [[UInt8]] = []

    /// Notes a line that stands above; empty ones say nothing.
    mutating func pass(_ line: [UInt8]) {
        let text = line.trimmingWhitespace()
        guard let last = text.last else { return }
        if text.first == UInt8(ascii: "}"), !open.isEmpty { open.removeLast() }
        if last == UInt8(ascii: "{") { open.append(Self.blanks(of: line)) }
        above.append(line)
    }

    /// The blanks for a line with this text.
    func of(_ text: [UInt8]) -> [UInt8] {
        if text.first == UInt8(ascii: "}"), let brace = open.last { return brace }
        guard let last = above.indices.last else { return [] }
        let start = statement(endingAt: last)
        let blanks = Self.blanks(of: above[start])
        let end = above[last].trimmingWhitespace().last
        if end == UInt8(ascii: "{") || isControl(start) && end == UInt8(ascii: ")")
            || above[last].trimmingWhitespace().elementsEqual("else".utf8)
        {
            return blanks + [0x09]
        }
        // Behind the only statement of an `if` without braces the next stands below the `if`.
        if start > 0 {
            let before = statement(endingAt: start - 1)
            let outer = Self.blanks(of: above[before])
            let isBody = above[start - 1].trimmingWhitespace().last == UInt8(ascii: ")")
            if isControl(before), isBody, outer.count < blanks.count { return outer }
        }
        return text.first == UInt8(ascii: "}") && blanks.last == 0x09 ? blanks.dropLast() : blanks
    }

    /// The line on which the statement begins that ends on this one: parentheses balance.
    private func statement(endingAt index: Int) -> Int {
        var start = index
        var balance = Self.balance(above[start])
        while balance < 0, start > 0 {
            start -= 1
            balance += Self.balance(above[start])
        }
        return start
    }

    private func isControl(_ index: Int) -> Bool {
        let text = above[index].trimmingWhitespace()
        return ["if (", "for (", "while (", "else if (", "} else if ("].contains {
            text.hasPrefix($0)
        }
    }

    private static func balance(_ line: [UInt8]) -> Int {
        line.reduce(0) { $0 + ($1 == 0x28 ? 1 : $1 == 0x29 ? -1 : 0) }
    }

    private static func blanks(of line: [UInt8]) -> [UInt8] {
        Array(line.prefix(while: \.isASCIIBlank))
    }
}
