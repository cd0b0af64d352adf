// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Mail

extension SentParts {
    enum Encoding { case identity, quotedPrintable, base64 }

    /// What the part's own header says; it stands right before the content.
    func encoding(of part: MessagePart) -> Encoding {
        let end = part.span.lowerBound
        return Self.encoding(in: bytes[(isMultipart ? start(ofHeaderBefore: end) : 0)..<end])
    }

    static func encoding(in header: ArraySlice<UInt8>) -> Encoding {
        let field = header.split(separator: 0x0a).last {
            $0.hasPrefixIgnoringCase("content-transfer-encoding:")
        }
        let value = field?.lossyString.lowercased() ?? ""
        if value.contains("base64") { return .base64 }
        return value.contains("quoted-printable") ? .quotedPrintable : .identity
    }

    /// Lines joined as git does: it puts what is left of the lines before in front of each line of
    /// an encoded part before it is split and un-stuffed, else behind that.
    func joined(_ part: MessagePart, atBoundary: Bool) -> [UInt8] {
        let isDeleted = part.contentType["delsp"]?.lowercased() == "yes"
        let lineEnd = atBoundary ? lineEnd(behind: part) : []
        let isEncoded = encoding(of: part) != .identity
        var result: [UInt8] = []
        var before: [UInt8] = []
        for chunk in chunks(of: part, bytes: part.bytes + lineEnd) {
            let text = ByteText(isEncoded ? before + chunk : Array(chunk))
            if isEncoded { before = [] }
            for line in text.lines {
                var content = text[line]
                let end = text.bytes[line.span.upperBound..<line.spanWithTerminator.upperBound]
                if isEncoded, end.isEmpty {
                    before += content
                } else if content.elementsEqual("-- ".utf8) {
                    result += before + content + end
                    before = []
                } else {
                    if content.first == 0x20 { content = content.dropFirst() }
                    if content.last == 0x20 {
                        before += isDeleted ? content.dropLast() : content
                    } else {
                        result += before + content + end
                        before = []
                    }
                }
            }
        }
        return result + before
    }

    /// What git decodes at a time: the line ends of the encoded text, or nothing of it.
    func chunks(of part: MessagePart, bytes content: [UInt8]) -> [ArraySlice<UInt8>] {
        let encoding = encoding(of: part)
        guard encoding != .identity else { return [content[...]] }
        var chunks: [ArraySlice<UInt8>] = []
        var rest = content[...]
        for line in bytes[part.span].split(separator: 0x0a, omittingEmptySubsequences: false) {
            let count =
                encoding == .base64
                ? line.count { $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x2b || $0 == 0x2f } * 3
                    / 4 : Self.quotedPrintableCount(line)
            chunks.append(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        return chunks + (rest.isEmpty ? [] : [rest])
    }

    /// How many bytes a line of quoted-printable stands for, with its line end.
    static func quotedPrintableCount(_ line: ArraySlice<UInt8>) -> Int {
        var count = 1
        var index = line.startIndex
        while index < line.endIndex {
            if line[index] == UInt8(ascii: "=") {
                if line[(index + 1)...].allSatisfy(\.isASCIIWhitespace) { return count - 1 }
                let digits = line[(index + 1)...].prefix(2)
                if digits.count == 2, digits.allSatisfy({ $0.hexDigitValue != nil }) { index += 2 }
            }
            index += 1
            count += 1
        }
        return count
    }

    static let digits = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// Whether a line of base64 ends within a group of four.
    func hasOddBase64(_ part: MessagePart) -> Bool {
        guard encoding(of: part) == .base64 else { return false }
        return bytes[part.span].split(separator: 0x0a).contains { line in
            line.count { $0 == UInt8(ascii: "=") || Self.digits.contains($0) } % 4 != 0
        }
    }

    /// Lines each for itself, by git's rule: what is no character of base64 is passed over.
    static func base64ByLine(_ text: ArraySlice<UInt8>) -> [UInt8] {
        text.split(separator: 0x0a).flatMap(base64)
    }

    static func base64(_ line: ArraySlice<UInt8>) -> [UInt8] {
        let values = line.compactMap { digits.firstIndex(of: $0) }
        return stride(from: 0, to: values.count, by: 4).flatMap { start in
            let group = values[start...].prefix(4)
            let number = (0..<4).reduce(0) {
                $0 << 6 | ($1 < group.count ? values[start + $1] : 0)
            }
            return (0..<max(0, group.count - 1)).map { UInt8(number >> (16 - 8 * $0) & 0xff) }
        }
    }
}
