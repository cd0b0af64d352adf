// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import Reports

struct LineBreaksTests {
    @Test(arguments: [
        ("", 5, [""]), ("one", 5, ["one"]), ("one two", 7, ["one two"]),
        ("one two", 6, ["one", "two"]), ("one  two", 7, ["one two"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]), ("a abcdefgh b", 4, ["a", "abcd", "efgh", "b"]),
        ("drivers/iommu/a.c", 10, ["drivers/", "iommu/a.c"]), ("字字字", 4, ["字字", "字"]),
        ("字", 1, ["字"]),
    ])
    func breaksAtBlanksThenAnywhere(text: String, width: Int, lines: [String]) {
        #expect(LineBreaks.lines(of: text, width: width) == lines)
    }

    @Test(arguments: [
        ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("字字", 4, "字字"), ("字字字", 4, "字…"),
    ])
    func cutsAtAWidth(text: String, width: Int, cut: String) {
        #expect(LineBreaks.cut(text, width: width) == cut)
    }

    @Test(arguments: [
        ("abc", 3), ("ä", 1), ("e\u{301}", 1), ("字", 2), ("ｱ", 1), ("Ａ", 2), ("한", 2),
        ("👍", 2), ("…", 1), ("—", 1), ("", 0),
    ])
    func countsColumns(text: String, columns: Int) {
        #expect(DisplayWidth.of(text) == columns)
    }
}

struct TerminalTableTests {
    private func lines(_ rows: [[String]], width: Int) -> [String] {
        let table = TerminalTable(rows.map { $0.map { TerminalTable.Cell($0) } }, width: width)
        return table.rows.flatMap { table.lines(of: $0) { text, _ in text } }
    }

    @Test func alignsWideCharacters() {
        #expect(lines([["字", "x"], ["abc", "y"]], width: 80) == ["字   x", "abc  y"])
    }

    @Test func wrapsTheWidestColumn() {
        #expect(
            lines([["a", "one two three four five"]], width: 17)
                == ["a  one two three", "   four five"])
    }

    @Test func endsNoLineInBlanks() {
        #expect(lines([["abc", ""], ["a", "b"]], width: 80) == ["abc", "a    b"])
    }

    @Test func keepsTheIndentOfACell() {
        #expect(lines([["  a", "b"]], width: 80) == ["  a  b"])
    }

    @Test func spreadsColumnsOverBlocks() {
        var page = TerminalPage(style: TerminalStyle(width: 60))
        let names = (1...8).map { "column-\($0)" }
        page.blocks([[""] + names, ["row"] + names].map { $0.map { TerminalTable.Cell($0) } })
        let blocks = page.text.split(separator: "\n\n")
        #expect(blocks.count == 2)
        #expect(blocks.allSatisfy { $0.contains("\n  row  column-") })
        #expect(page.text.split(separator: "\n").allSatisfy { $0.count <= 60 })
    }
}
