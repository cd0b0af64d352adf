// SPDX-License-Identifier: GPL-2.0-only

public import Benches

extension Scenario {
    /// Reads the text form of a scenario.
    ///
    /// UTF-8; `#` starts a comment. The first line that is not blank is `title: SENTENCE`, every
    /// further one an operation:
    ///
    ///     map IOVA LENGTH | unmap IOVA LENGTH | unmap_fast IOVA LENGTH | sync
    ///
    /// IOVA counts from the start of the bench's window. Both are `Np` (N of the bench's smallest
    /// pages), `NK`, `NM`, `NG` or `0`. What `unmap_fast` gathers has to be synced before the end.
    ///
    /// - Throws: ``ScenarioError`` with every problem of the text.
    public init(_ file: ScenarioFile) throws(ScenarioError) {
        try self.init(name: file.name, path: file.file.path, bytes: file.file.bytes)
    }

    /// Reads the text form of a scenario from bytes; `path` is for the problems.
    ///
    /// - Throws: ``ScenarioError`` with every problem of the text.
    public init(name: String, path: String, bytes: [UInt8]) throws(ScenarioError) {
        var parser = ScenarioParser(path: path)
        parser.read(bytes)
        guard let title = parser.title, parser.problems.isEmpty else {
            throw ScenarioError(problems: parser.problems)
        }
        self.init(name: name, title: title, operations: parser.operations)
    }
}

/// Reads a scenario line by line and keeps the problems.
struct ScenarioParser {
    /// Operations of one scenario; more is a program, not a scenario.
    static let operationLimit = 1000

    /// Bytes of a scenario's text.
    static let byteLimit = 1 << 16

    let path: String
    private(set) var title: String?
    private(set) var operations: [ScenarioOperation] = []
    private(set) var problems: [ScenarioProblem] = []
    private var openGatherLine: Int?

    init(path: String) {
        self.path = path
    }

    mutating func read(_ bytes: [UInt8]) {
        guard bytes.count <= Self.byteLimit else {
            report(0, "longer than a scenario may be (\(Self.byteLimit) bytes); split it")
            return
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            report(0, "is no UTF-8 text; write it anew")
            return
        }
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            read(line: String(Substring(line)), number: index + 1)
            if operations.count > Self.operationLimit {
                report(index + 1, "more than \(Self.operationLimit) operations; split the scenario")
                return
            }
        }
        finish()
    }

    private mutating func read(line: String, number: Int) {
        let content = line.prefix { $0 != "#" }
        let words = content.split { $0.isWhitespace }
        guard let verb = words.first else { return }
        if verb.hasPrefix("title:") {
            readTitle(content.drop { $0 != ":" }.dropFirst(), number: number)
        } else if let action = action(verb, words.dropFirst().map(String.init), number) {
            if title == nil, operations.isEmpty, problems.isEmpty {
                report(number, "put a line 'title: WHAT THE SCENARIO SHOWS' before the operations")
            }
            operations.append(ScenarioOperation(action, lineNumber: number))
            follow(action, number: number)
        }
    }

    private mutating func readTitle(_ text: Substring, number: Int) {
        let sentence = text.split { $0.isWhitespace }.joined(separator: " ")
        if title != nil {
            report(number, "has a second title; keep one")
        } else if sentence.isEmpty {
            report(number, "write after 'title:' what the scenario shows")
        } else {
            title = sentence
        }
    }

    private mutating func action(
        _ verb: Substring, _ operands: [String], _ number: Int
    ) -> ScenarioAction? {
        guard ["map", "unmap", "unmap_fast", "sync"].contains(verb) else {
            report(number, "'\(verb)' is no operation; use map, unmap, unmap_fast or sync")
            return nil
        }
        if verb == "sync" {
            guard operands.isEmpty else {
                report(number, "sync takes no operand; delete '\(operands.joined(separator: " "))'")
                return nil
            }
            return .sync
        }
        guard operands.count == 2 else {
            report(number, "\(verb) takes an IOVA and a length, as in '\(verb) 0 4p'")
            return nil
        }
        guard let iova = quantity(operands[0], number), let length = quantity(operands[1], number)
        else { return nil }
        switch verb {
        case "map": return .map(iova: iova, length: length)
        case "unmap": return .unmap(iova: iova, length: length)
        default: return .unmapFast(iova: iova, length: length)
        }
    }

    private mutating func quantity(_ word: String, _ number: Int) -> ScenarioQuantity? {
        guard let quantity = ScenarioQuantity(word) else {
            report(number, "'\(word)' is no size; write pages as 4p, bytes as 64K, 2M or 1G, or 0")
            return nil
        }
        return quantity
    }

    private mutating func follow(_ action: ScenarioAction, number: Int) {
        switch action {
        case .unmapFast: openGatherLine = openGatherLine ?? number
        case .sync: openGatherLine = nil
        case .map, .unmap: break
        }
    }

    private mutating func finish() {
        if operations.isEmpty, problems.isEmpty {
            report(0, "has no operation; add one, as in 'map 0 4p'")
        }
        if let openGatherLine {
            report(openGatherLine, "is never synced; add a line 'sync' after it")
        }
        if title == nil, problems.isEmpty {
            report(0, "has no title; add a line 'title: WHAT THE SCENARIO SHOWS'")
        }
    }

    private mutating func report(_ lineNumber: Int, _ advice: String) {
        problems.append(ScenarioProblem(path: path, lineNumber: lineNumber, advice: advice))
    }
}
