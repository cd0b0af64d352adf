// SPDX-License-Identifier: GPL-2.0-only

import Mail
import Testing

@Suite struct MailDateTests {
    @Test(
        arguments: [
            ("Tue, 31 Mar 2026 16:56:22 -0300", 1_774_986_982, -180),
            ("31 Mar 2026 16:56 -0300", 1_774_986_960, -180),
            ("Tue, 31 March 2026 16:56:22 -0300 (BRT)", 1_774_986_982, -180),
            ("Tue(day), 31 (of) Mar 2026 16:56:22 (x (y)) -0300", 1_774_986_982, -180),
            ("Wed Apr  1 11:40:24 2026", 1_775_043_624, 0),
            ("Wed Apr  1 11:40:24 2026 +0100", 1_775_040_024, 60),
            ("2026-04-01 11:40:24 +01:00", 1_775_040_024, 60),
            ("1-Apr-2026 11:40:24 GMT", 1_775_043_624, 0),
            ("Fri, 21 Nov 97 09:55:06 EST", 880_124_106, -300),
            ("Fri, 21 Nov 97 09:55:06 Z", 880_106_106, 0),
            ("1 Jan 49 00:00 +0000", 2_493_072_000, 0),
            ("1 Jan 100 00:00 +0000", 946_684_800, 0),
            ("29 Feb 2024 23:59:60 +0000", 1_709_251_200, 0),
            ("1 Jan 1970 00:00:00 +0000", 0, 0),
            ("31 Dec 1969 23:59:59 +0000", -1, 0),
            ("Thu, 01 Jan 1970 00:00:00", 0, 0),
        ] as [(String, Int64, Int)])
    func datesAreRead(_ text: String, _ seconds: Int64, _ offset: Int) throws {
        let date = try #require(MailDate(parsing: text.utf8), "\(text)")
        #expect(date == MailDate(secondsSince1970: seconds, utcOffsetMinutes: offset), "\(text)")
    }

    @Test(arguments: [
        "", "yesterday", "31 Mar 2026", "31 Feb 2026 10:00 +0000", "1 Foo 2026 10:00 +0000",
        "1 Apr 2026 25:00 +0000", "1 Apr 2026 10:61 +0000", "1 Apr 99999999999999999999 10:00",
        "0 Apr 2026 10:00 +0000", ":::", "1 Apr 2026 10:99999999999999999999:00",
    ])
    func otherTextIsNoDate(_ text: String) {
        #expect(MailDate(parsing: text.utf8) == nil)
    }

    @Test func componentsAreTheInverseOfMakingADate() throws {
        for year in [0, 1582, 1899, 1900, 1970, 2000, 2024, 2026, 2100, 9999] {
            for (month, day) in [(1, 1), (2, 28), (3, 1), (12, 31)] {
                let date = try #require(
                    MailDate(
                        year: year, month: month, day: day, hour: 23, minute: 5, second: 7,
                        utcOffsetMinutes: -330))
                let local = date.components(offsetMinutes: -330)
                #expect([local.year, local.month, local.day] == [year, month, day])
                #expect([local.hour, local.minute, local.second] == [23, 5, 7])
            }
        }
    }

    @Test func anUnreadableDateIsAProblem() throws {
        let message = try messageWith("Date: soon")
        #expect(message.date == nil)
        #expect(message.problemKinds == [.dateInvalid])
    }
}
