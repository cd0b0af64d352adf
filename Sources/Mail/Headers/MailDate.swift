// SPDX-License-Identifier: GPL-2.0-only

/// A moment with the offset of the clock that wrote it.
public struct MailDate: Hashable, Sendable, Comparable {
    /// Seconds since 1970-01-01 00:00:00 UTC, without leap seconds; negative before.
    public let secondsSince1970: Int64
    /// Minutes that the writer's clock is ahead of UTC; `-180` for `-0300`.
    public let utcOffsetMinutes: Int

    /// Makes a moment.
    public init(secondsSince1970: Int64, utcOffsetMinutes: Int) {
        self.secondsSince1970 = secondsSince1970
        self.utcOffsetMinutes = utcOffsetMinutes
    }

    /// Orders by the moment; the same moment by the offset.
    public static func < (left: MailDate, right: MailDate) -> Bool {
        (left.secondsSince1970, left.utcOffsetMinutes)
            < (right.secondsSince1970, right.utcOffsetMinutes)
    }

    /// Makes a moment from a date of the proleptic Gregorian calendar and a time of day there.
    ///
    /// Nil when a value is out of its range: year 0 to 9999, month 1 to 12, day by month, hour 0 to
    /// 23, minute 0 to 59, second 0 to 60, offset less than 100 hours either way.
    public init?(
        year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int,
        utcOffsetMinutes: Int
    ) {
        guard (0...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= MailDate.days(inMonth: month, of: year), (0...23).contains(hour),
            (0...59).contains(minute), (0...60).contains(second),
            (-5999...5999).contains(utcOffsetMinutes)
        else { return nil }
        let days = MailDate.daysSince1970(year: year, month: month, day: day)
        let local = days * 86_400 + hour * 3_600 + minute * 60 + second
        self.init(
            secondsSince1970: Int64(local - utcOffsetMinutes * 60),
            utcOffsetMinutes: utcOffsetMinutes)
    }

    /// Calendar date and time of day at an offset from UTC.
    public struct Components: Hashable, Sendable {
        /// Year, month 1 to 12, day of the month from 1.
        public let year: Int, month: Int, day: Int
        /// Hour 0 to 23, minute and second 0 to 59.
        public let hour: Int, minute: Int, second: Int
    }

    /// Calendar date and time of day on a clock `offsetMinutes` ahead of UTC.
    public func components(offsetMinutes: Int = 0) -> Components {
        let total = Int(secondsSince1970) + offsetMinutes * 60
        let day = total >= 0 ? total / 86_400 : -((86_399 - total) / 86_400)
        let time = total - day * 86_400
        // Days to a date: years of the 400-year cycle that starts on 1 March.
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return Components(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1,
            hour: time / 3_600, minute: time / 60 % 60, second: time % 60)
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }
}
