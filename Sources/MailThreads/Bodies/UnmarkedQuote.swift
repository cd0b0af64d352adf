// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// The message that some mailers put below an answer without quote marks.
///
/// It begins with words between dashes (`-----Original Message-----`, in any language) or with a rule of
/// underscores, and then at least three lines of a header, the first of which has an address or a
/// name behind its colon: `From: Ann Example <ann@example.org>`. It goes on to the end of the text.
/// Where the first line below the header has a quote mark, the header alone is the mailer's, and
/// what has no mark is the author's.
struct UnmarkedQuote {
    /// 1-based number of the line of dashes.
    private let first: Int
    /// 1-based number of the last line of it.
    private let last: Int

    /// Finds it among the lines of a text; nil where there is none.
    init?(of lines: [QuotedLine], in text: ByteText) {
        for (index, line) in lines.enumerated() where line.depth == 0 {
            guard Self.isRule(text.bytes[line.content]) else { continue }
            let below = lines[(index + 1)...].drop {
                text.bytes[$0.content].allSatisfy(\.isASCIIWhitespace)
            }
            guard below.startIndex <= index + 3 else { continue }
            let header = below.prefix {
                $0.depth == 0 && !text.bytes[$0.content].allSatisfy(\.isASCIIWhitespace)
            }
            let fields = header.prefix(8).count { Self.isField(text.bytes[$0.content]) }
            guard fields >= 3, header.first.map({ Self.isField(text.bytes[$0.content]) }) == true
            else { continue }
            let rest = below[header.endIndex...].drop {
                text.bytes[$0.content].allSatisfy(\.isASCIIWhitespace)
            }
            first = line.number
            let isMarked = rest.first.map { $0.depth > 0 } ?? false
            last = isMarked ? header[header.endIndex - 1].number : lines[lines.count - 1].number
            return
        }
        return nil
    }

    /// Whether a line belongs to it.
    func contains(_ line: QuotedLine) -> Bool { (first...last).contains(line.number) }

    /// `-----Original Message-----`, or 20 underscores and more.
    private static func isRule(_ line: ArraySlice<UInt8>) -> Bool {
        let line = line.trimmingWhitespace()
        if line.count >= 20, line.allSatisfy({ $0 == UInt8(ascii: "_") }) { return true }
        let dashes = line.prefix { $0 == UInt8(ascii: "-") }.count
        let behind = line.reversed().prefix { $0 == UInt8(ascii: "-") }.count
        return dashes >= 3 && behind >= 3 && dashes + behind < line.count && line.count <= 80
    }

    /// `Sent: Monday`: one or two words, a colon (also the wide one), a blank, a value.
    private static func isField(_ line: ArraySlice<UInt8>) -> Bool {
        let name = line.prefix { $0 != UInt8(ascii: ":") }
        let isWide = line.firstRange(of: "\u{ff1a}").map { $0.lowerBound <= 24 + line.startIndex }
        if isWide == true { return true }
        guard (1...24).contains(name.count), name.endIndex < line.endIndex - 1,
            line[name.endIndex + 1].isASCIIBlank
        else { return false }
        return name.split(whereSeparator: \.isASCIIBlank).count <= 2
            && !name.contains { [0x28, 0x29, 0x3b, 0x3c, 0x3e, 0x7b].contains($0) }
    }
}
