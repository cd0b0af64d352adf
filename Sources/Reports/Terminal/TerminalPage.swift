// SPDX-License-Identifier: GPL-2.0-only

/// A page of text that grows line by line. What it is given is safe to show.
struct TerminalPage {
    typealias Cell = TerminalTable.Cell

    let style: TerminalStyle
    private(set) var text = ""

    init(style: TerminalStyle) {
        self.style = style
    }

    /// A blank line, but not at the top and never two.
    mutating func gap() {
        guard !text.isEmpty, !text.hasSuffix("\n\n") else { return }
        text += "\n"
    }

    /// A heading, with a gap above.
    mutating func heading(_ title: String) {
        gap()
        line(title, .heading)
    }

    /// One line, cut off at the width of the page.
    mutating func line(_ content: String, _ emphasis: Emphasis? = nil) {
        text += emphasised(LineBreaks.cut(content, width: style.width), emphasis) + "\n"
    }

    /// A paragraph wrapped at blanks: `first` stands before its first line, and the other lines are
    /// indented by as many columns.
    mutating func paragraph(_ content: String, first: String = "", _ emphasis: Emphasis? = nil) {
        let indent = String(repeating: " ", count: DisplayWidth.of(first))
        let lines = LineBreaks.lines(of: content, width: max(style.width - indent.count, 20))
        for (index, line) in lines.enumerated() {
            text += (index == 0 ? first : indent) + emphasised(line, emphasis) + "\n"
        }
    }

    /// A table; columns that do not fit side by side are wrapped.
    ///
    /// - Parameters:
    ///   - below: paragraphs under each row.
    ///   - belowIndent: how far these are indented; nil to the row's second cell.
    mutating func table(
        _ rows: [[Cell]], indent: Int = 2, below: [[String]] = [], belowIndent: Int? = nil
    ) {
        let table = TerminalTable(rows, width: style.width - indent)
        let margin = String(repeating: " ", count: indent)
        for (index, row) in rows.enumerated() {
            for line in table.lines(of: row, style: emphasised) {
                text += margin + line + "\n"
            }
            guard index < below.count, let first = table.widths.first else { continue }
            for content in below[index] {
                let columns = belowIndent ?? min(indent + first + 2, style.width / 3)
                paragraph(content, first: String(repeating: " ", count: columns), .faint)
            }
        }
    }

    /// A table whose columns are spread over several blocks where they do not fit side by side;
    /// each block repeats the first column.
    mutating func blocks(_ rows: [[Cell]], indent: Int = 2) {
        guard let count = rows.map(\.count).max() else { return }
        let widths = TerminalTable(rows, width: .max / 2).widths
        var start = 1
        while start < count {
            var end = start
            var used = indent + (widths.first ?? 0)
            repeat {
                used += widths[end] + 2
                end += 1
            } while end < count && used + widths[end] + 2 <= style.width
            if start > 1 { gap() }
            table(rows.map { row in [row[0]] + row[start..<min(end, row.count)] }, indent: indent)
            start = end
        }
    }

    func emphasised(_ content: String, _ emphasis: Emphasis?) -> String {
        guard style.hasColor, let emphasis, !content.isEmpty else { return content }
        return "\u{1b}[\(emphasis.parameters)m\(content)\u{1b}[0m"
    }
}
