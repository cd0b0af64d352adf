// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

extension MailDate {
    /// Reads the value of a `Date` field: `Tue, 31 Mar 2026 16:56:22 -0300 (BRT)`.
    ///
    /// RFC 5322 section 3.3, with the obsolete forms of section 4.3: two- and three-digit years,
    /// named and military zones, comments anywhere. Also read: full names of months, a missing
    /// zone (as UTC), and the orders of asctime (`Wed Apr  1 11:40:24 2026`) and ISO 8601
    /// (`2026-04-01 11:40:24 +0100`). The day of the week is not checked. Nil for anything else.
    public init?(parsing value: some Collection<UInt8>) {
        let value = Array(value.prefix(1_000))
        if let plain = MailDate.plain(value) {
            self = plain
            return
        }
        var words = MailDate.words(of: value)
        guard words.count <= 32 else { return nil }
        words.removeAll { $0.isEmpty }

        guard let timeIndex = words.firstIndex(where: { $0.contains(UInt8(ascii: ":")) })
        else { return nil }
        guard let time = MailDate.time(words[timeIndex]) else { return nil }
        let zone = words[(timeIndex + 1)...].lazy.compactMap(MailDate.zone).first

        var numbers: [ArraySlice<UInt8>] = []
        var month: Int?
        for (index, word) in words.enumerated() where index != timeIndex {
            if let named = MailDate.month(word) {
                month = month ?? named
            } else if let iso = MailDate.isoDate(word), index < timeIndex {
                month = iso.month
                numbers = [word[iso.day], word[iso.year]]
            } else if word.first?.isASCIIDigit == true, word.allSatisfy(\.isASCIIDigit) {
                numbers.append(word)
            }
        }
        guard let month, numbers.count >= 2, let day = numbers[0].decimalValue,
            let year = MailDate.year(numbers[1])
        else { return nil }
        self.init(
            year: year, month: month, day: day, hour: time.hour, minute: time.minute,
            second: time.second, utcOffsetMinutes: zone ?? 0)
    }

    /// Reads `Tue, 31 Mar 2026 16:56:22 -0300`, with or without the day of the week and a comment
    /// at the end; nil for any other shape.
    private static func plain(_ text: [UInt8]) -> MailDate? {
        var rest = text[...]
        guard rest.count >= 24, rest.count <= 60 else { return nil }
        if rest[3] == UInt8(ascii: ","), rest[4] == 0x20 {
            guard days.contains(where: { rest.starts(with: $0) }) else { return nil }
            rest = rest[5...]
        }
        func number(_ count: Int, before separator: UInt8) -> Int? {
            guard rest.count > count, rest[rest.startIndex + count] == separator,
                let value = rest.prefix(count).decimalValue
            else { return nil }
            rest = rest.dropFirst(count + 1)
            return value
        }
        guard let day = number(2, before: 0x20) ?? number(1, before: 0x20),
            let month = months.firstIndex(where: { rest.starts(with: $0) }), rest.count > 4,
            rest[rest.startIndex + 3] == 0x20
        else { return nil }
        rest = rest.dropFirst(4)
        guard let year = number(4, before: 0x20), let hour = number(2, before: 0x3a),
            let minute = number(2, before: 0x3a), let second = number(2, before: 0x20),
            rest.count == 5 || rest.dropFirst(5).hasPrefix(" ("), let zone = zone(rest.prefix(5))
        else { return nil }
        return MailDate(
            year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second,
            utcOffsetMinutes: zone)
    }

    private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map {
        Array($0.utf8)
    }
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ].map { Array($0.utf8) }

    /// Splits at blanks and commas and drops comments; `31-Mar-2026` gives three words.
    private static func words(of value: [UInt8]) -> [ArraySlice<UInt8>] {
        var plain: [UInt8] = []
        var depth = 0
        for byte in value {
            switch byte {
            case UInt8(ascii: "("):
                depth += 1
                plain.append(0x20)
            case UInt8(ascii: ")"): depth = max(0, depth - 1)
            default: if depth == 0 { plain.append(byte) }
            }
        }
        return plain.split { $0.isASCIIWhitespace || $0 == UInt8(ascii: ",") }
            .flatMap { word -> [ArraySlice<UInt8>] in
                let parts = word.split(separator: UInt8(ascii: "-"))
                let isDayMonthYear = parts.count == 3 && MailDate.month(parts[1]) != nil
                return isDayMonthYear ? parts : [word]
            }
    }

    private static func time(
        _ word: ArraySlice<UInt8>
    ) -> (hour: Int, minute: Int, second: Int)? {
        let parts = word.parts(separatedBy: UInt8(ascii: ":"))
        guard parts.count == 2 || parts.count == 3, let hour = parts[0].decimalValue,
            let minute = parts[1].decimalValue
        else { return nil }
        guard parts.count == 3 else { return (hour, minute, 0) }
        // Fractions of a second occur; they are dropped.
        guard let second = parts[2].prefix(while: \.isASCIIDigit).decimalValue else { return nil }
        return (hour, minute, second)
    }

    private static func month(_ word: ArraySlice<UInt8>) -> Int? {
        guard word.count >= 3, word.count <= 9, word.allSatisfy(\.isASCIILetter) else { return nil }
        let names = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september",
            "october", "november", "december",
        ]
        let lowered = word.asciiLowercased()
        return names.firstIndex { $0.utf8.starts(with: lowered) }.map { $0 + 1 }
    }

    /// RFC 5322 section 4.3: two digits below 50 are 20xx, other two and three digits are 19xx.
    private static func year(_ word: ArraySlice<UInt8>) -> Int? {
        guard let value = word.decimalValue, value <= 9_999 else { return nil }
        switch word.count {
        case 2: return value < 50 ? 2_000 + value : 1_900 + value
        case 3: return 1_900 + value
        case 4: return value
        default: return nil
        }
    }

    private static func isoDate(
        _ word: ArraySlice<UInt8>
    ) -> (year: Range<Int>, month: Int, day: Range<Int>)? {
        let parts = word.parts(separatedBy: UInt8(ascii: "-"))
        guard parts.count == 3, parts[0].count == 4, parts[0].decimalValue != nil,
            let month = parts[1].decimalValue, parts[2].decimalValue != nil
        else { return nil }
        return (parts[0].indices, month, parts[2].indices)
    }

    private static func zone(_ word: ArraySlice<UInt8>) -> Int? {
        if let sign = word.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
            let digits = word.dropFirst().filter { $0 != UInt8(ascii: ":") }
            guard digits.count == 4, let value = digits.decimalValue, value % 100 < 60
            else { return nil }
            let minutes = value / 100 * 60 + value % 100
            return sign == UInt8(ascii: "-") ? -minutes : minutes
        }
        guard word.first?.isASCIILetter == true else { return nil }
        let hours = [
            "ut": 0, "utc": 0, "gmt": 0, "z": 0, "edt": -4, "est": -5, "cdt": -5, "cst": -6,
            "mdt": -6, "mst": -7, "pdt": -7, "pst": -8,
        ]
        return hours[word.asciiLowercased().lossyString].map { $0 * 60 }
    }
}
