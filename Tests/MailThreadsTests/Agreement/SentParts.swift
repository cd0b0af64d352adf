// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Mail

/// The parts of a mail as our reader has them, put together as `git mailinfo` does.
struct SentParts {
    let mail: Message
    /// The mail's bytes as sent.
    let bytes: [UInt8]

    init(_ mail: Message, bytes: [UInt8]) {
        self.mail = mail
        self.bytes = bytes
    }

    /// A text, and the same lines in the character set of the sender.
    struct Lines {
        var text: [UInt8] = []
        var asSent: [UInt8] = []

        mutating func append(_ bytes: [UInt8]) {
            text += bytes
            asSent += bytes
        }
    }

    /// Whether the mail has several parts, or one in a frame.
    var isMultipart: Bool {
        mail.header("Content-Type").flatMap { ContentType(parsing: $0.unfolded) }?.type
            == "multipart" && !mail.problems.contains { $0.kind == .multipartNoBoundary }
    }

    /// The rules that can make a difference.
    var rules: GitRules {
        var rules: GitRules = []
        for part in mail.parts {
            if Self.isFlowed(part) { rules.insert(.joinedLines) }
            if let text = part.text, Self.hasOtherSet(part), !text.text.bytes.isASCII {
                rules.insert(.patchAsSent)
            }
        }
        if mail.parts.count > 1 || mail.parts.first?.text == nil { rules.insert(.allParts) }
        if isMultipart { rules.insert(.boundaryLines) }
        if mail.parts.contains(where: { $0.path.contains(".") || hidesBoundary($0) }) {
            rules.insert(.innerPreambles)
        }
        if mail.parts.contains(where: hasOddBase64) { rules.insert(.base64ByLine) }
        if mail.parts.contains(where: { $0.bytes.firstRange(of: "\r\n") != nil }) {
            rules.insert(.carriageReturns)
        }
        if mail.text.text.lines.contains(where: { mail.text.text[$0].hasPrefix("From ") }) {
            rules.insert(.separatorEndsFields)
        }
        return rules
    }

    /// The text by some of git's rules.
    func lines(by rules: GitRules) -> Lines {
        let chosen = rules.contains(.allParts) ? mail.parts : readable
        var lines = Lines()
        var index = 0
        while index < chosen.count {
            let part = chosen[index]
            index += 1
            let opening = rules.contains(.innerPreambles) ? opening(before: part) : Opening()
            lines.append(opening.preamble)
            var depth = part.path.split(separator: ".").count
            var unseen = opening.unseen
            if unseen == nil, rules.contains(.innerPreambles), hidesBoundary(part) {
                unseen = self.unseen(
                    from: part.span.upperBound + 1, encoding: encoding(of: part), depth: depth - 1)
            }
            if let unseen {
                lines.append(unseen.text)
                while index < chosen.count, chosen[index].span.lowerBound < unseen.range.upperBound
                {
                    index += 1
                }
                depth = unseen.depth + 1
            } else {
                let (text, asSent) = contents(of: part, by: rules)
                lines.text += text
                lines.asSent += asSent
            }
            if rules.contains(.boundaryLines) {
                let next = index < chosen.count ? chosen[index] : nil
                let count = linesAdded(behind: part, depth: depth, before: next)
                lines.append([UInt8](repeating: 0x0a, count: count))
            }
        }
        return lines
    }

    /// The text by some of Python's rules; nil where they do not apply.
    func text(by rules: PythonRules) -> [UInt8]? {
        if rules.contains(.textBehindHTML) {
            let part = mail.parts.first { $0.text != nil && $0.disposition == .inline }
            guard rules.isSubset(of: [.textBehindHTML, .openEnd]), readable.isEmpty, let part,
                let text = part.text?.text.bytes,
                mail.text.text.bytes.suffix(text.count).elementsEqual(text)
            else { return nil }
            return rules.contains(.openEnd) ? withoutAddedLineEnd(text, part) : text
        }
        if rules.contains(.htmlSource) {
            let html = mail.parts.first { $0.contentType.matches("text/html") }
            guard let html, rules.isSubset(of: [.htmlSource, .carriageReturns]) else { return nil }
            let text = Self.converted(html.bytes, html)
            return rules.contains(.carriageReturns) ? text : Self.withLineFeeds(text)
        }
        let parts = rules.contains(.firstPart) ? Array(readable.prefix(1)) : readable
        guard !parts.isEmpty else { return nil }
        return parts.flatMap { part in
            let content = rules.contains(.stuffedBlanks) ? part.text?.withStuffing : part.text?.text
            var text = content?.bytes ?? []
            if rules.contains(.openEnd) { text = withoutAddedLineEnd(text, part) }
            return rules.contains(.carriageReturns)
                ? Self.withCarriageReturns(text, of: part.bytes) : text
        }
    }

    // MARK: - Parts

    /// The parts of which our text consists; none if it is no part's, as that of HTML.
    var readable: [MessagePart] {
        var rest = mail.text.text.bytes[...]
        var parts: [MessagePart] = []
        for part in mail.parts where part.disposition == .inline || parts.isEmpty {
            guard let text = part.text?.text.bytes, rest.starts(with: text) else { continue }
            rest = rest.dropFirst(text.count)
            parts.append(part)
        }
        return rest.isEmpty ? parts : []
    }

    func contents(
        of part: MessagePart, by rules: GitRules
    ) -> (text: [UInt8], asSent: [UInt8]) {
        let isByLine = rules.contains(.base64ByLine) && encoding(of: part) == .base64
        var asSent = isByLine ? Self.base64ByLine(bytes[part.span]) : part.bytes
        var text: [UInt8]
        if rules.contains(.joinedLines), Self.isFlowed(part) {
            asSent = joined(part, atBoundary: rules.contains(.boundaryLines))
            text = Self.converted(asSent, part)
        } else {
            text = part.text.map { withoutAddedLineEnd($0.withStuffing.bytes, part) } ?? []
            if part.text == nil || isByLine {
                text = Self.converted(asSent, part)
            } else {
                text = Self.withCarriageReturns(text, of: asSent)
            }
            if rules.contains(.boundaryLines) {
                text += lineEnd(behind: part)
                asSent += lineEnd(behind: part)
            } else if isMultipart, let last = text.last, last != 0x0a {
                text.append(0x0a)
                asSent.append(0x0a)
            }
            if let lines = part.text?.unstuffedLines, !lines.isEmpty {
                text = Self.unstuffed(text, lines)
                asSent = Self.unstuffed(asSent, lines)
            }
        }
        if !rules.contains(.carriageReturns) {
            text = Self.withLineFeeds(text)
            asSent = Self.withLineFeeds(asSent)
        }
        if text.lineFeeds(in: text.indices) != asSent.lineFeeds(in: asSent.indices) {
            asSent = text
        }
        return (text, asSent)
    }

    /// Our reader ends each part of several with a line end.
    func withoutAddedLineEnd(_ text: [UInt8], _ part: MessagePart) -> [UInt8] {
        isMultipart && part.bytes.last != 0x0a && text.last == 0x0a ? text.dropLast() : text
    }

    static func isFlowed(_ part: MessagePart) -> Bool {
        part.contentType["format"]?.lowercased() == "flowed"
    }

    static func hasOtherSet(_ part: MessagePart) -> Bool {
        let name = part.contentType["charset"]?.lowercased() ?? "utf-8"
        return !["utf-8", "utf8", "us-ascii"].contains(name)
    }

    /// Bytes of a part in UTF-8, by our reader.
    static func converted(_ bytes: [UInt8], _ part: MessagePart) -> [UInt8] {
        guard hasOtherSet(part), let name = part.contentType["charset"] else { return bytes }
        let header = "From: a@example.org\nContent-Type: text/plain; charset=\"\(name)\"\n\n"
        let input = MailInput(name: "part", bytes: Array(header.utf8) + bytes)
        let text = input.messages.first?.text.text.bytes ?? bytes
        return withCarriageReturns(text, of: bytes)
    }

    // MARK: - Lines

    static func withLineFeeds(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.index(of: 0x0d, in: bytes.indices) != nil else { return bytes }
        return bytes.indices.filter {
            bytes[$0] != 0x0d || $0 + 1 == bytes.count || bytes[$0 + 1] != 0x0a
        }.map { bytes[$0] }
    }

    /// With a carriage return at the end of each line whose source has one.
    static func withCarriageReturns(_ bytes: [UInt8], of source: [UInt8]) -> [UInt8] {
        guard source.firstRange(of: "\r\n") != nil else { return bytes }
        let sent = ByteText(source)
        let text = ByteText(bytes)
        return text.lines.flatMap { line in
            var content = text.bytes[line.spanWithTerminator]
            let ending = sent.line(line.number).map { sent.bytes[$0.spanWithTerminator].suffix(2) }
            if content.last == 0x0a, ending?.elementsEqual([0x0d, 0x0a]) == true {
                content.insert(0x0d, at: content.endIndex - 1)
            }
            return content
        }
    }

    static func unstuffed(_ bytes: [UInt8], _ numbers: Set<Int>) -> [UInt8] {
        let text = ByteText(bytes)
        return text.lines.flatMap { line in
            text.bytes[line.spanWithTerminator].dropFirst(numbers.contains(line.number) ? 1 : 0)
        }
    }
}
