// SPDX-License-Identifier: GPL-2.0-only

/// Text from outside made safe to show: what a terminal or a page would act on is spelled out.
///
/// Replaced by `\u{...}` are the control characters of C0 and C1 (tab excepted, which becomes a
/// blank), DEL, the bidirectional formatting characters, the line and paragraph separators, and
/// the invisible joiners and tags; everything else stays as it is.
public enum DisplayText {
    /// The text, safe to show on one line.
    public static func safe(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isActive) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "\t" {
                result.append(" ")
            } else if isActive(scalar) {
                result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// The bytes, which are UTF-8 mostly, safe to show on one line.
    public static func safe(_ bytes: some Collection<UInt8>) -> String {
        safe(String(decoding: bytes, as: UTF8.self))
    }

    /// Whether a terminal or a page would act on the scalar, or would show nothing for it.
    static func isActive(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1f, 0x7f...0x9f, 0x00ad, 0x061c, 0x180e, 0x200b...0x200f, 0x2028...0x202e,
            0x2060...0x206f, 0xfeff, 0xfff9...0xfffb, 0xe0000...0xe007f:
            true
        default: false
        }
    }
}
