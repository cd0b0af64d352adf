// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

extension AddressParser {
    /// Reads a mailbox of the commonest shapes, with the comma behind it: `Ann Example <a@b>`, the
    /// name in quotation marks or not there, or an address alone.
    ///
    /// False, and nothing is read, where there is anything to decode, to drop or to guess.
    mutating func readPlainMailbox() -> Bool {
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
        guard bytes[end] == UInt8(ascii: "<"),
            name.isEmpty || !AddressParser.hasLooseBlanks(bytes[name])
        else { return false }
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
}
