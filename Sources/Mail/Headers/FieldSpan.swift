// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// Where a field of a header stands in the bytes that are being read.
struct FieldSpan: Hashable {
    /// The fields that the readers look for.
    enum Kind: UInt8, CaseIterable {
        case from, to, cc, replyTo, date, subject, messageID, inReplyTo, references
        case contentType, contentTransferEncoding, contentDisposition, contentLength
        case mimeVersion, received, returnPath, originalFrom, googleOriginalFrom
        case other

        /// The name of the field in lower case; empty for ``other``.
        var name: StaticString {
            switch self {
            case .from: "from"
            case .to: "to"
            case .cc: "cc"
            case .replyTo: "reply-to"
            case .date: "date"
            case .subject: "subject"
            case .messageID: "message-id"
            case .inReplyTo: "in-reply-to"
            case .references: "references"
            case .contentType: "content-type"
            case .contentTransferEncoding: "content-transfer-encoding"
            case .contentDisposition: "content-disposition"
            case .contentLength: "content-length"
            case .mimeVersion: "mime-version"
            case .received: "received"
            case .returnPath: "return-path"
            case .originalFrom: "x-original-from"
            case .googleOriginalFrom: "x-google-original-from"
            case .other: ""
            }
        }

        /// Whether a header may have the field once.
        var isSingle: Bool {
            switch self {
            case .from, .date, .subject, .messageID, .inReplyTo, .references, .contentType,
                .contentTransferEncoding:
                true
            default: false
            }
        }
    }

    let kind: Kind
    /// 1-based number of the line where the field starts.
    let lineNumber: Int
    // Messages are bounded far below 4 GiB; many fields are kept.
    private let start: UInt32
    private let end: UInt32
    private let nameEnd: UInt32
    private let valueStart: UInt32
    private let valueEnd: UInt32

    /// Takes the whole field with its last line's end; the name without blanks before the colon; and
    /// what is behind the colon, with folding, without the last line's end.
    init(kind: Kind, span: Range<Int>, nameEnd: Int, value: Range<Int>, lineNumber: Int) {
        self.kind = kind
        self.lineNumber = lineNumber
        start = UInt32(clamping: span.lowerBound)
        end = UInt32(clamping: span.upperBound)
        self.nameEnd = UInt32(clamping: nameEnd)
        valueStart = UInt32(clamping: value.lowerBound)
        valueEnd = UInt32(clamping: value.upperBound)
    }

    /// The whole field with its last line's end.
    var span: Range<Int> { Int(start)..<Int(end) }
    /// The name, without blanks before the colon.
    var name: Range<Int> { Int(start)..<Int(nameEnd) }
    /// What is behind the colon, with folding, without the last line's end.
    var value: Range<Int> { Int(valueStart)..<Int(valueEnd) }

    /// The value with each fold as one blank.
    func unfolded(in bytes: [UInt8]) -> [UInt8] { HeaderField.unfold(bytes, value) }

    /// The kinds whose names have a length, each with the bytes of its name.
    private static let kinds: [[(kind: Kind, name: [UInt8])]] = {
        var kinds = [[(kind: Kind, name: [UInt8])]](repeating: [], count: 32)
        for kind in Kind.allCases where kind != .other {
            let name = Array("\(kind.name)".utf8)
            kinds[name.count].append((kind, name))
        }
        return kinds
    }()

    /// The kind of the field whose name stands in a range.
    static func kind(_ range: Range<Int>, in bytes: [UInt8]) -> Kind {
        guard range.count < kinds.count else { return .other }
        candidates: for (kind, name) in kinds[range.count] {
            for (index, byte) in name.enumerated()
            where bytes[range.lowerBound + index].asciiLowercased != byte {
                continue candidates
            }
            return kind
        }
        return .other
    }
}
