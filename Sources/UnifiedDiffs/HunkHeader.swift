// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// The line `@@ -oldStart,oldCount +newStart,newCount @@ sectionHeading`; a count of 1 may be left
/// out with its comma.
struct HunkHeader {
    let oldStart: Int
    let oldCount: Int
    let newStart: Int
    let newCount: Int
    let sectionHeading: [UInt8]
    /// Whether a number was larger than the limit and was replaced by it.
    let isClamped: Bool

    /// Nil unless `line` is such a line.
    init?(_ line: ArraySlice<UInt8>, limit: Int) {
        guard line.hasPrefix("@@ -") else { return nil }
        var scanner = Scanner(rest: line.dropFirst(4), limit: limit)
        guard let old = scanner.range(), scanner.skip(" +"), let new = scanner.range(),
            scanner.skip(" @@")
        else { return nil }
        (oldStart, oldCount) = old
        (newStart, newCount) = new
        let heading = scanner.rest
        sectionHeading = Array(heading.first == Ascii.space ? heading.dropFirst() : heading)
        isClamped = scanner.isClamped
    }

    private struct Scanner {
        var rest: ArraySlice<UInt8>
        let limit: Int
        var isClamped = false

        mutating func skip(_ text: String) -> Bool {
            guard rest.hasPrefix(text) else { return false }
            rest = rest.dropFirst(text.utf8.count)
            return true
        }

        mutating func number() -> Int? {
            let digits = rest.prefix(while: \.isASCIIDigit)
            guard !digits.isEmpty else { return nil }
            rest = rest.dropFirst(digits.count)
            guard let value = digits.decimalValue, value <= limit else {
                isClamped = true
                return limit
            }
            return value
        }

        mutating func range() -> (Int, Int)? {
            guard let start = number() else { return nil }
            guard skip(",") else { return (start, 1) }
            guard let count = number() else { return nil }
            return (start, count)
        }
    }
}
