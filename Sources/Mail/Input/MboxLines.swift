// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// The lines of an mbox that mean something: separators and escaped `From ` lines.
enum MboxLines {
    /// What the first line of a file tells about all separators in it.
    enum Separator: Hashable, Sendable {
        /// `From ann@example.org Tue Mar 31 19:56:22 2026`
        case mailbox
        /// `From 0123… Mon Sep 17 00:00:00 2001`, as `git format-patch` writes them.
        case gitPatch
    }

    /// What an escaped line contains.
    static let escapedFrom = Array(">From ".utf8)

    /// Whether a line has the shape of a separator, and which.
    ///
    /// `From `, a sender that may have blanks, and the date of asctime: day of the week, month,
    /// day, time, year, where a zone may stand before or after the year.
    static func separator(_ line: ArraySlice<UInt8>) -> Separator? {
        guard line.count >= 20, line.count <= 1_000, line.hasPrefix("From ") else { return nil }
        let words = line.dropFirst(5).split(whereSeparator: \.isASCIIBlank)
        guard let time = words.lastIndex(where: { $0.contains(UInt8(ascii: ":")) }), time >= 3,
            isTime(words[time]), words[time - 1].decimalValue.map({ $0 <= 31 }) == true,
            words[time - 2].count == 3, words[time - 3].count == 3 || words[time - 3].count == 4,
            isDay(words[time - 3]), isMonth(words[time - 2]),
            words.count - time - 1 <= 2,
            words[(time + 1)...].contains(where: {
                $0.count == 4 && $0.decimalValue.map { $0 > 1900 } == true
            })
        else { return nil }
        let isGit =
            words.count == 6 && (words[0].count == 40 || words[0].count == 64)
            && words[0].allSatisfy({ $0.hexDigitValue != nil })
            && line.hasSuffix(" Mon Sep 17 00:00:00 2001")
        return isGit ? .gitPatch : .mailbox
    }

    /// The bytes with one `>` removed from each line of `>`s and `From ` (mboxrd).
    ///
    /// mboxo escapes only lines without a `>`; its `>>From ` lines lose a mark here, because
    /// nothing in a file says which of the two it is.
    static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var position = bytes.startIndex
        while position < bytes.endIndex {
            let end = bytes[position...].firstIndex(of: 0x0a).map { $0 + 1 } ?? bytes.endIndex
            let line = bytes[position..<end]
            let isEscaped =
                line.first == 0x3e && line.drop(while: { $0 == 0x3e }).hasPrefix("From ")
            result.append(contentsOf: isEscaped ? line.dropFirst() : line)
            position = end
        }
        return result
    }

    private static func isTime(_ word: ArraySlice<UInt8>) -> Bool {
        let parts = word.parts(separatedBy: UInt8(ascii: ":"))
        return (parts.count == 2 || parts.count == 3)
            && parts.allSatisfy { $0.count == 2 && $0.decimalValue != nil }
    }

    private static func isDay(_ word: ArraySlice<UInt8>) -> Bool {
        let day = word.prefix(3)
        return ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].contains {
            day.elementsEqual($0.utf8)
        }
    }

    private static func isMonth(_ word: ArraySlice<UInt8>) -> Bool {
        [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ].contains { word.elementsEqual($0.utf8) }
    }
}
