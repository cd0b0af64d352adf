// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// What introduces a quote: `On Tue, 31 Mar 2026 16:56:22 -0300, Ann Example wrote:`.
public struct Attribution: Hashable, Sendable {
    /// The name of who is quoted, if there is one.
    public let name: String?
    /// The address of who is quoted, if there is one.
    public let address: String?
    /// The whole text, lines joined by a blank.
    public let text: String
    /// Quote depth of the attribution itself; it introduces a quote at a greater depth.
    public let depth: Int

    private static let verbs = [
        "wrote", "writes", "said", "schrieb", "écrit", "escribió", "ha scritto", "写道",
    ]

    /// Reads an attribution; nil when the text is none.
    ///
    /// It ends in a colon, and has a verb of saying in one of a few languages at the end or
    /// after `On`, or a date and an address; or it is `Quoting Ann Example (DATE)`.
    init?(_ text: [UInt8], depth: Int) {
        let trimmed = text[...].trimmingWhitespace()
        if Attribution.isQuoting(trimmed) {
            self.text = trimmed.lossyString
            self.depth = depth
            address = nil
            let words = trimmed.dropFirst(Attribution.quoting.utf8.count)
            name = words.prefix { $0 != UInt8(ascii: "(") }.trimmingWhitespace().lossyString
            return
        }
        guard trimmed.count <= 1_000, trimmed.last == UInt8(ascii: ":") else { return nil }
        var rest = trimmed.dropLast().trimmingWhitespace()
        let verb = Attribution.verbs.first { verb in
            rest.count > verb.utf8.count && rest.hasSuffix(verb)
        }
        let lowered = rest.asciiLowercased()
        let startsWithDate = ["on ", "le ", "am ", "el ", "il "].contains { lowered.hasPrefix($0) }
        if let verb {
            rest = rest.dropLast(verb.utf8.count).trimmingWhitespace()
        } else {
            let hasVerbInside =
                startsWithDate
                && Attribution.verbs.contains { lowered.firstRange(of: " \($0) ") != nil }
            let hasAddress = rest.contains(UInt8(ascii: "@"))
            guard
                hasVerbInside
                    || hasAddress && startsWithDate && rest.contains(where: \.isASCIIDigit)
            else { return nil }
        }
        self.text = trimmed.lossyString
        self.depth = depth
        if startsWithDate { rest = rest.drop { $0 != 0x20 }.trimmingWhitespace() }

        var address: String?
        if let open = rest.lastIndex(of: UInt8(ascii: "<")),
            let close = rest[open...].firstIndex(of: UInt8(ascii: ">")), close > open + 1
        {
            address = rest[(open + 1)..<close].lossyString
            rest = rest[..<open]
        }
        self.address = address
        name = Attribution.name(atEndOf: rest)
    }

    private static let quoting = "Quoting "

    /// Whether a line is `Quoting Ann Example (2026-03-31 10:00:00)`, as some mailers write.
    static func isQuoting(_ line: ArraySlice<UInt8>) -> Bool {
        line.count <= 200 && line.hasPrefix(quoting) && line.last == UInt8(ascii: ")")
            && line.contains(UInt8(ascii: "(")) && line.contains(where: \.isASCIIDigit)
    }

    /// The words after the last one that belongs to a date.
    private static func name(atEndOf bytes: ArraySlice<UInt8>) -> String? {
        let dateWords: Set<String> = ["am", "pm", "utc", "gmt", "at", "um", "à", "the"]
        var name: [String] = []
        for word in bytes.split(whereSeparator: \.isASCIIWhitespace).reversed() {
            let plain = word.filter { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"") }
            let isOfDate =
                word.contains(where: \.isASCIIDigit)
                || dateWords.contains(plain.asciiLowercased().lossyString)
            if isOfDate || name.count >= 8 { break }
            if !plain.isEmpty { name.insert(plain.lossyString, at: 0) }
        }
        return name.isEmpty ? nil : name.joined(separator: " ")
    }
}
