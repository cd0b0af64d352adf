// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Mail

extension Agreement {
    /// Compares with what Python's `email` made of the mail.
    mutating func compare(
        _ mail: Message, with python: PeerRecord, bytes: () throws -> [UInt8]
    ) rethrows {
        let subject = PythonValue(mail.header("Subject") == nil ? nil : Array(mail.subject.utf8))
        compare(
            "python", "subject", ours: subject, theirs: python.subject,
            rules: [
                "blanks at folds and ends: Python keeps them":
                    python.subject.withSingleBlanks == subject.withSingleBlanks
                    ? python.subject : nil
            ])
        let date = mail.date.map { "\($0.secondsSince1970) \($0.utcOffsetMinutes)" }
        compare(
            "python", "date", ours: PythonValue(date.map { Array($0.utf8) }), theirs: python.date)
        let from = [mail.from].filter { !$0.address.isEmpty || $0.name != nil }
        compare(mail, "From", from, python.from)
        compare(mail, "To", mail.to, python.to)
        compare(mail, "Cc", mail.cc, python.cc)
        try compareText(mail, python.text, bytes: bytes)
    }

    private mutating func compare(
        _ mail: Message, _ field: String, _ mailboxes: [Mailbox], _ value: PythonValue
    ) {
        let written = mail.headers.filter { $0.isNamed(field) }.map { $0.unfolded.lossyString }
            .joined(separator: ", ")
        let ours = mailboxes.map { Person(name: $0.name ?? "", address: $0.address) }
        if case .failed(let error) = value {
            if error == "AttributeError", written.contains(#/:\s*;/#) {
                return add("python", field, "Python fails on an empty group")
            }
            if error == "IndexError", written.contains(#/\?=[^\s,<>]+@/#) {
                return add("python", field, "Python fails on an encoded word in an address")
            }
            findings.append("python \(field): fails by \(error): \(written)")
            return add("python", field, Self.unexplained)
        }
        let theirs = value.people
        if ours == theirs { return add("python", field, Self.same) }
        let comparison = PeopleComparison(ours: ours, theirs: theirs, written: written)
        if let rule = comparison.rule { return add("python", field, rule) }
        add("python", field, Self.unexplained)
        findings.append("python \(field): \(comparison)")
    }

    private mutating func compareText(
        _ mail: Message, _ value: PythonValue, bytes: () throws -> [UInt8]
    ) rethrows {
        let ours = mail.text.text.bytes
        switch value {
        case .value(let theirs):
            if ours == theirs { return add("python", "text", Self.same) }
            let parts = SentParts(mail, bytes: try bytes())
            let hasReplacements = theirs.firstRange(of: "\u{FFFD}") != nil
            for rules in PythonRules.subsets {
                guard let text = parts.text(by: rules) else { continue }
                if text == theirs { return add("python", "text", rules.name) }
                if hasReplacements, Self.inASCII(text) == Self.inASCII(theirs) {
                    let name = "bytes that are no characters to Python: it replaces them"
                    return add("python", "text", rules.isEmpty ? name : "\(name) + \(rules.name)")
                }
            }
            let (one, other) = Self.firstDifference(theirs, ours)
            findings.append("python text: \(one) ours: \(other)")
        case .absent where mail.parts.first?.disposition == .attachment:
            return add("python", "text", "an attachment from its start: Python has no text")
        case .absent where mail.problems.contains { $0.kind == .multipartNoBoundary }:
            return add("python", "text", "a multipart without a boundary: Python has no text")
        case .failed("LookupError") where mail.problems.contains { $0.kind == .charsetUnknown }:
            return add("python", "text", "Python refuses a character set")
        case .absent, .failed: findings.append("python text: \(value)")
        }
        add("python", "text", Self.unexplained)
    }

    /// With one question mark for each run of bytes that are not ASCII.
    private static func inASCII(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if byte < 0x80 {
                result.append(byte)
            } else if index == 0 || bytes[index - 1] < 0x80 {
                result.append(UInt8(ascii: "?"))
            }
        }
        return result
    }
}

extension PythonValue {
    init(_ bytes: [UInt8]?) { self = bytes.map { .value($0) } ?? .absent }

    /// The people of an address field.
    var people: [Person] {
        guard case .value(let bytes) = self else { return [] }
        return bytes.split(separator: 2, omittingEmptySubsequences: false).map { person in
            let parts = person.split(separator: 1, maxSplits: 1, omittingEmptySubsequences: false)
            return Person(name: parts[0].lossyString, address: parts.last.map(\.lossyString) ?? "")
        }
    }

    /// With one blank for each run of blanks, and none at the ends.
    var withSingleBlanks: PythonValue {
        guard case .value(let bytes) = self else { return self }
        let words = bytes.split(whereSeparator: \.isASCIIWhitespace)
        return .value(Array(words.joined(separator: [0x20])))
    }
}
