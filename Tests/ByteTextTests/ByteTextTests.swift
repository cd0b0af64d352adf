// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Testing

@Suite struct ByteTextTests {
    @Test func linesKeepTheirNumbersSpansAndTerminators() {
        let text = ByteText("one\r\n\ntwo\rstill two\nend")
        #expect(
            Array(text.lines) == [
                TextLine(number: 1, span: 0..<3, terminator: .crlf),
                TextLine(number: 2, span: 5..<5, terminator: .lf),
                TextLine(number: 3, span: 6..<19, terminator: .lf),
                TextLine(number: 4, span: 20..<23, terminator: .none),
            ])
        #expect(text.lines.map(text.string) == ["one", "", "two\rstill two", "end"])
    }

    @Test(arguments: ["", "\n", "\r\n", "a", "a\n", "\n\n", "\r", "\r\r\n", "a\r\nb\nc\r"])
    func spansWithTerminatorsGiveTheBytesBack(_ string: String) {
        let text = ByteText(string)
        #expect(text.lines.flatMap { text.bytes[$0.spanWithTerminator] } == Array(string.utf8))
    }

    @Test func anEmptyTextHasNoLine() {
        #expect(ByteText("").lines.isEmpty)
        #expect(ByteText("\n").lines.count == 1)
    }

    @Test func everyByteIsFoundInItsLine() {
        let text = ByteText("a\r\n\nbcd\ne")
        let numbers = text.bytes.indices.map { text.lineNumber(at: $0) }
        #expect(numbers == [1, 1, 1, 2, 3, 3, 3, 3, 4])
        #expect(text.lineNumber(at: -1) == nil)
        #expect(text.lineNumber(at: text.bytes.count) == nil)
    }

    @Test func rangesOfLinesAreClampedToTheText() {
        let text = ByteText("a\nb\nc")
        #expect(text.bytes(ofLines: 2...9).lossyString == "b\nc")
        #expect(text.bytes(ofLines: 4...9).isEmpty)
        #expect(text.line(0) == nil)
        #expect(text.line(3)?.span == 4..<5)
    }
}
