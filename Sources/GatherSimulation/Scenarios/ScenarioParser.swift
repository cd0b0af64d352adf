// SPDX-License-Identifier: GPL-2.0-only

public import Benches

extension Scenario {
    /// Reads the text form of a scenario; `docs/scenarios.md` describes it.
    ///
    /// UTF-8; `#` starts a comment. `title: SENTENCE` and the other settings come first, every
    /// further line is an operation:
    ///
    ///     map IOVA LENGTH [page SIZE] | unmap IOVA LENGTH | unmap_fast IOVA LENGTH | sync
    ///     unmap_queued IOVA LENGTH | flush_all
    ///     expect mapped IOVA LENGTH | expect unmapped IOVA LENGTH | expect returned LENGTH
    ///
    /// IOVA counts from the start of the bench's window. What `unmap_fast` gathers has to be synced
    /// before the end, and what `unmap_queued` queues has to be flushed.
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
        self.init(
            name: name, title: title, alignment: parser.alignment ?? 1,
            failsAllocations: parser.failsAllocations, judgesDifferences: parser.judgesDifferences,
            leafSize: parser.leafSize, repetitions: parser.repetitions ?? 1,
            operations: parser.operations)
    }
}

/// Reads a scenario line by line and keeps the problems.
struct ScenarioParser {
    /// Operations of one scenario; more is a program, not a scenario.
    static let operationLimit = 1000

    /// Bytes of a scenario's text.
    static let byteLimit = 1 << 16

    /// The largest alignment of a scenario's window in bytes.
    static let alignmentLimit: UInt64 = 1 << 40

    /// The most repetitions of a scenario.
    static let repetitionLimit = 1000

    let path: String
    private(set) var title: String?
    private(set) var alignment: UInt64?
    private(set) var leafSize: UInt64?
    private(set) var repetitions: Int?
    private(set) var failsAllocations = false
    private(set) var judgesDifferences = false
    private(set) var operations: [ScenarioOperation] = []
    private(set) var problems: [ScenarioProblem] = []
    private var openGatherLine: Int?
    private var openQueueLine: Int?
    private var hasUnmapped = false

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
        if let colon = verb.firstIndex(of: ":") {
            let value = content.drop { $0 != ":" }.dropFirst().split { $0.isWhitespace }
            readSetting(verb[..<colon], value.joined(separator: " "), number)
        } else if let action = action(verb, words.dropFirst().map(String.init), number) {
            if title == nil, operations.isEmpty, problems.isEmpty {
                report(number, "put a line 'title: WHAT THE SCENARIO SHOWS' before the operations")
            }
            operations.append(ScenarioOperation(action, lineNumber: number))
            follow(action, number: number)
        }
    }

    // MARK: Settings

    private mutating func readSetting(_ key: Substring, _ value: String, _ number: Int) {
        guard operations.isEmpty else {
            report(number, "move '\(key):' before the first operation")
            return
        }
        switch key {
        case "title":
            if title != nil {
                report(number, "has a second title; keep one")
            } else if value.isEmpty {
                report(number, "write after 'title:' what the scenario shows")
            } else {
                title = value
            }
        case "align":
            guard case .bytes(let size)? = ScenarioQuantity(value), size.nonzeroBitCount == 1,
                size <= Self.alignmentLimit
            else {
                report(number, "'\(value)' is no alignment; write a power of two, as 2M")
                return
            }
            if alignment != nil {
                report(number, "has a second alignment; keep one")
            }
            alignment = size
        case "leaf":
            guard case .bytes(let size)? = ScenarioQuantity(value), size.nonzeroBitCount == 1 else {
                report(number, "'\(value)' is no size of a leaf; write a power of two, as 16M")
                return
            }
            if leafSize != nil {
                report(number, "has a second leaf size; keep one")
            }
            leafSize = size
        case "fail":
            guard value == "allocations" else {
                report(number, "'\(value)' cannot be made to fail; write 'fail: allocations'")
                return
            }
            failsAllocations = true
        case "judge":
            guard value == "differences" else {
                report(number, "write 'judge: differences', or leave the line out")
                return
            }
            judgesDifferences = true
        case "repeat":
            guard let count = Int(value), (2...Self.repetitionLimit).contains(count) else {
                report(number, "write a number from 2 to \(Self.repetitionLimit) after 'repeat:'")
                return
            }
            if repetitions != nil {
                report(number, "has a second 'repeat:'; keep one")
            }
            repetitions = count
        default:
            report(
                number, "'\(key):' is no setting; use title, align, leaf, fail, judge or repeat")
        }
    }

    // MARK: Operations

    private mutating func action(
        _ verb: Substring, _ operands: [String], _ number: Int
    ) -> ScenarioAction? {
        switch verb {
        case "sync", "flush_all":
            guard operands.isEmpty else {
                report(
                    number,
                    "\(verb) takes no operand; delete '\(operands.joined(separator: " "))'")
                return nil
            }
            return verb == "sync" ? .sync : .flushAll
        case "expect":
            return expectation(operands, number)
        case "map" where operands.count == 4 && operands[2] == "page":
            guard let iova = quantity(operands[0], number),
                let length = quantity(operands[1], number),
                let pageSize = quantity(operands[3], number)
            else { return nil }
            return .mapInPages(iova: iova, length: length, pageSize: pageSize)
        case "map", "unmap", "unmap_fast", "unmap_queued":
            guard let (iova, length) = range(operands, number, of: verb) else { return nil }
            return switch verb {
            case "map": .map(iova: iova, length: length)
            case "unmap": .unmap(iova: iova, length: length)
            case "unmap_fast": .unmapFast(iova: iova, length: length)
            default: .unmapQueued(iova: iova, length: length)
            }
        default:
            report(
                number,
                "'\(verb)' is no operation; use map, unmap, unmap_fast, sync, unmap_queued, "
                    + "flush_all or expect")
            return nil
        }
    }

    private mutating func expectation(_ operands: [String], _ number: Int) -> ScenarioAction? {
        switch operands.first {
        case "mapped":
            return range(Array(operands.dropFirst()), number, of: "expect mapped")
                .map { .expectMapped(iova: $0, length: $1) }
        case "unmapped":
            return range(Array(operands.dropFirst()), number, of: "expect unmapped")
                .map { .expectUnmapped(iova: $0, length: $1) }
        case "returned" where operands.count == 2:
            guard let length = quantity(operands[1], number) else { return nil }
            guard hasUnmapped else {
                report(number, "there is no unmap before it that could have returned anything")
                return nil
            }
            return .expectReturned(length)
        default:
            report(
                number,
                "write 'expect mapped IOVA LENGTH', 'expect unmapped IOVA LENGTH' or "
                    + "'expect returned LENGTH'")
            return nil
        }
    }

    private mutating func range(
        _ operands: [String], _ number: Int, of verb: some StringProtocol
    ) -> (ScenarioQuantity, ScenarioQuantity)? {
        guard operands.count == 2 else {
            report(number, "\(verb) takes an IOVA and a length, as in '\(verb) 0 4p'")
            return nil
        }
        guard let iova = quantity(operands[0], number), let length = quantity(operands[1], number)
        else { return nil }
        return (iova, length)
    }

    private mutating func quantity(_ word: String, _ number: Int) -> ScenarioQuantity? {
        guard let quantity = ScenarioQuantity(word) else {
            report(
                number,
                "'\(word)' is no size; write pages as 4p, bytes as 64K, 2M or 1G, 0, the first "
                    + "and the end of the domain's IOVAs as start and end, or a sum as 2M+4p or "
                    + "end-4p")
            return nil
        }
        return quantity
    }

    private mutating func follow(_ action: ScenarioAction, number: Int) {
        switch action {
        case .unmapFast:
            openGatherLine = openGatherLine ?? number
            hasUnmapped = true
        case .unmapQueued:
            openQueueLine = openQueueLine ?? number
            hasUnmapped = true
        case .unmap: hasUnmapped = true
        case .sync: openGatherLine = nil
        case .flushAll: openQueueLine = nil
        case .map, .mapInPages, .expectMapped, .expectUnmapped, .expectReturned: break
        }
    }

    private mutating func finish() {
        if operations.isEmpty, problems.isEmpty {
            report(0, "has no operation; add one, as in 'map 0 4p'")
        }
        if let openGatherLine {
            report(openGatherLine, "is never synced; add a line 'sync' after it")
        }
        if let openQueueLine {
            report(openQueueLine, "is never flushed; add a line 'flush_all' after it")
        }
        if title == nil, problems.isEmpty {
            report(0, "has no title; add a line 'title: WHAT THE SCENARIO SHOWS'")
        }
    }

    private mutating func report(_ lineNumber: Int, _ advice: String) {
        problems.append(ScenarioProblem(path: path, lineNumber: lineNumber, advice: advice))
    }
}
