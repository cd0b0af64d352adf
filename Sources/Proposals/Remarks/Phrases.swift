// SPDX-License-Identifier: GPL-2.0-only

/// Phrases of one or more words that are looked for together.
///
/// They are found by their first words, so that the cost is one look-up for each word of a text,
/// however many phrases there are.
struct Phrases: ExpressibleByArrayLiteral, Sendable {
    private struct Phrase {
        let text: String
        let words: [String]
    }

    private let phrases: [Phrase]
    /// Indices of the phrases by their first word.
    private let byFirstWord: [String: [Int]]

    init(arrayLiteral texts: String...) {
        phrases = texts.map { text in
            Phrase(text: text, words: text.split(separator: " ").map(String.init))
        }
        byFirstWord = Dictionary(grouping: phrases.indices) { [phrases] in
            phrases[$0].words.first ?? ""
        }
    }

    /// Whether one of them stands there in a row, at word boundaries.
    func areAny(in words: some Collection<String>) -> Bool {
        words.indices.contains { index in
            byFirstWord[words[index]]?.contains { isFound($0, in: words[index...]) } ?? false
        }
    }

    /// Those that stand there, in their own order, each with the index of its first word where it
    /// stands first.
    func found(in words: [String]) -> [(phrase: String, place: Int)] {
        var places: [Int: Int] = [:]
        for index in words.indices {
            for phrase in byFirstWord[words[index]] ?? []
            where places[phrase] == nil && isFound(phrase, in: words[index...]) {
                places[phrase] = index
            }
        }
        return places.sorted { $0.key < $1.key }.map { (phrases[$0.key].text, $0.value) }
    }

    private func isFound(_ phrase: Int, in words: some Collection<String>) -> Bool {
        words.starts(with: phrases[phrase].words)
    }
}
