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
        var reachedLimit = false
    }

    /// What was collected of one address so far.
    struct Draft {
        var phrase: [UInt8] = []
        var comments: [[UInt8]] = []
        var address: [UInt8]?
        /// Whether there is an `@` outside of quotation marks, brackets and comments.
        var hasAt = false

        var isEmpty: Bool {
            phrase.allSatisfy(\.isASCIIWhitespace) && comments.isEmpty && address == nil
        }
    }

    let bytes: [UInt8]
    private let limits: MailLimits
    var index = 0
    var result = Parsed()
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

    /// Whether a byte ends a run of ordinary characters.
    static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "\""),
            UInt8(ascii: "("), UInt8(ascii: "<"):
            true
        default: false
        }
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
    static func hasLooseBlanks(_ text: some Collection<UInt8>) -> Bool {
        var wasBlank = true
        for byte in text {
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
            let word = EncodedWords.decode(bytes).text
            guard AddressParser.hasLooseBlanks(word.utf8) else { return word }
            let text = word.utf8.split(whereSeparator: \.isASCIIWhitespace)
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
        result.mailboxes.append(
            Mailbox(name: name, address: EncodedWords.decode(address).text, comment: comment))
    }
}
