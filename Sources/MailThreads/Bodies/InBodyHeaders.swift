// SPDX-License-Identifier: GPL-2.0-only

public import ByteText
public import Mail

/// The fields at the start of a text that say whose patch it is: `From:`, `Subject:`, `Date:`.
///
/// The rules are those of `git mailinfo`: empty lines may stand before them, none among them; each
/// field counts once; a line that begins with a blank goes on with the one above; a line `[PATCH]
/// …` is a subject; the separator of `git format-patch` is passed over where a `>` stands before it,
/// and without one too, where git stops. They end at the first other line.
public struct InBodyHeaders: Hashable, Sendable {
    /// The author; nil also where there is no address, as in words that happen to begin so.
    public private(set) var author: Mailbox?
    /// The subject, decoded, with its prefixes.
    public private(set) var subject: String?
    /// The date; nil also where it cannot be read.
    public private(set) var date: MailDate?
    /// 1-based line of the text where what they belong to begins, behind the empty line.
    public private(set) var end: Int

    private enum Field: String, CaseIterable {
        case from, subject, date
    }

    /// Reads them at a 1-based line of a text: 1, or behind scissors.
    public init(in text: ByteText, from first: Int = 1) {
        var values: [Field: [UInt8]] = [:]
        var current: Field?
        var number = max(first, 1)
        while let line = text.line(number), text[line].allSatisfy(\.isASCIIWhitespace) {
            number += 1
        }
        while let line = text.line(number) {
            let content = text[line]
            if content.isEmpty {
                if !values.isEmpty { number += 1 }
                break
            }
            if let field = current, content[content.startIndex].isASCIIBlank {
                values[field, default: []] += [0x20] + content.trimmingWhitespace()
            } else if let field = Self.field(content), values[field] == nil {
                values[field] = Array(content.dropFirst(field.rawValue.utf8.count + 1))
                current = field
            } else if content.hasPrefix("[PATCH] "), values[.subject] == nil {
                values[.subject] = Array(content)
                current = nil
            } else if PatchCut.isSeparator(content) {
                current = nil
            } else {
                break
            }
            number += 1
        }
        end = number
        author = values[.from].flatMap { Mailbox.mailboxes(in: $0.trimmingWhitespace()).first }
            .flatMap { $0.address.contains("@") ? $0 : nil }
        subject = values[.subject].map { HeaderText.decoded($0) }
        date = values[.date].flatMap { MailDate(parsing: $0) }
    }

    /// Whether the text has any of them.
    public var isEmpty: Bool { author == nil && subject == nil && date == nil }

    private static func field(_ line: ArraySlice<UInt8>) -> Field? {
        Field.allCases.first { line.hasPrefixIgnoringCase("\($0.rawValue):") }
    }
}
