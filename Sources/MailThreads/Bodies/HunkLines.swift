// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// Finds the author's own lines that lie in hunks, so that nothing else is read out of them.
///
/// Only the counts of `@@ -1,7 +1,9 @@` are used. A deleted line `- ` would otherwise be taken for a
/// signature separator.
enum HunkLines {
    /// 1-based numbers of the lines of all hunks, their `@@` lines included.
    static func find(in text: ByteText) -> LineSet {
        var found = LineSet()
        var old = 0
        var new = 0
        var header = 0
        for line in text.lines {
            let content = text[line]
            if let counts = counts(content) {
                (old, new) = counts
                header = line.number
                found.append(line.number)
                continue
            }
            guard old > 0 || new > 0 else { continue }
            // The rest of a header that a mailer wrapped.
            if line.number == header + 1, let first = content.first,
                ![0x20, 0x09, 0x2b, 0x2d, 0x5c].contains(first)
            {
                found.append(line.number)
                continue
            }
            switch content.first {
            case UInt8(ascii: "+") where new > 0: new -= 1
            case UInt8(ascii: "-") where old > 0: old -= 1
            case UInt8(ascii: " ") where old > 0 && new > 0,
                UInt8(ascii: "\t") where old > 0 && new > 0, nil where old > 0 && new > 0:
                old -= 1
                new -= 1
            case UInt8(ascii: "\\"): break
            default:
                old = 0
                new = 0
                continue
            }
            found.append(line.number)
        }
        return found
    }

    /// The numbers of old and new lines in `@@ -1,7 +1,9 @@`.
    private static func counts(_ line: ArraySlice<UInt8>) -> (old: Int, new: Int)? {
        guard line.hasPrefix("@@ -") else { return nil }
        let words = line.dropFirst(3).split(separator: 0x20, maxSplits: 2)
        guard words.count == 3, words[1].first == UInt8(ascii: "+"), words[2].hasPrefix("@@")
        else { return nil }
        guard let old = count(words[0].dropFirst()), let new = count(words[1].dropFirst())
        else { return nil }
        return (old, new)
    }

    private static func count(_ range: ArraySlice<UInt8>) -> Int? {
        let parts = range.split(separator: UInt8(ascii: ","))
        guard (1...2).contains(parts.count), parts[0].decimalValue != nil else { return nil }
        return parts.count == 2 ? parts[1].decimalValue : 1
    }
}
