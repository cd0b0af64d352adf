// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail

/// Where the lines of a message's text stand in the input, if they stand there one by one.
struct InputLines: Hashable, Sendable {
    /// What to add to a line of the text; nil where the encoding does not keep lines.
    private let offset: Int?

    /// For text that is not the message's own.
    static let unknown = InputLines(offset: nil)

    private init(offset: Int?) {
        self.offset = offset
    }

    /// Compares the first and last line: all encodings that keep lines keep them in a row.
    init(of text: MessageText) {
        let count = text.text.lines.count
        guard let first = text.inputLine(of: 1), let last = text.inputLine(of: count),
            last - first == count - 1
        else {
            self = .unknown
            return
        }
        offset = first - 1
    }

    /// The 1-based line of the input for a 1-based line of the text.
    subscript(bodyLine: Int) -> Int? { offset.map { bodyLine + $0 } }
}
