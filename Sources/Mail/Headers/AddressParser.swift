// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// Reads the value of an address field into mailboxes (RFC 5322 section 3.4).
///
/// With the obsolete forms of section 4.4, members of groups, comments, and what real mail has:
/// names with a comma or dot and no quotation marks, a missing `>`, `;` as separator.
struct AddressParser {
    /// The mailboxes, and whether something had to be guessed.
    struct Parsed {
        var mailboxes: [Mailbox] = []
        var isValid = true
        var problems: Set<MailProblem.Kind> = []
        var reachedLimit = false
    }

    /// What was collected of one address so far.
    private struct Draft {
        var phrase: [UInt8] = []
        var comments: [[UInt8]] = []
        var address: [UInt8]?
        /// Whether the phrase is a single quoted string or atom and may be a local part.
        var hasAt = false

        var isEmpty: Bool {
            phrase.allSatisfy(\.isASCIIWhitespace) && comments.isEmpty && address == nil
        }
    }

    private let bytes: [UInt8]
    private let limits: MailLimits
    private var index = 0
    private var result = Parsed()
    /// Words before a comma that had no address: the first half of `Last, First <a@b>`.
    private var carried: [UInt8] = []

    /// Parses an unfolded value.
    static func parse(_ bytes: [UInt8], limits: MailLimits) -> Parsed {
        var parser = AddressParser(bytes: bytes, limits: limits)
        parser.parse()
        return parser.result
    }

    private init(bytes: [UInt8], limits: MailLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    private mutating func parse() {
        var draft = Draft()
        var isAtStart = true
        while index < bytes.count {
            if result.mailboxes.count >= limits.addresses {
                result.reachedLimit = true
                return
            }
            if isAtStart, carried.isEmpty, readPlainMailbox() { continue }
            let byte = bytes[index]
            isAtStart = byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";")
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: ";"):
                index += 1
                finish(&draft, isAtComma: byte == UInt8(ascii: ","))
            case UInt8(ascii: ":") where !draft.hasAt && draft.address == nil:
                // The name of a group; its members follow as ordinary addresses.
                index += 1
                draft = Draft()
            case UInt8(ascii: "\""):
                appendQuotedString(to: &draft)
            case UInt8(ascii: "("):
                draft.comments.append(comment())
                draft.phrase.append(0x20)
            case UInt8(ascii: "<"):
                draft.address = angleAddress()
            default:
                let start = index
                repeat {
                    if bytes[index] == UInt8(ascii: "@") { draft.hasAt = true }
                    if draft.address != nil, !bytes[index].isASCIIWhitespace {
                        // `<a@b>junk`: the junk is dropped, a comma is due.
                        result.isValid = false
                    }
                    index += 1
                } while index < bytes.count && !AddressParser.isSpecial(bytes[index])
                if draft.address == nil { draft.phrase += bytes[start..<index] }
            }
        }
        finish(&draft, isAtComma: false)
        flushCarried()
    }

    /// Reads a mailbox of the commonest shapes, with the comma behind it: `Ann Example <a@b>`, the
    /// name in quotation marks or not there, or an address alone.
    ///
    /// False, and nothing is read, where there is anything to decode, to drop or to guess.
    private mutating func readPlainMailbox() -> Bool {
        let start = afterWhitespace(index)
        guard start < bytes.count else { return false }
        var name = start..<start
        var hasAt = false
        var end = start
        if bytes[start] == UInt8(ascii: "\"") {
            end = start + 1
            while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
                guard AddressParser.isPlain(bytes[end]), bytes[end] != UInt8(ascii: "\\")
                else { return false }
                end += 1
            }
            name = (start + 1)..<end
            end = afterWhitespace(end + 1)
            guard end < bytes.count, bytes[end] == UInt8(ascii: "<") else { return false }
        } else {
            while end < bytes.count, !AddressParser.isSpecial(bytes[end]) {
                guard AddressParser.isPlain(bytes[end]) else { return false }
                if bytes[end] == UInt8(ascii: "@") { hasAt = true }
                end += 1
            }
            var nameEnd = end
            while nameEnd > start, bytes[nameEnd - 1] == 0x20 { nameEnd -= 1 }
            name = start..<nameEnd
        }
        if end == bytes.count || bytes[end] == UInt8(ascii: ",") {
            guard hasAt, !bytes[name].contains(0x20) else { return false }
            result.mailboxes.append(Mailbox(name: nil, address: bytes[name].lossyString))
            index = min(end + 1, bytes.count)
            return true
        }
        guard bytes[end] == UInt8(ascii: "<"), !hasLooseBlanks(name) else { return false }
        let addressStart = end + 1
        end = addressStart
        while end < bytes.count, bytes[end] != UInt8(ascii: ">") {
            let byte = bytes[end]
            guard AddressParser.isPlain(byte), byte != 0x20, byte != UInt8(ascii: "\""),
                byte != UInt8(ascii: "<"), byte != UInt8(ascii: ",")
            else { return false }
            end += 1
        }
        let next = afterWhitespace(end + 1)
        guard end < bytes.count, end > addressStart, bytes[addressStart] != UInt8(ascii: "@"),
            next >= bytes.count || bytes[next] == UInt8(ascii: ",")
        else { return false }
        result.mailboxes.append(
            Mailbox(
                name: name.isEmpty ? nil : bytes[name].lossyString,
                address: bytes[addressStart..<end].lossyString))
        index = min(next + 1, bytes.count)
        return true
    }

    private func afterWhitespace(_ start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index].isASCIIWhitespace { index += 1 }
        return index
    }

    /// Whether a byte is printable and begins nothing that is encoded.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x7f && byte != UInt8(ascii: "=")
    }

    /// Whether there is a blank at an end, or one behind another.
    private func hasLooseBlanks(_ range: Range<Int>) -> Bool {
        var wasBlank = true
        for byte in bytes[range] {
            if byte == 0x20, wasBlank { return true }
            wasBlank = byte == 0x20
        }
        return wasBlank && !range.isEmpty
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "\""),
            UInt8(ascii: "("), UInt8(ascii: "<"):
            true
        default: false
        }
    }

    private mutating func appendQuotedString(to draft: inout Draft) {
        index += 1
        var content: [UInt8] = []
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count { index += 1 }
            content.append(bytes[index])
            index += 1
        }
        if index == bytes.count { result.isValid = false }
        index = min(index + 1, bytes.count)
        if draft.address == nil { draft.phrase += content }
    }

    /// The text of a comment, nested ones included, from its `(` on.
    private mutating func comment() -> [UInt8] {
        var content: [UInt8] = []
        var depth = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\\"), index < bytes.count {
                content.append(bytes[index])
                index += 1
                continue
            }
            if byte == UInt8(ascii: ")") {
                depth -= 1
                if depth == 0 { return content }
            }
            if depth > 0 { content.append(byte) }
            if byte == UInt8(ascii: "(") { depth += 1 }
        }
        result.isValid = false
        return content
    }

    /// The address in `<...>`, without a route (`<@a,@b:c@d>`) and without white space.
    private mutating func angleAddress() -> [UInt8] {
        index += 1
        var content: [UInt8] = []
        var isQuoted = false
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted {
                if byte == UInt8(ascii: ">") {
                    index += 1
                    return AddressParser.withoutRoute(content)
                }
                // A missing bracket must not swallow the next address.
                let isRoute = content.first == UInt8(ascii: "@")
                if byte == UInt8(ascii: "<") || byte == UInt8(ascii: ",") && !isRoute { break }
            }
            if isQuoted || !byte.isASCIIWhitespace { content.append(byte) }
            index += 1
        }
        result.isValid = false
        return AddressParser.withoutRoute(content)
    }

    private static func withoutRoute(_ content: [UInt8]) -> [UInt8] {
        guard content.first == UInt8(ascii: "@"), let colon = content.firstIndex(of: 0x3a)
        else { return content }
        return Array(content[(colon + 1)...])
    }

    private mutating func finish(_ draft: inout Draft, isAtComma: Bool) {
        defer { draft = Draft() }
        if draft.isEmpty { return }
        let phrase = Array(draft.phrase.trimmingWhitespace())
        if let address = draft.address {
            var name = phrase
            if !carried.isEmpty {
                name = carried + Array(", ".utf8) + phrase
                carried = []
                result.isValid = false
            }
            append(name: name, address: address, comments: draft.comments)
        } else if draft.hasAt {
            flushCarried()
            let address = phrase.filter { !$0.isASCIIWhitespace }
            if address.count != phrase.count { result.isValid = false }
            append(name: [], address: address, comments: draft.comments)
        } else if isAtComma, !phrase.isEmpty {
            carried += (carried.isEmpty ? [] : Array(", ".utf8)) + phrase
        } else {
            flushCarried()
            result.isValid = false
            // A single word is a local alias, as in `To: root`.
            let isAlias = !phrase.isEmpty && phrase.allSatisfy { $0 > 0x20 && $0 < 0x7f }
            append(
                name: isAlias ? [] : phrase, address: isAlias ? phrase : [],
                comments: draft.comments)
        }
    }

    /// Whether there is white space that is not one blank between words.
    private static func hasLooseBlanks(_ text: String) -> Bool {
        var wasBlank = true
        for byte in text.utf8 {
            if byte == 0x20 ? wasBlank : byte.isASCIIWhitespace { return true }
            wasBlank = byte == 0x20
        }
        return wasBlank
    }

    private mutating func flushCarried() {
        guard !carried.isEmpty else { return }
        let name = carried
        carried = []
        result.isValid = false
        append(name: name, address: [], comments: [])
    }

    private mutating func append(
        name: [UInt8], address: [UInt8], comments: [[UInt8]]
    ) {
        func decoded(_ bytes: [UInt8]) -> String? {
            if bytes.isEmpty { return nil }
            let word = EncodedWords.decode(bytes)
            if !word.problems.isEmpty { result.problems.formUnion(word.problems) }
            guard AddressParser.hasLooseBlanks(word.text) else { return word.text }
            let text = word.text.utf8.split(whereSeparator: \.isASCIIWhitespace)
                .map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
            return text.isEmpty ? nil : text
        }
        var comment: String?
        if !comments.isEmpty {
            comment = comments.compactMap(decoded).joined(separator: " ")
            if comment?.isEmpty == true { comment = nil }
        }
        var name = decoded(name)
        if name == nil, comment != nil {
            name = comment
            comment = nil
        }
        let plainAddress = EncodedWords.decode(address)
        if !plainAddress.problems.isEmpty { result.problems.formUnion(plainAddress.problems) }
        result.mailboxes.append(
            Mailbox(name: name, address: plainAddress.text, comment: comment))
    }
}

extension Mailbox {
    /// Reads the mailboxes of an unfolded address list, as an address field or a trailer has it.
    ///
    /// Names are decoded. Something that is no address comes back as a mailbox with an empty one.
    public static func mailboxes(
        in value: some Collection<UInt8>, limits: MailLimits = .standard
    ) -> [Mailbox] {
        AddressParser.parse(Array(value.prefix(limits.fieldBytes)), limits: limits).mailboxes
    }
}
