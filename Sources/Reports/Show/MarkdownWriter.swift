// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// Writes Markdown line by line, in block quotes within each other.
struct MarkdownWriter {
    private var written = ""
    private var depth = 0
    private var isInCode = false
    /// Whether the last line is prose, which the next one would be joined with.
    private var isInProse = false
    /// Whether an empty line has to come before what follows.
    private var isGapDue = false

    /// Lines of mail that begin with as many get a blank in front.
    private static let fence = "~~~~~~~~"

    private var prefix: String { String(repeating: "> ", count: depth) }

    /// What was written, with the end of the last line.
    var text: String { written + (isInCode ? "\n\(prefix)\(MarkdownWriter.fence)\n" : "\n") }

    /// Opens a block quote.
    mutating func open() {
        gap()
        flushGap()
        depth += 1
    }

    /// Closes a block quote.
    mutating func close() {
        gap()
        depth = max(0, depth - 1)
    }

    /// An empty line before what follows.
    mutating func gap() {
        endCode()
        isInProse = false
        isGapDue = isGapDue || !written.isEmpty
    }

    /// A line of Markdown.
    mutating func line(_ content: String) {
        endCode()
        flushGap()
        put(content)
        isInProse = false
    }

    /// A line of mail: code as it is, prose escaped, each line on its own.
    mutating func add(_ content: String, isCode: Bool) {
        let isBlank = content.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 }
        if isCode || isInCode && isBlank {
            if !isInCode {
                gap()
                flushGap()
                put(MarkdownWriter.fence)
                isInCode = true
            }
            put(content.hasPrefix(MarkdownWriter.fence) ? " " + content : content)
        } else if isBlank {
            gap()
        } else {
            endCode()
            flushGap()
            // A backslash at the end of a line is a hard line break.
            if isInProse { written += "\\" }
            put(MarkdownWriter.escaped(content))
            isInProse = true
        }
    }

    private mutating func endCode() {
        guard isInCode else { return }
        isInCode = false
        put(MarkdownWriter.fence)
        isGapDue = true
    }

    private mutating func flushGap() {
        guard isGapDue else { return }
        isGapDue = false
        put("")
    }

    private mutating func put(_ content: String) {
        if !written.isEmpty { written += "\n" }
        let line = prefix + content
        written += content.isEmpty ? String(line.dropLast(depth > 0 ? 1 : 0)) : line
    }

    /// The text with a backslash before each character that Markdown gives a meaning.
    static func escaped(_ text: String) -> String {
        var result = ""
        for (index, character) in text.unicodeScalars.enumerated() {
            switch character {
            case "\\", "`", "*", "_", "{", "}", "[", "]", "<", ">", "#", "|", "~", "&", "!":
                result += "\\"
            case "-", "+", "=":
                if index == 0 { result += "\\" }
            case ".", ")":
                // `1.` at the start of a line would be a list.
                let before = text.unicodeScalars.prefix(index)
                if index < 10, !before.isEmpty, before.allSatisfy({ ("0"..."9").contains($0) }) {
                    result += "\\"
                }
            default: break
            }
            result.unicodeScalars.append(character)
        }
        return result
    }

    /// Whether a line of mail is to be kept as it is: indented, or the header of a diff.
    static func isCode(_ text: ByteText, _ number: Int) -> Bool {
        guard let line = text.line(number) else { return false }
        let bytes = text[line]
        return bytes.first == 0x09 || bytes.hasPrefix("  ")
            || bytes.elementsEqual("---".utf8)
            || ["diff --git ", "index ", "--- ", "+++ ", "@@ -"].contains { bytes.hasPrefix($0) }
    }
}
