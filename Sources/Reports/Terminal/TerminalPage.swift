// SPDX-License-Identifier: GPL-2.0-only

/// A page of text that grows line by line.
struct TerminalPage {
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
        text += emphasised(title, .heading) + "\n"
    }

    /// One line as it is.
    mutating func line(_ content: String, _ emphasis: Emphasis? = nil) {
        text += emphasised(content, emphasis) + "\n"
    }

    /// A paragraph wrapped at blanks: `first` stands before its first line, and the other lines are
    /// indented by as many columns.
    mutating func paragraph(_ content: String, first: String = "", _ emphasis: Emphasis? = nil) {
        let indent = String(repeating: " ", count: first.count)
        var prefix = first
        for line in Self.wrap(content, width: max(style.width - first.count, 30)) {
            text += prefix + emphasised(line, emphasis) + "\n"
            prefix = indent
        }
    }

    /// A table: columns as wide as their widest cell, two blanks between them, the last one as it is.
    mutating func table(_ rows: [[Cell]], indent: Int = 2) {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { column < $0.count ? $0[column].text.count : 0 }.max() ?? 0
        }
        for row in rows {
            var line = String(repeating: " ", count: indent)
            for (column, cell) in row.enumerated() {
                line += emphasised(cell.text, cell.emphasis)
                if column + 1 < row.count {
                    line += String(repeating: " ", count: widths[column] - cell.text.count + 2)
                }
            }
            text += line + "\n"
        }
    }

    /// A cell of a table.
    struct Cell {
        let text: String
        let emphasis: Emphasis?

        init(_ text: String, _ emphasis: Emphasis? = nil) {
            self.text = text
            self.emphasis = emphasis
        }
    }

    func emphasised(_ content: String, _ emphasis: Emphasis?) -> String {
        guard style.hasColor, let emphasis, !content.isEmpty else { return content }
        return "\u{1b}[\(emphasis.parameters)m\(content)\u{1b}[0m"
    }

    /// The text in lines of at most `width` characters, broken at blanks; a word that is longer
    /// has a line to itself.
    static func wrap(_ content: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in content.split(separator: " ", omittingEmptySubsequences: true) {
            if line.isEmpty {
                line = String(word)
            } else if line.count + 1 + word.count <= width {
                line += " " + word
            } else {
                lines.append(line)
                line = String(word)
            }
        }
        lines.append(line)
        return lines
    }
}
