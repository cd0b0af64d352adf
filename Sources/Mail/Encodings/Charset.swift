// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// A character set of mail, and how to get UTF-8 from it.
enum Charset: Hashable, Sendable {
    /// UTF-8 or US-ASCII: the bytes stay as they are.
    case utf8
    case iso8859_1
    case iso8859_15
    case windows1252
    /// A set that the C library converts, by its name there.
    case converted(String)
    /// None that we know.
    case unknown

    /// What came of decoding; `bytes` is lossless where `isValid` is false and the set is UTF-8.
    struct Decoded {
        var bytes: [UInt8]
        var isValid: Bool
    }

    /// Finds a set by its name, in either case, with or without quotation marks.
    init(named name: String) {
        var plain = name.utf8.filter { $0 != 0x22 && $0 != 0x27 && !$0.isASCIIWhitespace }
            .asciiLowercased().lossyString
        if plain.hasPrefix("iso8859") || plain.hasPrefix("iso_8859") {
            plain = "iso-8859" + plain.dropFirst(plain.hasPrefix("iso_") ? 8 : 7)
        }
        switch plain {
        case "", "utf-8", "utf8", "us-ascii", "ascii", "ansi_x3.4-1968", "iso646-us", "646":
            self = .utf8
        case "iso-8859-1", "latin1", "l1", "iso-8859-1:1987":
            self = .iso8859_1
        case "iso-8859-15", "latin-9", "latin9":
            self = .iso8859_15
        case "windows-1252", "cp1252", "x-cp1252", "ms-ansi":
            self = .windows1252
        default:
            // Names reach the C library from this list alone, never from mail.
            if let known = Charset.convertedNames[plain] {
                self = .converted(known)
            } else {
                self = .unknown
            }
        }
    }

    func decode(_ bytes: [UInt8]) -> Decoded {
        switch self {
        case .utf8:
            return Decoded(bytes: bytes, isValid: Charset.isUTF8(bytes))
        case .iso8859_1:
            return Decoded(bytes: Charset.decode(bytes) { UInt32($0) }, isValid: true)
        case .iso8859_15:
            return Decoded(
                bytes: Charset.decode(bytes) { Charset.latin9[$0] ?? UInt32($0) }, isValid: true)
        case .windows1252:
            return Decoded(
                bytes: Charset.decode(bytes) { byte in
                    (0x80...0x9f).contains(byte)
                        ? UInt32(Charset.windows1252High[Int(byte) - 0x80]) : UInt32(byte)
                }, isValid: true)
        case .converted(let name):
            return CharsetConversion.toUTF8(bytes, from: name)
        case .unknown:
            return Decoded(bytes: bytes, isValid: Charset.isUTF8(bytes))
        }
    }

    static func isUTF8(_ bytes: [UInt8]) -> Bool {
        if bytes.isASCII { return true }
        return String(validating: bytes, as: UTF8.self) != nil
    }

    private static func decode(_ bytes: [UInt8], _ scalar: (UInt8) -> UInt32) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            guard byte >= 0x80, let character = Unicode.Scalar(scalar(byte)) else {
                result.append(byte)
                continue
            }
            result.append(contentsOf: UTF8.encode(character) ?? UTF8.encodedReplacementCharacter)
        }
        return result
    }

    /// Where ISO-8859-15 differs from ISO-8859-1.
    private static let latin9: [UInt8: UInt32] = [
        0xa4: 0x20ac, 0xa6: 0x160, 0xa8: 0x161, 0xb4: 0x17d, 0xb8: 0x17e, 0xbc: 0x152,
        0xbd: 0x153, 0xbe: 0x178,
    ]

    /// 0x80 to 0x9f of windows-1252; the five unassigned ones stay controls, as WHATWG has them.
    private static let windows1252High: [UInt16] = [
        0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021,
        0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d, 0x17d, 0x8f,
        0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
        0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178,
    ]

    private static let convertedNames: [String: String] = {
        var names: [String: String] = [
            "gb2312": "GB18030", "gbk": "GB18030", "gb18030": "GB18030", "big5": "BIG5-HKSCS",
            "big5-hkscs": "BIG5-HKSCS", "iso-2022-jp": "ISO-2022-JP", "shift_jis": "CP932",
            "euc-jp": "EUC-JP", "euc-kr": "CP949", "ks_c_5601-1987": "CP949", "koi8-r": "KOI8-R",
            "koi8-u": "KOI8-U", "tis-620": "TIS-620", "windows-874": "CP874",
            "iso-8859-8-i": "ISO-8859-8",
        ]
        for part in [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 16] {
            names["iso-8859-\(part)"] = "ISO-8859-\(part)"
        }
        for page in 1250...1258 where page != 1252 {
            names["windows-\(page)"] = "CP\(page)"
            names["cp\(page)"] = "CP\(page)"
        }
        return names
    }()
}
