// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail

/// What goes into the header of mail that is written.
enum HeaderWords {
    /// A mailbox: `Ann Example <ann@example.org>`, its name quoted or encoded where it has to be.
    static func address(_ mailbox: Mailbox) -> String {
        let address = oneLine(mailbox.address).filter { $0 != "<" && $0 != ">" }
        guard let name = mailbox.name.map(oneLine), !name.isEmpty else { return "<\(address)>" }
        let isPlain = name.utf8.allSatisfy { $0 == 0x20 || $0.isASCIILetter || $0.isASCIIDigit }
        let written =
            isPlain
            ? name
            : name.utf8.allSatisfy { $0 < 0x80 }
                ? "\"" + name.filter { $0 != "\"" && $0 != "\\" } + "\"" : encoded(name)
        return "\(written) <\(address)>"
    }

    /// ASCII as it is, other text as one encoded word (RFC 2047) for each run of 45 bytes.
    static func encoded(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
        var words: [String] = []
        var part = ""
        for character in text {
            if part.utf8.count + String(character).utf8.count > 14, !part.isEmpty {
                words.append(word(part))
                part = ""
            }
            part.append(character)
        }
        return (words + [word(part)]).joined(separator: "\n ")
    }

    private static func word(_ text: String) -> String {
        let quoted = text.utf8.map { byte in
            byte.isASCIILetter || byte.isASCIIDigit
                ? String(UnicodeScalar(byte))
                : "=" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
        return "=?UTF-8?q?\(quoted.joined())?="
    }

    /// The text without what would end the field.
    static func oneLine(_ text: String) -> String {
        String(text.map { $0.isNewline || $0 == "\0" ? " " : $0 })
    }
}
