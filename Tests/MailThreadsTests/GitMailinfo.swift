// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Mail
import MailThreads

/// What `git mailinfo` would make of a message, by our reader and git's rules for what our program
/// does otherwise on purpose: the subject's prefixes, and where the patch starts.
struct GitMailinfo {
    /// Whose mail it is: the author of the text where it has a patch, else the sender.
    private(set) var author: Mailbox
    private(set) var fields: [String: String] = [:]
    private(set) var message: [UInt8] = []
    private(set) var patch: [UInt8] = []

    enum Option: String {
        case scissors = "--scissors"
        case noInBodyHeaders = "--no-inbody-headers"
        case messageID = "--message-id"
    }

    init(_ mail: Message, option: Option? = nil) {
        self.init(mail, text: mail.text.text, option: option)
    }

    /// As if the message had this text.
    ///
    /// - Parameters:
    ///   - patchText: the same lines, to take the patch from.
    ///   - separatorEndsFields: whether there are no fields behind `From <object id> …`.
    init(
        _ mail: Message, text: ByteText, patchText: ByteText? = nil,
        separatorEndsFields: Bool = false, option: Option? = nil
    ) {
        let patchText = patchText ?? text
        author = mail.from
        var subject = mail.subject
        var date = mail.date
        var number = 1
        func readInBodyHeaders() {
            while let line = text.line(number), text.bytes[line.spanWithTerminator] == [0x0a] {
                number += 1
            }
            let isSeparator = text.line(number).map { text[$0].hasPrefix("From ") } ?? false
            guard option != .noInBodyHeaders, !separatorEndsFields || !isSeparator else { return }
            let headers = InBodyHeaders(in: text, from: number)
            author = headers.author ?? mail.from
            subject = headers.subject ?? mail.subject
            date = headers.date ?? mail.date
            let passed = number..<max(number, headers.end)
            if passed.contains(where: { text.line($0).map { !Self.isBlank(text[$0]) } ?? false }) {
                number = headers.end
                // Only an empty line belongs to the fields.
                if let last = text.line(number - 1), last.terminator == .crlf,
                    text[last].isEmpty
                {
                    number -= 1
                }
            }
        }
        readInBodyHeaders()
        while let line = text.line(number) {
            let content = text[line]
            number += 1
            if option == .scissors, ScissorsLine.matches(content) {
                message = []
                readInBodyHeaders()
                continue
            }
            if Self.startsPatch(content) {
                if let first = patchText.line(line.number) {
                    patch = Array(patchText.bytes[first.span.lowerBound...])
                }
                break
            }
            message += text.bytes[line.spanWithTerminator]
        }
        if patch.isEmpty {
            // git believes the text only where there is a patch.
            (author, subject, date) = (mail.from, mail.subject, mail.date)
        }
        if option == .messageID { message += Array("Message-ID: \(mail.id)\n".utf8) }
        fields["Author"] = author.name ?? author.address
        fields["Email"] = author.address
        fields["Subject"] = Self.cleaned(subject)
        fields["Date"] = date.map { "\($0.secondsSince1970) \($0.utcOffsetMinutes)" }
    }

    /// What differs from the lines `Name: value` that git writes, by name.
    func differences(from info: [UInt8]) -> [String] {
        var expected: [String: String] = [:]
        for line in info.split(separator: 0x0a) {
            let text = line.lossyString
            guard let colon = text.firstIndex(of: ":") else { continue }
            expected[String(text[..<colon])] = String(
                text[text.index(after: colon)...].drop { $0 == " " })
        }
        if let date = expected["Date"].flatMap({ MailDate(parsing: Array($0.utf8)) }) {
            expected["Date"] = "\(date.secondsSince1970) \(date.utcOffsetMinutes)"
        }
        return ["Author", "Email", "Subject", "Date"].filter {
            expected[$0, default: ""] != fields[$0, default: ""]
        }.map { $0.lowercased() }
    }

    private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
        line.allSatisfy(\.isASCIIWhitespace)
    }

    private static func startsPatch(_ line: ArraySlice<UInt8>) -> Bool {
        if line.hasPrefix("diff -") || line.hasPrefix("Index: ") { return true }
        guard line.hasPrefix("---") else { return false }
        let rest = line.dropFirst(3)
        if rest.first == 0x20, let next = rest.dropFirst().first, !next.isASCIIWhitespace {
            return true
        }
        return rest.allSatisfy(\.isASCIIWhitespace)
    }

    /// Without `Re:`, colons, blanks and brackets at the start; git leaves a `Re:` that is all.
    private static func cleaned(_ subject: String) -> String {
        var rest = Array(subject.utf8)[...]
        while let first = rest.first {
            if rest.hasPrefixIgnoringCase("re:"), rest.count > 3 {
                rest = rest.dropFirst(3)
            } else if first.isASCIIBlank || first == UInt8(ascii: ":") {
                rest = rest.dropFirst()
            } else if first == UInt8(ascii: "["), let close = rest.firstIndex(of: 0x5d) {
                rest = rest[(close + 1)...]
            } else {
                break
            }
        }
        let words = rest.split(whereSeparator: \.isASCIIWhitespace)
        return words.map(\.lossyString).joined(separator: " ")
    }
}
