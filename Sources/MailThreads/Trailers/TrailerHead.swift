// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// A line that may be a trailer: its name told from its value.
struct TrailerHead {
    var kind: TrailerKind
    var isWeak: Bool
    var name: ArraySlice<UInt8>
    var value: ArraySlice<UInt8>
    /// What stands before the name on the line.
    var prefix: ArraySlice<UInt8>
    var flaw: TrailerFlaw?

    /// Longest line that is looked at.
    private static let longestLine = 2_000

    /// Reads a line of any of the three forms; nil when it is none.
    init?(_ line: ArraySlice<UInt8>) {
        let trimmed = line.trimmingBlanks()
        guard trimmed.count <= TrailerHead.longestLine else { return nil }
        if let head = TrailerHead(atStartOf: trimmed) {
            // Deep indentation shows an example or a quotation.
            guard trimmed.startIndex - line.startIndex <= 8 else { return nil }
            self = head
        } else if let head = TrailerHead(withoutColon: trimmed) ?? TrailerHead(afterWords: trimmed)
        {
            self = head
        } else {
            return nil
        }
    }

    /// `Reviewed-by: Ann Example <ann@example.org>`, without blanks before it.
    init?(atStartOf line: ArraySlice<UInt8>) {
        let name = line.prefix {
            $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x2d || $0 == 0x5f
        }
        guard name.count >= 2, name.count <= 60, name.first?.isASCIILetter == true
        else { return nil }
        let rest = line[name.endIndex...].drop(while: \.isASCIIBlank)
        guard rest.first == UInt8(ascii: ":") else { return nil }
        let value = rest.dropFirst()
        if value.hasPrefix("//") { return nil }
        (kind, isWeak) = TrailerKind.named(name)
        self.name = name
        self.value = value
        prefix = line[..<line.startIndex]
    }

    /// `Reviewed-by Ann Example <ann@example.org>`
    private init?(withoutColon line: ArraySlice<UInt8>) {
        let name = line.prefix { $0.isASCIILetter || $0 == 0x2d }
        guard name.count > 3, name.suffix(3).equalsIgnoringCase("-by"),
            line[name.endIndex...].first?.isASCIIBlank == true,
            let open = line.firstIndex(of: UInt8(ascii: "<")), line.last == UInt8(ascii: ">"),
            line[open...].contains(UInt8(ascii: "@")),
            line[name.endIndex..<open].split(whereSeparator: \.isASCIIBlank).count <= 5
        else { return nil }
        (kind, isWeak) = TrailerKind.named(name)
        self.name = name
        value = line[name.endIndex...]
        prefix = line[..<line.startIndex]
        flaw = .missingColon
    }

    /// Words that say what a tag is for, and nothing else: `Series are`, `For the whole series`.
    private static func isSubject(_ words: ArraySlice<UInt8>) -> Bool {
        let known: Set<String> = [
            "series", "serie", "the", "whole", "entire", "this", "all", "patch", "patches", "is",
            "are", "for", "to", "both", "of", "them",
        ]
        let found = words.asciiLowercased().split(whereSeparator: \.isASCIIBlank).map {
            $0.lossyString
        }
        return found.count <= 6 && found.allSatisfy(known.contains)
    }

    /// `With that fixed, Reviewed-by: Ann Example <ann@example.org>`
    private init?(afterWords line: ArraySlice<UInt8>) {
        var found: Range<Int>?
        var next = line.firstRange(of: "-by: ")
        while let range = next {
            found = range
            next = line.firstRange(of: "-by: ", from: range.upperBound)
        }
        guard let found else { return nil }
        var start = found.lowerBound
        while start > line.startIndex, line[start - 1].isASCIILetter || line[start - 1] == 0x2d {
            start -= 1
        }
        let name = line[start..<(found.lowerBound + 3)]
        let prefix = line[..<start].trimmingBlanks()
        (kind, isWeak) = TrailerKind.named(name)
        guard kind.isTestimony, !prefix.isEmpty, line[..<start].last?.isASCIIBlank == true,
            prefix.split(whereSeparator: \.isASCIIBlank).count <= 16
        else { return nil }
        let isOpening = prefix.last == UInt8(ascii: ",") || prefix.last == UInt8(ascii: ":")
        if !isOpening, TrailerHead.isSubject(prefix) {
            flaw = .wordsBefore
        } else if !isOpening, !TrailerWords.isCondition(Array(prefix)) {
            return nil
        }
        self.name = name
        value = line[(found.upperBound - 1)...]
        self.prefix = prefix
    }
}
