// SPDX-License-Identifier: GPL-2.0-only

/// Text from outside made safe to show: what a terminal or a page would act on is spelled out.
///
/// Replaced by `\u{...}` are control characters (tab excepted, which becomes a blank), the
/// bidirectional formatting characters, line and paragraph separators, and what is invisible:
/// joiners, fillers, tags; and letters of other scripts that pose as Latin ones (``Lookalikes``).
/// Everything else stays as it is.
public enum DisplayText {
    /// The text, safe to show on one line.
    public static func safe(_ text: String) -> String {
        let posing = Lookalikes.offsets(in: text)
        guard !posing.isEmpty || text.unicodeScalars.contains(where: isActive) else { return text }
        var result = String.UnicodeScalarView()
        for (offset, scalar) in text.unicodeScalars.enumerated() {
            if scalar == "\t" {
                result.append(" ")
            } else if isActive(scalar) || posing.contains(offset) {
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
        case 0x20...0x7e: false
        // C0, DEL, C1; line and paragraph separators; interlinear annotations.
        case 0x00...0x1f, 0x7f...0x9f, 0x2028...0x2029, 0xfff9...0xfffb: true
        // Variation selectors choose between two visible forms.
        case 0xfe00...0xfe0f: false
        default: scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}
