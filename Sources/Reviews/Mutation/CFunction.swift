// SPDX-License-Identifier: GPL-2.0-only

/// The body of a function, and the statements and conditions in it.
struct CFunction: Hashable, Sendable {
    let name: String

    /// The tokens between the braces.
    let body: [CToken]

    /// The functions that a source defines, in order; those made by macros are not seen.
    static func all(in tokens: [CToken]) -> [CFunction] {
        var functions: [CFunction] = []
        var index = 0
        while index < tokens.count {
            guard tokens[index].text == "{" else {
                index += 1
                continue
            }
            let end = close(tokens, from: index)
            if index > 0, tokens[index - 1].text == ")",
                let open = open(tokens, from: index - 1), open > 0,
                tokens[open - 1].kind == .word
            {
                functions.append(
                    CFunction(name: tokens[open - 1].text, body: Array(tokens[index + 1..<end])))
            }
            index = end + 1
        }
        return functions
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

    private static func open(_ tokens: [CToken], from index: Int) -> Int? {
        var depth = 0
        for previous in stride(from: index, through: 0, by: -1) {
            if tokens[previous].text == ")" { depth += 1 }
            if tokens[previous].text == "(" {
                depth -= 1
                if depth == 0 { return previous }
            }
        }
        return nil
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
