// SPDX-License-Identifier: GPL-2.0-only

/// The body of a function, and the statements and conditions in it.
struct CFunction: Hashable, Sendable {
    let name: String

    /// The tokens between the braces.
    let body: [CToken]

    /// The function of a definition, with those of its file's tokens that are its own.
    init(_ definition: CFunctions.Definition, among tokens: [CToken]) {
        name = definition.name
        let own = tokens.filter { definition.span.contains($0.span.lowerBound) }
        body = Array(own.drop { $0.text != "{" }.dropFirst().dropLast())
    }

    /// The index of the brace or parenthesis that closes the one at `index`, or the last one.
    static func close(_ tokens: [CToken], from index: Int) -> Int {
        let pair = tokens[index].text == "{" ? ("{", "}") : ("(", ")")
        var depth = 0
        for next in index..<tokens.count {
            if tokens[next].text == pair.0 { depth += 1 }
            if tokens[next].text == pair.1 {
                depth -= 1
                if depth == 0 { return next }
            }
        }
        return tokens.count - 1
    }

    /// The statements that end in a semicolon, each with that semicolon; the headers of `for` are
    /// not statements.
    var statements: [ArraySlice<CToken>] {
        var statements: [ArraySlice<CToken>] = []
        var start = 0
        var index = 0
        while index < body.count {
            let token = body[index]
            switch token.text {
            case "{", "}", "else", "do":
                start = index + 1
            case ":" where index > start && body[index - 1].kind == .word && index - start == 1:
                start = index + 1
            case "if", "for", "while", "switch":
                guard index == start, index + 1 < body.count, body[index + 1].text == "(" else {
                    break
                }
                index = Self.close(body, from: index + 1)
                start = index + 1
            case "(":
                index = Self.close(body, from: index)
            case ";":
                if index > start { statements.append(body[start...index]) }
                start = index + 1
            default: break
            }
            index += 1
        }
        return statements
    }

    /// What stands between the parentheses of each `if` and `while`.
    var conditions: [ArraySlice<CToken>] {
        body.indices.compactMap { index in
            guard body[index].text == "if" || body[index].text == "while",
                index + 1 < body.count, body[index + 1].text == "("
            else { return nil }
            let end = Self.close(body, from: index + 1)
            return end > index + 2 ? body[index + 2..<end] : nil
        }
    }
}
