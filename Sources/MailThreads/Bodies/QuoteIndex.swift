// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail

/// Finds the message whose own text a quote repeats.
///
/// Lines are compared without white space, because mailers change it. Quotes whose lines were broken
/// anew are compared by runs of four words.
struct QuoteIndex {
    /// How many messages are kept for one line or run; common ones such as `}` say nothing.
    private static let postingLimit = 16
    private static let wordsPerRun = 4

    /// The messages that have a line or run: those of one key hang together from its first to its
    /// last, oldest first, so that a key costs no array of its own.
    private struct Postings {
        private struct Link {
            let message: Int32
            var next: Int32
        }

        private struct Chain {
            let first: Int32
            var last: Int32
            var count: Int32
        }

        private var links: [Link] = []
        private var chains: [UInt64: Chain] = [:]

        mutating func insert(_ message: Int, _ key: UInt64) {
            let link = Int32(truncatingIfNeeded: links.count)
            let message = Int32(truncatingIfNeeded: message)
            let known = chains[key]
            if var chain = known {
                guard chain.count < postingLimit, links[Int(chain.last)].message != message
                else { return }
                links[Int(chain.last)].next = link
                chain.last = link
                chain.count += 1
                chains[key] = chain
            } else {
                chains[key] = Chain(first: link, last: link, count: 1)
            }
            links.append(Link(message: message, next: -1))
        }

        func forEach(_ key: UInt64, _ body: (Int) -> Void) {
            guard let chain = chains[key] else { return }
            var next = chain.first
            while next >= 0 {
                body(Int(links[Int(next)].message))
                next = links[Int(next)].next
            }
        }
    }

    /// The own lines of the messages that were added.
    private var texts: [(message: Int, contents: [ArraySlice<UInt8>])] = []
    // Made when they are first asked for: many threads quote nothing, and most quotes keep lines.
    private var lines: Postings?
    private var runs: Postings?

    /// Enters the own lines of the message with this index; each is entered once, before the first
    /// quote is looked for.
    mutating func add(_ contents: [ArraySlice<UInt8>], message: Int) {
        texts.append((message, contents))
    }

    /// The messages that have at least half of the quote as their own text, with their votes.
    mutating func candidates(for contents: [ArraySlice<UInt8>]) -> [Int: Int] {
        let known =
            lines
            ?? postings { contents, insert in
                for content in contents { QuoteIndex.key(ofLine: content).map(insert) }
            }
        lines = known
        let byLine = votes(for: contents.compactMap(QuoteIndex.key(ofLine:)), in: known)
        if !byLine.isEmpty { return byLine }
        let keys = QuoteIndex.keys(ofRunsIn: contents)
        guard !keys.isEmpty else { return [:] }
        let all = runs ?? postings { QuoteIndex.keys(ofRunsIn: $0).forEach($1) }
        runs = all
        return votes(for: keys, in: all)
    }

    private func postings(
        _ keys: (_ contents: [ArraySlice<UInt8>], _ insert: (UInt64) -> Void) -> Void
    ) -> Postings {
        var postings = Postings()
        for (message, contents) in texts {
            keys(contents) { postings.insert(message, $0) }
        }
        return postings
    }

    private func votes(for keys: [UInt64], in postings: Postings) -> [Int: Int] {
        var votes: [Int: Int] = [:]
        for key in keys { postings.forEach(key) { votes[$0, default: 0] += 1 } }
        return votes.filter { $0.value * 2 >= keys.count }
    }

    /// FNV-1a of the line without white space; nil for an empty one.
    private static func key(ofLine line: ArraySlice<UInt8>) -> UInt64? {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        var isEmpty = true
        for byte in line where !byte.isASCIIWhitespace {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
            isEmpty = false
        }
        return isEmpty ? nil : hash
    }

    private static func keys(ofRunsIn contents: [ArraySlice<UInt8>]) -> [UInt64] {
        let words = contents.flatMap { content in
            content.split(whereSeparator: \.isASCIIWhitespace).compactMap { key(ofLine: $0) }
        }
        guard words.count >= wordsPerRun else { return [] }
        return (0...(words.count - wordsPerRun)).map { start in
            words[start..<(start + wordsPerRun)].reduce(0xcbf2_9ce4_8422_2325) {
                ($0 ^ $1) &* 0x100_0000_01b3
            }
        }
    }
}
