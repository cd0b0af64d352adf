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

    private var lines: [UInt64: [Int]] = [:]
    private var runs: [UInt64: [Int]] = [:]

    /// Enters the own lines of the message with this index.
    mutating func add(_ contents: [ArraySlice<UInt8>], message: Int) {
        for content in contents {
            if let key = QuoteIndex.key(ofLine: content) {
                QuoteIndex.insert(message, key, &lines)
            }
        }
        for key in QuoteIndex.keys(ofRunsIn: contents) { QuoteIndex.insert(message, key, &runs) }
    }

    /// The messages that have at least half of the quote as their own text, with their votes.
    func candidates(for contents: [ArraySlice<UInt8>]) -> [Int: Int] {
        let byLine = votes(for: contents.compactMap(QuoteIndex.key(ofLine:)), in: lines)
        if !byLine.isEmpty { return byLine }
        return votes(for: QuoteIndex.keys(ofRunsIn: contents), in: runs)
    }

    private func votes(for keys: [UInt64], in postings: [UInt64: [Int]]) -> [Int: Int] {
        var votes: [Int: Int] = [:]
        for key in keys {
            for message in postings[key] ?? [] { votes[message, default: 0] += 1 }
        }
        return votes.filter { $0.value * 2 >= keys.count }
    }

    private static func insert(_ message: Int, _ key: UInt64, _ postings: inout [UInt64: [Int]]) {
        let known = postings[key, default: []]
        if known.count < postingLimit, known.last != message {
            postings[key, default: []].append(message)
        }
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
