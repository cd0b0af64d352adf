// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// The time that `diff -u` writes behind a name: `2010-07-05 19:41:17.620000023 -0500`.
enum TimeStamp {
    /// What stands before a time stamp that ends `text` and the blanks before it; all of `text` if
    /// none does. For names whose tab was turned to blanks.
    static func nameBefore(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var words = text
        // Zone, time and date from the end; the zone may be missing.
        let zone = lastWord(of: words)
        if isZone(zone) { words = words[..<zone.startIndex].trimmingTrailingBlanks() }
        let time = lastWord(of: words)
        guard isTime(time) else { return text }
        words = words[..<time.startIndex].trimmingTrailingBlanks()
        let date = lastWord(of: words)
        guard isDate(date), date.startIndex > text.startIndex else { return text }
        return words[..<date.startIndex].trimmingTrailingBlanks()
    }

    /// Whether `text` is the time stamp of second 0 of 1970, in any time zone.
    ///
    /// GNU diff writes it for a file that is absent.
    static func isEpoch(_ text: ArraySlice<UInt8>) -> Bool {
        let words = text.split(whereSeparator: \.isASCIIBlank)
        guard words.count == 3, isDate(words[0]), isTime(words[1]), isZone(words[2]) else {
            return false
        }
        guard words[1].dropFirst(8).allSatisfy({ $0 == 0x30 || $0 == Ascii.dot }),
            words[1].dropFirst(6).prefix(2).elementsEqual("00".utf8),
            let hour = words[1].prefix(2).decimalValue,
            let minute = words[1].dropFirst(3).prefix(2).decimalValue,
            let zoneHour = words[2].dropFirst().prefix(2).decimalValue,
            let zoneMinute = words[2].dropFirst(3).drop(while: { $0 == Ascii.colon }).decimalValue
        else { return false }
        let isBefore = words[0].elementsEqual("1969-12-31".utf8)
        guard isBefore || words[0].elementsEqual("1970-01-01".utf8) else { return false }
        let zone = (zoneHour * 60 + zoneMinute) * (words[2].first == Ascii.minus ? -1 : 1)
        return (isBefore ? -1440 : 0) + hour * 60 + minute == zone
    }

    private static func lastWord(of text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let blank = text.lastIndex(where: \.isASCIIBlank) ?? text.startIndex - 1
        return text[(blank + 1)...]
    }

    /// `+0100` or `-05:00`.
    private static func isZone(_ word: ArraySlice<UInt8>) -> Bool {
        has(word, shape: "+00:00") || has(word, shape: "-00:00") || has(word, shape: "+0000")
            || has(word, shape: "-0000")
    }

    /// `07:01:32`, with any number of decimals.
    private static func isTime(_ word: ArraySlice<UInt8>) -> Bool {
        guard has(word.prefix(8), shape: "00:00:00") else { return false }
        let decimals = word.dropFirst(8)
        return decimals.isEmpty
            || decimals.first == Ascii.dot && decimals.dropFirst().allSatisfy(\.isASCIIDigit)
    }

    private static func isDate(_ word: ArraySlice<UInt8>) -> Bool {
        has(word, shape: "0000-00-00")
    }

    /// Whether the word is of the shape, in which 0 stands for any digit.
    private static func has(_ word: ArraySlice<UInt8>, shape: String) -> Bool {
        word.elementsEqual(shape.utf8) { $1 == 0x30 ? $0.isASCIIDigit : $0 == $1 }
    }
}
