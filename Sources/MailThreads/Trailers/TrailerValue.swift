// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail

/// The value of a trailer line told apart: person, note, or prose that is no trailer.
struct TrailerValue {
    var person: Mailbox?
    /// The value without its note.
    var text: ArraySlice<UInt8>
    var note: String?
    var flaw: TrailerFlaw?

    /// Reads a value that should be a person; nil for prose such as `X would be premature`.
    init?(person value: ArraySlice<UInt8>) {
        let value = value.trimmingBlanks()
        guard !value.isEmpty else { return nil }
        if let open = value.firstIndex(of: UInt8(ascii: "<")) {
            let rest = value[(open + 1)...]
            if let close = rest.firstIndex(of: UInt8(ascii: ">")) {
                let address = rest[..<close]
                guard address.contains(UInt8(ascii: "@")) else { return nil }
                text = value[...close]
                guard let note = TrailerValue.note(value[(close + 1)...]) else { return nil }
                self.note = note.isEmpty ? nil : note
            } else {
                let address = rest.prefix { !$0.isASCIIBlank }
                guard address.contains(UInt8(ascii: "@")), address.count == rest.count
                else { return nil }
                text = value
                flaw = .unclosedBracket
            }
            person = Mailbox.mailboxes(in: text).first { !$0.address.isEmpty }
            if person == nil { return nil }
            return
        }
        let words = value.split(whereSeparator: \.isASCIIBlank)
        if let address = words.firstIndex(where: { TrailerValue.isAddress($0) }) {
            guard address <= 5 else { return nil }
            text = value[..<words[address].endIndex]
            guard let note = TrailerValue.note(value[words[address].endIndex...]) else {
                return nil
            }
            self.note = note.isEmpty ? nil : note
            let name = text[..<words[address].startIndex].trimmingBlanks()
            let plain = words[address].filter { $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: ")") }
            person = Mailbox(
                name: name.isEmpty ? nil : name.lossyString, address: plain.lossyString)
            return
        }
        // A name alone: one to four words that all begin with a capital letter.
        let name = value.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "[") }
            .trimmingBlanks()
        let nameWords = name.split(whereSeparator: \.isASCIIBlank)
        let isName =
            (1...4).contains(nameWords.count)
            && nameWords.allSatisfy { word in
                word.first.map { $0 >= 0x80 || ($0 >= 0x41 && $0 <= 0x5a) } == true
                    && word.allSatisfy {
                        $0.isASCIILetter || $0 >= 0x80 || $0 == 0x2d || $0 == 0x2e || $0 == 0x27
                    }
            }
        guard isName else { return nil }
        text = name
        flaw = .missingAddress
        person = Mailbox(name: name.lossyString, address: "")
    }

    /// Reads the value of `Fixes`: an abbreviated commit and a subject.
    init?(commit value: ArraySlice<UInt8>) {
        let value = value.trimmingBlanks()
        let word = value.prefix { !$0.isASCIIBlank }
        let id = word.prefix { $0.hexDigitValue != nil }
        guard id.count >= 7, id.count <= 64, id.count == word.count else { return nil }
        text = value
        if let hash = value.lastIndex(of: UInt8(ascii: "#")),
            value[..<hash].trimmingBlanks().last == UInt8(ascii: ")")
        {
            text = value[..<hash].trimmingBlanks()
            note = value[(hash + 1)...].trimmingBlanks().lossyString
        }
    }

    /// Reads the value of `Closes` and `Link`: an address on the web, then perhaps a note.
    init?(link value: ArraySlice<UInt8>) {
        let value = value.trimmingBlanks()
        let word = value.prefix { !$0.isASCIIBlank }
        guard word.firstRange(of: "://") != nil else { return nil }
        text = word
        guard let note = TrailerValue.note(value[word.endIndex...]) else { return nil }
        self.note = note.isEmpty ? nil : note
    }

    /// A value that is taken as it is.
    init(plain bytes: ArraySlice<UInt8>) { text = bytes.trimmingBlanks() }

    /// A value of the wrong form, in a commit message.
    init(unreadable bytes: ArraySlice<UInt8>) {
        text = bytes.trimmingBlanks()
        flaw = .unreadableValue
    }

    /// What follows a complete value: empty, or a note; nil when the sentence goes on.
    private static func note(_ rest: ArraySlice<UInt8>) -> String? {
        let rest = rest.trimmingBlanks()
        guard let first = rest.first else { return "" }
        switch first {
        case UInt8(ascii: "#"):
            return rest.dropFirst().trimmingBlanks().lossyString
        case UInt8(ascii: "["), UInt8(ascii: "("):
            let close: UInt8 = first == UInt8(ascii: "[") ? 0x5d : 0x29
            let inner = rest.dropFirst()
            return (inner.last == close ? inner.dropLast() : inner).trimmingBlanks().lossyString
        case UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ";"):
            let words = rest.dropFirst().trimmingBlanks()
            if words.isEmpty { return "" }
            // "with one nit:" behind a tag that is given all the same.
            let count = words.split(whereSeparator: \.isASCIIBlank).count
            return words.hasPrefix("with ") && count <= 6 ? words.lossyString : nil
        default:
            let starters = ["on ", "for ", "with ", "using ", "- ", "-- ", "// "]
            return starters.contains { rest.hasPrefixIgnoringCase($0) } ? rest.lossyString : nil
        }
    }

    private static func isAddress(_ word: ArraySlice<UInt8>) -> Bool {
        guard let at = word.firstIndex(of: UInt8(ascii: "@")), at > word.startIndex else {
            return false
        }
        let domain = word[(at + 1)...]
        return domain.contains(UInt8(ascii: ".")) && !domain.contains(UInt8(ascii: "@"))
            && domain.allSatisfy {
                $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x2d || $0 == 0x2e || $0 == 0x29
            }
    }
}
