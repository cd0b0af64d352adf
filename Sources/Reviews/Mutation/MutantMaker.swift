// SPDX-License-Identifier: GPL-2.0-only

/// Makes the mutants of functions, one after another.
struct MutantMaker {
    private let bytes: [UInt8]
    private let path: String
    private let lineStarts: [Int]
    private let lines: Set<Int>
    private(set) var mutants: [Mutant] = []

    /// Calls that say, check or count something, and change nothing that a device sees, and
    /// barriers: one instruction stream runs, in its order.
    private static let harmless: Set<String> = [
        "WARN_ON", "WARN_ON_ONCE", "WARN", "WARN_ONCE", "pr_debug", "pr_err", "might_sleep",
        "assert_spin_locked", "atomic64_inc", "atomic64_add", "atomic_inc", "wmb", "rmb", "mb",
        "dma_wmb", "dma_rmb", "barrier",
    ]
    private static let harmlessPrefixes = [
        "trace_", "dev_dbg", "dev_err", "dev_warn", "lockdep_", "smp_",
    ]

    private static func isHarmless(_ name: String) -> Bool {
        harmless.contains(name) || harmlessPrefixes.contains(where: name.hasPrefix)
    }

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
            addCalls(statement, in: function)
            if index + 1 < statements.count {
                addSwap(statement, statements[index + 1], in: function)
            }
            addReturn(statement, in: function)
        }
        for condition in function.conditions
        where condition.first?.text.hasPrefix("WARN") == false {
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
            return Self.isHarmless(tokens[0].text) ? .other : .call
        }
        let isPlace =
            tokens[0].text == "*"
            || (tokens[0].kind == .word && ["->", "[", "."].contains(tokens[1].text))
        let assigns = tokens.contains { ["=", "|=", "&=", "+=", "-="].contains($0.text) }
        return isPlace && assigns ? .store : .other
    }

    private mutating func addCalls(_ statement: ArraySlice<CToken>, in function: CFunction) {
        switch sort(of: statement) {
        case .call:
            let span = Self.span(statement)
            make(.droppedCall, span, ";", in: function)
            if Self.flushesOrFrees(statement) {
                make(.doubledCall, span, "{ \(text(span)) \(text(span)) }", in: function)
            }
        case .store: make(.droppedStore, Self.span(statement), ";", in: function)
        case .other: break
        }
    }

    private mutating func addSwap(
        _ first: ArraySlice<CToken>, _ second: ArraySlice<CToken>, in function: CFunction
    ) {
        // Only what stands directly behind one another is one path of execution. One of the two has
        // to flush or to free, and the other to do something else: the order of two stores, of two
        // register writes or of two calls that prepare something can be seen by nobody.
        let sorts = [sort(of: first), sort(of: second)]
        let isControlled =
            first.startIndex > 0
            && ![";", "{", "}"].contains(function.body[first.startIndex - 1].text)
        guard first.endIndex == second.startIndex, !isControlled, !sorts.contains(.other),
            ![first, second].contains(where: Self.isLocking),
            Self.flushesOrFrees(first) != Self.flushesOrFrees(second)
        else { return }
        let (one, two) = (Self.span(first), Self.span(second))
        let between = String(
            decoding: bytes[one.upperBound..<two.lowerBound], as: UTF8.self)
        make(
            .swappedStatements, one.lowerBound..<two.upperBound,
            text(two) + between + text(one), in: function)
    }

    private static let flushing = ["add", "flush", "inv", "sync", "tlb", "zap", "unmap", "free"]

    /// Whether it is a call that gathers, invalidates, waits, unmaps or frees, by its name.
    private static func flushesOrFrees(_ statement: ArraySlice<CToken>) -> Bool {
        guard let name = statement.first?.text, statement.dropFirst().first?.text == "(",
            !name.hasSuffix("for_cpu")
        else { return false }
        return flushing.contains { name.contains($0) }
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

    /// What callers must not ask for is no part of what the path does.
    private static func assertions(in body: [CToken]) -> [Range<Int>] {
        parentheses(in: body) { $0.hasPrefix("WARN") || $0.hasPrefix("BUG_ON") }
    }

    /// What stands between the parentheses behind these words.
    private static func headers(_ words: Set<String>, in body: [CToken]) -> [Range<Int>] {
        parentheses(in: body, behind: words.contains)
    }

    private static func parentheses(
        in body: [CToken], behind isWanted: (String) -> Bool
    ) -> [Range<Int>] {
        body.indices.compactMap { index in
            guard isWanted(body[index].text), index + 1 < body.count, body[index + 1].text == "("
            else { return nil }
            return index..<CFunction.close(body, from: index + 1)
        }
    }

    private mutating func addSigns(_ function: CFunction) {
        let body = function.body
        let assertions = Self.assertions(in: body)
        let tests = Self.headers(["if", "switch"], in: body)
        let loops = Self.headers(["for", "while"], in: body)
        for index in body.indices where index > 0 && index + 1 < body.count {
            guard !assertions.contains(where: { $0.contains(index) }) else { continue }
            let token = body[index]
            let (left, right) = (body[index - 1], body[index + 1])
            // An operator between two operands, not a sign or a pointer.
            guard token.kind == .sign, left.kind != .sign || [")", "]"].contains(left.text),
                right.kind != .sign || ["(", "*", "&", "~", "-"].contains(right.text)
            else { continue }
            switch token.text {
            // A bound of a loop is a bound; elsewhere it mostly tells sizes apart that nobody has.
            case "<", "<=", ">", ">=":
                guard loops.contains(where: { $0.contains(index) }) else { break }
                make(
                    .otherComparison, token.span, Self.comparisons[token.text] ?? "", in: function)
            case "==", "!=":
                make(
                    .otherComparison, token.span, Self.comparisons[token.text] ?? "", in: function)
            case "+", "-":
                if right.text == "1" {
                    make(
                        .offByOne, token.span.lowerBound..<right.span.upperBound, "", in: function)
                } else {
                    make(.otherSign, token.span, token.text == "+" ? "-" : "+", in: function)
                }
            case "<<", ">>":
                make(.otherShift, token.span, "\(token.text) 1 \(token.text)", in: function)
            // A test of a flag is negated as a whole.
            case "&" where right.kind == .word && !tests.contains { $0.contains(index) }:
                addMask(function, at: index)
            default: break
            }
        }
    }

    /// `x & mask` with another mask, where the mask is one word.
    private mutating func addMask(_ function: CFunction, at index: Int) {
        let mask = function.body[index + 1]
        guard index + 2 < function.body.count,
            [")", ";", ","].contains(function.body[index + 2].text)
        else { return }
        make(.otherMask, mask.span, "(\(mask.text) << 1)", in: function)
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
