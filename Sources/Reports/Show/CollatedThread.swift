// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail
internal import MailThreads

/// Where each new text of a thread belongs: under the lines that it answers.
struct CollatedThread {
    /// What is written in one go: a run of a message's own lines.
    struct Passage: Hashable {
        /// Index of the node in the thread.
        var node: Int
        /// 1-based lines of the message's text.
        var lines: ClosedRange<Int>
    }

    /// A place in the document.
    struct Place: Hashable {
        /// Index of the node in the thread.
        var node: Int
        /// 1-based line of the node's text that is answered; nil for the message as a whole.
        var line: Int?
    }

    /// Passages under each place, in reading order.
    private(set) var answers: [Place: [Passage]] = [:]
    /// Passages of each node in order, without the lines of others.
    private(set) var passages: [[Passage]]
    /// Text of each node: its message's, or for a missing one the longest quote of it.
    private(set) var texts: [ByteText]
    /// Lines of hunks in each text.
    private(set) var hunkLines: [LineSet]
    /// Nodes whose text comes from a quote, with the node that quotes them.
    private(set) var quotedBy: [Int: Int] = [:]

    /// Answers within answers; what is deeper goes under the message that it answers.
    private static let deepest = 40

    init(_ thread: MailThread) {
        let bodies = thread.bodies()
        passages = Array(repeating: [], count: thread.nodes.count)
        texts = Array(repeating: ByteText([]), count: thread.nodes.count)
        hunkLines = Array(repeating: LineSet(), count: thread.nodes.count)
        for node in thread.nodes {
            if let body = bodies[node.id] {
                texts[node.index] = body.text
                hunkLines[node.index] = body.hunkLines
                passages[node.index] = body.blocks.filter { $0.kind == .own }.map {
                    Passage(node: node.index, lines: $0.lines)
                }
            } else {
                recover(node, thread, bodies)
            }
        }
        var index: [Int: [UInt64: Int]] = [:]
        var depths = Array(repeating: 0, count: thread.nodes.count)
        for node in thread.nodes {
            guard let parent = node.parentIndex, let body = bodies[node.id] else { continue }
            var place = Place(node: parent, line: nil)
            for block in body.blocks {
                switch block.kind {
                case .quote(let depth, let author):
                    place =
                        self.place(
                            of: block.lines, in: body, author: author.flatMap { thread[$0]?.index },
                            depth: depth, node: node, thread, &index)
                        ?? Place(node: parent, line: nil)
                case .own:
                    if depths[place.node] >= CollatedThread.deepest {
                        place = Place(node: 0, line: nil)
                    }
                    depths[node.index] = max(depths[node.index], depths[place.node] + 1)
                    answers[place, default: []].append(
                        Passage(node: node.index, lines: block.lines))
                case .attribution, .signature, .footer: break
                }
            }
        }
    }

    /// Takes the longest quote of a missing message for its text.
    private mutating func recover(
        _ node: MailThread.Node, _ thread: MailThread, _ bodies: [MessageID: MessageBody]
    ) {
        var best: [QuotedLine] = []
        for child in node.childIndices {
            guard let body = bodies[thread.nodes[child].id] else { continue }
            let quoted = body.lines.filter { $0.depth == 1 }
            guard quoted.count > best.count else { continue }
            best = quoted
            quotedBy[node.index] = child
            texts[node.index] = ByteText(
                Array(quoted.map { Array(body.content(of: $0)) }.joined(separator: [0x0a])))
        }
        let count = texts[node.index].lines.count
        if count > 0 {
            passages[node.index] = [Passage(node: node.index, lines: 1...count)]
            hunkLines[node.index] = MessageBody.hunkLines(in: texts[node.index])
        }
    }

    /// The line that the end of a quote repeats.
    private func place(
        of lines: ClosedRange<Int>, in body: MessageBody, author: Int?, depth: Int,
        node: MailThread.Node, _ thread: MailThread, _ index: inout [Int: [UInt64: Int]]
    ) -> Place? {
        // The author of the text, or the missing message that is so many steps above.
        var candidate = author
        if candidate == nil {
            var above = node.parentIndex
            for _ in 1..<max(depth, 1) { above = above.flatMap { thread.nodes[$0].parentIndex } }
            candidate = above ?? node.parentIndex
        }
        guard let candidate else { return nil }
        if index[candidate] == nil {
            var keys: [UInt64: Int] = [:]
            for passage in passages[candidate] {
                for number in passage.lines {
                    guard let line = texts[candidate].line(number) else { continue }
                    if let key = CollatedThread.key(texts[candidate][line]) { keys[key] = number }
                }
            }
            index[candidate] = keys
        }
        for number in lines.reversed() {
            guard let key = CollatedThread.key(body.content(of: body.lines[number - 1])) else {
                continue
            }
            if let line = index[candidate]?[key] { return Place(node: candidate, line: line) }
        }
        return Place(node: candidate, line: nil)
    }

    /// FNV-1a of a line without white space; nil for a line that says too little to be found.
    private static func key(_ line: ArraySlice<UInt8>) -> UInt64? {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        var count = 0
        for byte in line where !byte.isASCIIWhitespace {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
            count += 1
        }
        return count > 1 ? hash : nil
    }
}
