// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// The text of the web page on which public-inbox shows a thread, as it is copied from a browser.
///
/// Each message is a title behind `* `, an overview of the messages around it, a line
/// `From: Ann Example @ 2026-04-01 10:40 UTC (permalink / raw)`, `To:` and `Cc:`, the text, and
/// `^ permalink raw reply`. Copying may lose blanks at line ends, tabs, empty lines and the line
/// end before a title. Identifiers are not there: those of the messages are made from author and
/// minute, which is what the overviews know of the others, so that parents can be told.
struct ArchivePage {
    /// The messages in the order of the page.
    private(set) var messages: [Message] = []

    private let text: ByteText
    private let inputName: String
    private let limits: MailLimits

    private static let byline = Array(" UTC (permalink / raw)".utf8)
    private static let footer = "^ permalink raw reply"
    private static let endOfFooter = "messages in thread"

    /// Whether the bytes are such a page: a byline stands in the first 64 KiB; where the input begins
    /// with a field, there.
    static func isPage(_ bytes: [UInt8], from start: Int, startsWithField: Bool) -> Bool {
        let end = min(bytes.count, start + 65_536)
        var position = start
        while let found = bytes.firstRange(of: byline, in: position..<end) {
            let lineStart = bytes[start..<found.lowerBound].lastIndex(of: 0x0a).map { $0 + 1 }
            let line = (lineStart ?? start)..<found.upperBound
            if Byline(bytes[line]) != nil, !startsWithField || lineStart == nil { return true }
            position = found.upperBound
        }
        return false
    }

    /// Reads the page.
    init(_ bytes: [UInt8], inputName: String, limits: MailLimits) {
        text = ByteText(bytes)
        self.inputName = inputName
        self.limits = limits
        let bylines = text.lines.indices.compactMap { index in
            Byline(text[text.lines[index]]).map { (index, $0) }
        }.prefix(limits.messages)
        var start = 0
        var sections: [Section] = []
        for (number, (index, byline)) in bylines.enumerated() {
            let next = number + 1 < bylines.count ? bylines[number + 1].0 : text.lines.count
            let footer = (index..<next).first { text[text.lines[$0]].hasPrefix(Self.footer) }
            sections.append(
                Section(start: start, byline: byline, bylineIndex: index, end: footer ?? next))
            start = footer ?? next
        }
        messages = sections.map { message($0, among: sections) }
    }

    /// The line that opens a message: who wrote it, and when to the minute.
    private struct Byline {
        var name: String
        var date: MailDate
        /// `2026-04-01 10:40`, as the overviews have it.
        var minute: ArraySlice<UInt8>

        init?(_ line: ArraySlice<UInt8>) {
            let line = line.trimmingWhitespace()
            guard line.hasPrefix("From: "), line.hasSuffix(" UTC (permalink / raw)"),
                let at = line.lastIndex(of: UInt8(ascii: "@")),
                line.count < 2_000
            else { return nil }
            minute = line[(at + 1)...].dropLast(ArchivePage.byline.count).trimmingWhitespace()
            let name = line[line.startIndex..<at].dropFirst(6).trimmingWhitespace()
            guard !name.isEmpty, minute.count == 16, let date = MailDate(parsing: minute)
            else { return nil }
            self.date = date
            self.name = name.lossyString
        }

        var id: MessageID { ArchivePage.identifier(author: Array(name.utf8)[...], minute: minute) }
    }

    /// The lines of one message, as indices of the page's lines.
    private struct Section {
        var start: Int
        var byline: Byline
        var bylineIndex: Int
        var end: Int
    }

    private static func identifier(
        author: ArraySlice<UInt8>, minute: ArraySlice<UInt8>
    ) -> MessageID {
        MessageID.synthetic(for: (Array(minute) + [0x20] + Array(author))[...])
    }

    // MARK: - One message

    private func message(_ section: Section, among sections: [Section]) -> Message {
        let first = text.lines[section.start]
        let subject = subject(section)
        let fields = fields(behind: section.bylineIndex, before: section.end)
        let bodyEnd = (fields.end..<section.end).last { !isBlank($0) }.map { $0 + 1 } ?? fields.end
        var body: [UInt8] = []
        var origins: [Int] = []
        for index in fields.end..<bodyEnd {
            let line = text.lines[index]
            body += text[line] + [0x0a]
            origins.append(line.number)
        }
        let messageText = MessageText(
            text: ByteText(body), origins: LineOrigins(.listed(origins)))
        let lastLine = text.lines[max(section.end - 1, section.start)]
        let span = first.span.lowerBound..<lastLine.spanWithTerminator.upperBound
        let bodySpan =
            fields.end < bodyEnd
            ? text.lines[fields.end].span.lowerBound..<text.lines[bodyEnd - 1].span.upperBound
            : span.upperBound..<span.upperBound
        let author = Mailbox(name: section.byline.name, address: "")
        let envelope = Envelope(
            id: section.byline.id, isIDSynthetic: true, author: author, date: section.byline.date,
            subject: subject.lossyString,
            inReplyTo: parent(of: section, subject: subject, among: sections).map { [$0] } ?? [],
            references: [],
            source: MessageSource(
                inputName: inputName, span: span, firstLineNumber: first.number))
        return Message(
            Message.Fields(
                envelope: envelope, from: author, to: fields.to, cc: fields.cc, replyTo: [],
                header: [], decodedBytes: limits.fieldBytes, text: messageText,
                parts: [
                    MessagePart(
                        path: "1", contentType: .plainText, disposition: .inline, fileName: nil,
                        bytes: body, text: messageText, span: bodySpan,
                        firstLineNumber: min(fields.end, text.lines.count - 1) + 1)
                ],
                problems: [
                    MailProblem(
                        kind: .archivePage,
                        detail: "read from a web page: the identifier is made up, the date has no "
                            + "seconds, white space may be lost",
                        span: span, lineNumber: first.number)
                ]))
    }

    private func isBlank(_ index: Int) -> Bool {
        text[text.lines[index]].allSatisfy(\.isASCIIWhitespace)
    }

    /// The title above the overview: the last line with `* ` at its start, or behind the footer of
    /// the message above.
    private func subject(_ section: Section) -> ArraySlice<UInt8> {
        for index in stride(from: section.bylineIndex - 1, through: section.start, by: -1) {
            let line = text[text.lines[index]].trimmingWhitespace()
            if line.hasPrefix("* ") { return line.dropFirst(2).trimmingWhitespace() }
            if line.hasPrefix(Self.footer),
                let end = line.firstRange(of: Self.endOfFooter)?.upperBound
            {
                let rest = line[end...].trimmingWhitespace()
                return rest.hasPrefix("*") ? rest.dropFirst().trimmingWhitespace() : rest
            }
        }
        return []
    }

    /// `To:` and `Cc:` behind the byline; a line that ends in a comma goes on in the next.
    private func fields(
        behind byline: Int, before end: Int
    ) -> (to: [Mailbox], cc: [Mailbox], end: Int) {
        var to: [UInt8] = []
        var cc: [UInt8] = []
        var index = byline + 1
        while index < end {
            var line = text[text.lines[index]].trimmingWhitespace()
            let isTo = line.hasPrefix("To: ")
            guard isTo || line.hasPrefix("Cc: ") else { break }
            var value = Array(line.dropFirst(4))
            index += 1
            while line.last == UInt8(ascii: ","), index < end {
                line = text[text.lines[index]].trimmingWhitespace()
                value += [0x20] + line
                index += 1
            }
            if isTo { to += value } else { cc += value }
        }
        while index < end, isBlank(index) { index += 1 }
        return (people(to), people(cc), index)
    }

    /// Names between commas; of some there is the address alone.
    private func people(_ list: [UInt8]) -> [Mailbox] {
        list.prefix(limits.fieldBytes).split(separator: UInt8(ascii: ",")).map {
            let text = $0.trimmingWhitespace()
            let isAddress = text.contains(UInt8(ascii: "@"))
            return Mailbox(
                name: isAddress ? nil : text.lossyString, address: isAddress ? text.lossyString : ""
            )
        }.filter { $0.name?.isEmpty != true }
    }

    // MARK: - The overview

    /// The message that this one answers: the first row of the overview, unless that is its own.
    private func parent(
        of section: Section, subject: ArraySlice<UInt8>, among sections: [Section]
    ) -> MessageID? {
        guard section.bylineIndex > section.start else { return nil }
        var rows = (section.start..<section.bylineIndex).map {
            text[text.lines[$0]].trimmingWhitespace()
        }
        if let title = rows.lastIndex(where: { $0.hasPrefix("* ") || $0.hasPrefix(Self.footer) }) {
            rows.removeFirst(title + 1)
        }
        // The message's own row begins with `@`.
        guard let row = rows.first(where: { !$0.isEmpty }), row.first != UInt8(ascii: "@"),
            row.count > 17, let minute = ArchivePage.minute(row)
        else { return nil }
        let rest = row.dropFirst(minute.count).trimmingWhitespace()
        let known = sections.filter {
            $0.byline.minute.elementsEqual(minute) && rest.hasSuffix($0.byline.name)
        }
        if let known = known.first { return known.byline.id }
        return ArchivePage.identifier(
            author: ArchivePage.author(rest, subject: subject), minute: minute)
    }

    /// `2026-04-01 10:40` at the start of a row.
    private static func minute(_ row: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let minute = row.prefix(16)
        guard minute.count == 16, MailDate(parsing: minute) != nil else { return nil }
        return minute
    }

    /// The name in a row: behind the mark of an answer, or behind the title.
    private static func author(
        _ row: ArraySlice<UInt8>, subject: ArraySlice<UInt8>
    ) -> ArraySlice<UInt8> {
        var rest = row
        if rest.first == UInt8(ascii: "`") { rest = rest.dropFirst().trimmingWhitespace() }
        let title =
            subject.hasPrefixIgnoringCase("re: ")
            ? subject.dropFirst(4).trimmingWhitespace() : subject
        if !title.isEmpty, rest.starts(with: title) {
            rest = rest.dropFirst(title.count).trimmingWhitespace()
        }
        return rest
    }
}
