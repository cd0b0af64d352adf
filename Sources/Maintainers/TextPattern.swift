// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation

/// The regular expression of an `N:` or `K:` line of MAINTAINERS, in Perl's extended form.
struct TextPattern: Hashable, @unchecked Sendable {
    /// The expression as it was written.
    let source: String
    // An NSRegularExpression does not change once it is made.
    private let expression: NSRegularExpression

    /// Nil if it cannot be read.
    init?(_ source: String) {
        guard
            let expression = try? NSRegularExpression(
                pattern: source, options: [.allowCommentsAndWhitespace, .anchorsMatchLines])
        else { return nil }
        self.source = source
        self.expression = expression
    }

    /// Whether it matches within a line of the text.
    func isFound(in text: String) -> Bool {
        var rest = text.startIndex..<text.endIndex
        while let match = expression.firstMatch(in: text, range: NSRange(rest, in: text)),
            let range = Range(match.range, in: text)
        {
            guard text[range].utf8.contains(UInt8(ascii: "\n")) else { return true }
            // What spans lines is no match, but the first of them may have one of its own.
            let line = text.lineRange(for: range.lowerBound..<range.lowerBound)
            let start = max(line.lowerBound, rest.lowerBound)
            let own = NSRange(start..<line.upperBound, in: text)
            if let match = expression.firstMatch(in: text, range: own),
                let range = Range(match.range, in: text),
                !text[range].utf8.dropLast().contains(UInt8(ascii: "\n"))
            {
                return true
            }
            guard line.upperBound < text.endIndex else { return false }
            rest = line.upperBound..<text.endIndex
        }
        return false
    }
}
