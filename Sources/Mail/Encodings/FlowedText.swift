// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// Text of `text/plain; format=flowed` (RFC 3676).
enum FlowedText {
    /// Removes the stuffed blank of each unquoted line and notes the soft breaks.
    ///
    /// Quoted lines keep their blank after the quote marks: there it parts marks from text for
    /// people, whoever put it there. Lines are not joined, because a diff must keep its lines.
    static func read(_ text: ByteText, delSp: Bool, origins: LineOrigins) -> MessageText {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.bytes.count)
        var softBreaks: Set<Int> = []
        var unstuffed: Set<Int> = []
        for line in text.lines {
            var content = text[line]
            if content.first == 0x20 {
                content = content.dropFirst()
                unstuffed.insert(line.number)
            }
            // Section 4.3: the signature separator is no soft break.
            if content.last == 0x20, !content.elementsEqual("-- ".utf8) {
                softBreaks.insert(line.number)
            }
            bytes.append(contentsOf: content)
            bytes.append(
                contentsOf: text.bytes[line.span.upperBound..<line.spanWithTerminator.upperBound])
        }
        return MessageText(
            text: ByteText(bytes), isFlowed: true, delSp: delSp, softBreaks: softBreaks,
            unstuffedLines: unstuffed, origins: origins)
    }

    /// Whether the text has a hunk whose lines cannot come from a writer that stuffs.
    ///
    /// A writer must stuff lines that begin with a blank, `>` or `From ` (section 4.4), and has no
    /// reason to stuff others. So a hunk line of one blank and then something else, the ordinary
    /// context line, was sent without stuffing.
    static func hasUnstuffedHunk(_ text: ByteText) -> Bool {
        var isInHunk = false
        for line in text.lines {
            let content = text[line]
            guard let first = content.first else { continue }
            if content.hasPrefix("@@ -") {
                isInHunk = true
            } else if isInHunk {
                switch first {
                case UInt8(ascii: " "):
                    guard let second = content.dropFirst().first else { return true }
                    let rest = content.dropFirst()
                    if second != 0x20, second != UInt8(ascii: ">"), !rest.hasPrefix("From "),
                        !rest.hasPrefix("+"), !rest.hasPrefix("-"), !rest.hasPrefix("@@ -")
                    {
                        return true
                    }
                case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "\\"): break
                default: isInHunk = false
                }
            }
        }
        return false
    }
}
