// SPDX-License-Identifier: GPL-2.0-only

/// The functions of a C file, found by its braces: no parser, and no preprocessor.
///
/// A definition is what stands at file level from behind the last `;`, `}` or directive to a brace,
/// if it has a name with arguments and no `=`. Where `#if` and `#else` both open a brace, it counts
/// once.
struct CFunctions {
    /// One definition.
    struct Definition: Hashable {
        let name: String
        /// The 1-based lines from its first word to its closing brace.
        let lines: ClosedRange<Int>
        /// The same as bytes of the file.
        let span: Range<Int>
        /// What it says: without comments, and with a blank for each run of blanks.
        let text: [UInt8]
    }

    private(set) var definitions: [Definition] = []

    /// What stands outside of functions, comments and blanks aside.
    private(set) var rest: [UInt8] = []

    private let source: [UInt8]
    private var position = 0
    private var line = 1
    private var braces = 0
    private var parentheses = 0
    /// The depth of braces at each open `#if`.
    private var conditions: [Int] = []

    private var text: [UInt8] = []
    private var first: (line: Int, position: Int)?
    private var name: String?
    private var fallbackName: String?
    private var hasValue = false
    private var isFunction = false
    private var previous = Token.none

    private enum Token: Equatable {
        case none, word(String), star, other
    }

    /// Reads a file; the cost is linear.
    init(_ source: [UInt8]) {
        self.source = source
        while position < source.count { step() }
        rest += text
    }

    private func byte(_ offset: Int = 0) -> UInt8? {
        position + offset < source.count ? source[position + offset] : nil
    }

    private mutating func step() {
        guard let byte = byte() else { return }
        switch byte {
        case UInt8(ascii: "\n"), UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"),
            UInt8(ascii: "\u{c}"):
            blank()
            if byte == UInt8(ascii: "\n") { line += 1 }
            position += 1
        case UInt8(ascii: "/") where self.byte(1) == UInt8(ascii: "*"):
            blank()
            skip(past: Array("*/".utf8))
        case UInt8(ascii: "/") where self.byte(1) == UInt8(ascii: "/"):
            while let next = self.byte(), next != UInt8(ascii: "\n") { position += 1 }
        case UInt8(ascii: "#"): directive()
        case UInt8(ascii: "\""), UInt8(ascii: "'"): literal(byte)
        default:
            if Self.isWord(byte) { word() } else { mark(byte) }
        }
    }

    private mutating func blank() {
        if let last = text.last, last != UInt8(ascii: " ") { text.append(UInt8(ascii: " ")) }
    }

    private mutating func skip(past end: [UInt8]) {
        position += end.count
        while position < source.count {
            if source[position] == end[0], source[position...].starts(with: end) {
                position += end.count
                return
            }
            if source[position] == UInt8(ascii: "\n") { line += 1 }
            position += 1
        }
    }

    /// A directive with the lines that continue it.
    private mutating func directive() {
        var words: [UInt8] = []
        while let next = byte() {
            if next == UInt8(ascii: "\n") {
                guard words.last == UInt8(ascii: "\\") else { break }
                line += 1
            }
            words.append(next)
            position += 1
        }
        let text = words.dropFirst().drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        if text.starts(with: "if".utf8) {
            conditions.append(braces)
        } else if text.starts(with: "el".utf8), let depth = conditions.last {
            braces = depth
        } else if text.starts(with: "endif".utf8) {
            _ = conditions.popLast()
        }
        if braces == 0 {
            finishDeclaration()
            rest += words
        } else {
            self.text += words
        }
    }

    private mutating func literal(_ quote: UInt8) {
        begin()
        repeat {
            if byte() == UInt8(ascii: "\\") {
                text.append(UInt8(ascii: "\\"))
                position += 1
            }
            guard let next = byte() else { return }
            if next == UInt8(ascii: "\n") { line += 1 }
            text.append(next)
            position += 1
        } while byte() != quote && byte() != UInt8(ascii: "\n") && byte() != nil
        if byte() == quote {
            text.append(quote)
            position += 1
        }
        previous = .other
    }

    /// Whether a byte is part of a name or number.
    static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xff:
            true
        default: false
        }
    }

    private mutating func word() {
        begin()
        let start = position
        while let next = byte(), Self.isWord(next) { position += 1 }
        text += source[start..<position]
        guard braces == 0, parentheses == 0 else { return }
        let word = String(decoding: source[start..<position], as: UTF8.self)
        // A name with arguments behind a type is what is defined; attributes stand first or behind
        // a parenthesis.
        if followingMark() == UInt8(ascii: "(") {
            switch previous {
            case .word, .star: name = word
            case .none: fallbackName = fallbackName ?? word
            case .other: break
            }
        }
        previous = .word(word)
    }

    private func followingMark() -> UInt8? {
        source[position...].first {
            ![UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n")].contains($0)
        }
    }

    private mutating func mark(_ byte: UInt8) {
        begin()
        text.append(byte)
        position += 1
        let isOutside = braces == 0 && parentheses == 0
        switch byte {
        case UInt8(ascii: "("): parentheses += 1
        case UInt8(ascii: ")"): parentheses = max(0, parentheses - 1)
        case UInt8(ascii: "{"):
            if braces == 0 { isFunction = (name ?? fallbackName) != nil && !hasValue }
            braces += 1
        case UInt8(ascii: "}"):
            braces = max(0, braces - 1)
            if braces == 0 { closeBrace() }
        case UInt8(ascii: ";") where isOutside: finishDeclaration()
        case UInt8(ascii: "=") where isOutside: hasValue = true
        default: break
        }
        previous = byte == UInt8(ascii: "*") ? .star : .other
    }

    /// The first word of a declaration tells where it starts.
    private mutating func begin() {
        if first == nil {
            first = (line, position)
            previous = .none
        }
    }

    private mutating func closeBrace() {
        parentheses = 0
        guard isFunction, let first, let name = name ?? fallbackName else {
            isFunction = false
            return
        }
        definitions.append(
            Definition(
                name: name, lines: first.line...max(first.line, line),
                span: first.position..<position, text: text))
        text = []
        finishDeclaration()
    }

    private mutating func finishDeclaration() {
        rest += text
        text = []
        first = nil
        name = nil
        fallbackName = nil
        hasValue = false
        isFunction = false
        parentheses = 0
        previous = .none
    }
}
