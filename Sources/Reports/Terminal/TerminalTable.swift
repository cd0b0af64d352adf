// SPDX-License-Identifier: GPL-2.0-only

/// Rows of cells set side by side, two blanks between them.
struct TerminalTable {
    /// What stands in a row and a column.
    struct Cell {
        let text: String
        let emphasis: Emphasis?

        /// A cell with text that is safe to show.
        init(_ text: String, _ emphasis: Emphasis? = nil) {
            self.text = text
            self.emphasis = emphasis
        }
    }

    /// No column is made narrower than this.
    private static let leastWidth = 8

    let rows: [[Cell]]

    /// Columns of each column.
    let widths: [Int]

    /// Sets rows for so many columns.
    ///
    /// Where they do not fit side by side, the widest column is made narrower until they do; its
    /// cells then take several lines.
    init(_ rows: [[Cell]], width: Int) {
        self.rows = rows
        let count = rows.map(\.count).max() ?? 0
        var widths = (0..<count).map { column in
            rows.map { column < $0.count ? DisplayWidth.of($0[column].text) : 0 }.max() ?? 0
        }
        var excess = widths.reduce(0, +) + 2 * max(count - 1, 0) - width
        while excess > 0, let widest = widths.max(), widest > Self.leastWidth,
            let column = widths.lastIndex(of: widest)
        {
            let next = widths.filter { $0 < widest }.max() ?? 0
            let step = min(excess, widest - max(next, Self.leastWidth))
            widths[column] -= step
            excess -= step
        }
        self.widths = widths
    }

    /// The lines of a row; `style` puts emphasis on text.
    func lines(of row: [Cell], style: (String, Emphasis?) -> String) -> [String] {
        let columns = row.enumerated().map { column, cell in
            LineBreaks.lines(of: cell.text, width: widths[column], keepsIndent: true)
        }
        return (0..<(columns.map(\.count).max() ?? 0)).map { index in
            var line = ""
            var gap = 0
            for (column, cell) in row.enumerated() {
                let text = index < columns[column].count ? columns[column][index] : ""
                if !text.isEmpty {
                    line += String(repeating: " ", count: gap) + style(text, cell.emphasis)
                    gap = 0
                }
                gap += widths[column] - DisplayWidth.of(text) + 2
            }
            return line
        }
    }
}

extension LineBreaks {
    /// As ``lines(of:width:)``; blanks before the first word stay, and indent all lines.
    static func lines(of text: String, width: Int, keepsIndent: Bool) -> [String] {
        if DisplayWidth.of(text) <= width { return [text] }
        let indent = String(text.prefix { $0 == " " }.prefix(max(0, width - 2)))
        return lines(of: text, width: max(width - indent.count, 2)).map { indent + $0 }
    }
}
