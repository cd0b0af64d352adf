// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// Lines of mail made safe to show, with their indentation.
enum SafeLine {
    /// A 1-based line with its tabs turned to blanks, to every eighth column.
    static func expanded(_ text: ByteText, _ number: Int) -> String {
        pieces(text, number).reduce(into: "") { line, piece in
            if piece.offset > 0 {
                line += String(repeating: " ", count: 8 - DisplayWidth.of(line) % 8)
            }
            line += piece.text
        }
    }

    /// A 1-based line with its tabs as they are, for a file.
    static func plain(_ text: ByteText, _ number: Int) -> String {
        pieces(text, number).map(\.text).joined(separator: "\t")
    }

    private static func pieces(
        _ text: ByteText, _ number: Int
    ) -> [(offset: Int, text: String)] {
        guard let line = text.line(number) else { return [] }
        return text[line].split(separator: 0x09, omittingEmptySubsequences: false).enumerated()
            .map { ($0.offset, DisplayText.safe($0.element)) }
    }
}
