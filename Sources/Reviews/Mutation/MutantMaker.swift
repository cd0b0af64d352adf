// SPDX-License-Identifier: GPL-2.0-only

/// Makes the mutants of functions, one after another.
struct MutantMaker {
    private let bytes: [UInt8]
    private let path: String
    private let lineStarts: [Int]
    private let lines: Set<Int>
    private(set) var mutants: [Mutant] = []

    /// Calls that say or check something, and change nothing that a device sees.
    private static let harmless: Set<String> = [
        "WARN_ON", "WARN_ON_ONCE", "WARN", "pr_debug", "pr_err", "dev_dbg", "dev_err", "dev_warn",
        "dev_err_ratelimited", "lockdep_assert_held", "might_sleep", "assert_spin_locked",
        "atomic64_inc", "atomic64_add", "atomic_inc", "trace_unmap",
    ]

    private static let comparisons = [
        "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==",
    ]

    init(bytes: [UInt8], path: String, lines: Set<Int>) {
        self.bytes = bytes
        self.path = path
        self.lines = lines
        lineStarts =
            [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    }

    mutating func add(_ function: CFunction) {
        let statements = function.statements
        for (index, statement) in statements.enumerated() {
            addDrop(statement, in: function)
            if index + 1 < statements.count {
                addSwap(statement, statements[index + 1], in: function)
            }
            addReturn(statement, in: function)
        }
        for condition in function.conditions {
            let span = Self.span(condition)
            make(
                .negatedCondition, span, "!(\(text(span)))", in: function)
        }
        addSigns(function)
    }

    // MARK: Statements

    private enum Sort {
        case call, store, other
    }

    /// What a statement does. A store goes to memory, not to a variable of the function.
    private func sort(of statement: ArraySlice<CToken>) -> Sort {
        let tokens = Array(statement)
        guard tokens.count >= 4 else { return .other }
        if tokens[0].kind == .word, tokens[1].text == "(",
            CFunction.close(tokens, from: 1) == tokens.count - 2
        {
            return Self.harmless.contains(tokens[0].text) ? .other : .call
        }
        let isPlace =
            tokens[0].text == "*"
            || (tokens[0].kind == .word && ["->", "[", "."].contains(tokens[1].text))
        let assigns = tokens.contains { ["=", "|=", "&=", "+=", "-="].contains($0.text) }
        return isPlace && assigns ? .store : .other
    }

    private mutating func addDrop(_ statement: ArraySlice<CToken>, in function: CFunction) {
        switch sort(of: statement) {
        case .call: make(.droppedCall, Self.span(statement), ";", in: function)
        case .store: make(.droppedStore, Self.span(statement), ";", in: function)
        case .other: break
        }
    }

    private mutating func addSwap(
        _ first: ArraySlice<CToken>, _ second: ArraySlice<CToken>, in function: CFunction
    ) {
        // Only what stands directly behind one another is one path of execution, and two stores
        // without a call between them can be seen in order by nobody on one processor.
        let sorts = [sort(of: first), sort(of: second)]
        let isControlled =
            first.startIndex > 0
            && ![";", "{", "}"].contains(function.body[first.startIndex - 1].text)
        guard first.endIndex == second.startIndex, !isControlled, !sorts.contains(.other),
            sorts.contains(.call), ![first, second].contains(where: Self.isLocking),
            first.map(\.text) != second.map(\.text)
        else { return }
        let (one, two) = (Self.span(first), Self.span(second))
        let between = String(
            decoding: bytes[one.upperBound..<two.lowerBound], as: UTF8.self)
        make(
            .swappedStatements, one.lowerBound..<two.upperBound,
            text(two) + between + text(one), in: function)
    }

    /// What a lock keeps apart is not run at once here.
    private static func isLocking(_ statement: ArraySlice<CToken>) -> Bool {
        let name = statement.first?.text ?? ""
        return name.contains("lock") || name.hasPrefix("preempt") || name.hasPrefix("local_irq")
    }

    private mutating func addReturn(_ statement: ArraySlice<CToken>, in function: CFunction) {
        guard function.name.contains("unmap"), statement.count > 2,
            statement.first?.text == "return",
            statement.dropFirst().first?.text != "0"
        else { return }
        make(.returnedZero, Self.span(statement), "return 0;", in: function)
    }

    // MARK: Expressions

    private mutating func addSigns(_ function: CFunction) {
        let body = function.body
        for index in body.indices where index > 0 && index + 1 < body.count {
            let token = body[index]
            let (left, right) = (body[index - 1], body[index + 1])
            // An operator between two operands, not a sign or a pointer.
            guard token.kind == .sign, left.kind != .sign || [")", "]"].contains(left.text),
                right.kind != .sign || ["(", "*", "&", "~", "-"].contains(right.text)
            else { continue }
            switch token.text {
            case "<", "<=", ">", ">=", "==", "!=":
                make(
                    .otherComparison, token.span, Self.comparisons[token.text] ?? "", in: function)
            case "&&": make(.otherJunction, token.span, "||", in: function)
            case "||": make(.otherJunction, token.span, "&&", in: function)
            case "+", "-":
                if right.text == "1" {
                    make(
                        .offByOne, token.span.lowerBound..<right.span.upperBound, "", in: function)
                } else {
                    make(.otherSign, token.span, token.text == "+" ? "-" : "+", in: function)
                }
            case "<<", ">>":
                make(.otherShift, token.span, "\(token.text) 1 \(token.text)", in: function)
            case "&" where right.kind == .word:
                addMask(function, at: index)
            default: break
            }
        }
    }

    /// `x & mask` without the mask, where the mask is one word.
    private mutating func addMask(_ function: CFunction, at index: Int) {
        let body = function.body
        guard index + 2 < body.count, [")", ";", ","].contains(body[index + 2].text) else { return }
        make(
            .droppedMask, body[index].span.lowerBound..<body[index + 1].span.upperBound, "",
            in: function)
    }

    // MARK: Text

    private mutating func make(
        _ operation: Mutant.Operator, _ span: Range<Int>, _ replacement: String,
        in function: CFunction
    ) {
        let line = lineStarts.lastIndex { $0 <= span.lowerBound } ?? 0
        let end = lineStarts.first { $0 > span.upperBound } ?? bytes.count
        let last = lineStarts.lastIndex { $0 < span.upperBound } ?? line
        guard (line...max(line, last)).contains(where: { lines.contains($0 + 1) }) else { return }
        let whole = lineStarts[line]..<max(end, span.upperBound)
        let after =
            Array(bytes[whole.lowerBound..<span.lowerBound]) + Array(replacement.utf8)
            + Array(bytes[span.upperBound..<whole.upperBound])
        mutants.append(
            Mutant(
                operator: operation, path: path, function: function.name, line: line + 1,
                before: Self.joined(text(whole)),
                after: Self.joined(String(decoding: after, as: UTF8.self)), span: span,
                replacement: replacement))
    }

    private func text(_ span: Range<Int>) -> String {
        String(decoding: bytes[span], as: UTF8.self)
    }

    private static func span(_ tokens: ArraySlice<CToken>) -> Range<Int> {
        (tokens.first?.span.lowerBound ?? 0)..<(tokens.last?.span.upperBound ?? 0)
    }

    private static func joined(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
