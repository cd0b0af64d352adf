// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// The text behind a hunk's second `@@`: the start of the line that opens the section, cut at 80
/// bytes by git.
struct SectionHeading {
    /// The heading without blanks at its ends.
    let text: [UInt8]
    /// The name of the function, type or macro, nil if there is none.
    let name: [UInt8]?

    init(_ heading: [UInt8]) {
        text = Array(heading.trimmingWhitespace())
        name = SectionHeading.name(in: text[...])
    }

    /// Whether the heading looks like the start of a function or a table, and not like prose.
    var isCode: Bool { text.contains { $0 == 0x28 || $0 == 0x7b || $0 == 0x3d } }

    /// The identifier before the first parenthesis, or the last one before a brace or the end.
    private static func name(in text: ArraySlice<UInt8>) -> [UInt8]? {
        let end = text.firstIndex { $0 == 0x28 || $0 == 0x7b || $0 == 0x3d } ?? text.endIndex
        let head = text[..<end].trimmingTrailingBlanks()
        guard let last = head.lastIndex(where: isIdentifier) else { return nil }
        let start = head[..<last].lastIndex { !isIdentifier($0) }.map { $0 + 1 } ?? head.startIndex
        let name = head[start...last]
        return name.first?.isASCIIDigit == true ? nil : Array(name)
    }

    static func isIdentifier(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || byte == 0x5f
    }

    /// The best place of the heading in a file, nil if the name is not in it.
    func place(in contents: [UInt8]) -> (line: Int, kind: HunkLocation.Candidate.Kind)? {
        guard let name else { return nil }
        var best: (offset: Int, kind: HunkLocation.Candidate.Kind)?
        var start = 0
        while let found = contents.firstRange(of: name, from: start) {
            start = found.upperBound
            guard isWhole(found, in: contents) else { continue }
            let kind = kind(ofLineAt: found.lowerBound, in: contents)
            if kind < best?.kind ?? .touchedByParent { best = (found.lowerBound, kind) }
            if kind == .heading { break }
        }
        return best.map { best in
            (contents[..<best.offset].count { $0 == 0x0a } + 1, best.kind)
        }
    }

    private func isWhole(_ range: Range<Int>, in contents: [UInt8]) -> Bool {
        let isStart =
            range.lowerBound == 0 || !SectionHeading.isIdentifier(contents[range.lowerBound - 1])
        let isEnd =
            range.upperBound == contents.count
            || !SectionHeading.isIdentifier(contents[range.upperBound])
        return isStart && isEnd
    }

    private func kind(
        ofLineAt offset: Int, in contents: [UInt8]
    ) -> HunkLocation.Candidate.Kind {
        let start = contents[..<offset].lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
        let end = contents[offset...].firstIndex(of: 0x0a) ?? contents.count
        let line = contents[start..<end]
        // In the kernel's style a definition begins in the first column, and a declaration ends
        // with a semicolon; so does its last line, if it has several.
        let statement = contents[offset...].prefix(1_000).first { $0 == 0x3b || $0 == 0x7b }
        if statement == 0x3b || line.first?.isASCIIBlank ?? true { return .mention }
        if line.first == 0x2a || line.first == 0x2f { return .mention }
        return line.starts(with: text) ? .heading : .definition
    }
}
