// SPDX-License-Identifier: GPL-2.0-only

/// Breaks text into the lines of a page.
enum LineBreaks {
    /// Text of more lines is cut off; the last line then is `…`.
    static let mostLines = 24

    /// The text in lines of at most so many columns, broken at blanks; a word that is longer is
    /// broken behind a `/`, else anywhere. Runs of blanks become one. At least one line, at most
    /// ``mostLines``.
    static func lines(of text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in text.split(separator: " ") {
            for (index, piece) in pieces(of: word, width: max(width, 2)).enumerated() {
                let columns = DisplayWidth.of(piece)
                if index == 0, used > 0, used + 1 + columns <= width {
                    line += " " + piece
                    used += 1 + columns
                } else {
                    if used > 0 { lines.append(line) }
                    line = String(piece)
                    used = columns
                }
            }
        }
        lines.append(line)
        return lines.count > mostLines ? lines.prefix(mostLines - 1) + ["…"] : lines
    }

    /// The text cut to so many columns; where something is cut off, `…` takes its place.
    static func cut(_ text: String, width: Int) -> String {
        guard text.utf8.count > width, DisplayWidth.of(text) > width else { return text }
        return DisplayWidth.prefix(text[...], columns: max(width - 1, 1)) + "…"
    }

    private static func pieces(of word: Substring, width: Int) -> [Substring] {
        guard word.utf8.count > width else { return [word] }
        var pieces: [Substring] = []
        var rest = word
        while !rest.isEmpty, pieces.count <= mostLines {
            var piece = DisplayWidth.prefix(rest, columns: width)
            if piece.endIndex != rest.endIndex {
                if let slash = piece.lastIndex(of: "/"), slash != piece.startIndex {
                    piece = piece[...slash]
                }
                // A character wider than the line stands alone.
                if piece.isEmpty { piece = rest.prefix(1) }
            }
            pieces.append(piece)
            rest = rest[piece.endIndex...]
        }
        return pieces
    }
}
