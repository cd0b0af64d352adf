// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// Words of a person, told apart once for all that is asked of them.
struct Prose: Sendable {
    /// The text.
    let text: String
    /// Its words, as ``RemarkWords/words(_:)``.
    let words: [String]
    /// Its sentences with their words.
    let sentences: [Sentence]

    /// One sentence.
    struct Sentence: Sendable {
        let text: String
        let words: [String]

        var isQuestion: Bool { text.utf8.last == UInt8(ascii: "?") }
    }

    init(_ text: String) {
        self.text = text
        words = RemarkWords.words(text)
        sentences = RemarkWords.sentences(text).map {
            Sentence(text: $0, words: RemarkWords.words($0))
        }
    }
}
