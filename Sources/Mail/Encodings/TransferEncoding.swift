// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// How the content of a part is encoded for transfer (RFC 2045 section 6).
enum TransferEncoding: Hashable, Sendable {
    /// `7bit`, `8bit`, `binary`, or not said.
    case identity
    case quotedPrintable
    case base64
    case unknown

    init(_ value: [UInt8]) {
        let name = value.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: "(") }
            .trimmingWhitespace().asciiLowercased().lossyString
        switch name {
        case "", "7bit", "8bit", "binary", "7-bit", "8-bit": self = .identity
        case "quoted-printable": self = .quotedPrintable
        case "base64": self = .base64
        default: self = .unknown
        }
    }

    /// Content after decoding, and where its lines come from.
    struct Decoded {
        var bytes: [UInt8]
        var origins: LineOrigins
        var problem: MailProblem.Kind?
    }

    func decode(_ bytes: [UInt8], firstLineNumber: Int) -> Decoded {
        switch self {
        case .identity:
            return Decoded(
                bytes: bytes, origins: LineOrigins(.consecutive(from: firstLineNumber)))
        case .unknown:
            return Decoded(
                bytes: bytes, origins: LineOrigins(.consecutive(from: firstLineNumber)),
                problem: .transferEncodingUnknown)
        case .quotedPrintable:
            let decoded = QuotedPrintable.decode(bytes[...])
            return Decoded(
                bytes: decoded.bytes,
                origins: LineOrigins(.listed(decoded.lineOrigins.map { $0 + firstLineNumber })),
                problem: decoded.isValid ? nil : .quotedPrintableInvalid)
        case .base64:
            let decoded = Base64.decode(bytes[...])
            return Decoded(
                bytes: decoded.bytes, origins: LineOrigins(.none),
                problem: decoded.isValid ? nil : .base64Invalid)
        }
    }
}
