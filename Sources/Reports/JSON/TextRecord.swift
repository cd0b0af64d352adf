// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation

/// A line that was read as bytes.
struct TextRecord: Codable, Hashable {
    /// The line, with U+FFFD for what is not UTF-8.
    let text: String

    /// The bytes in Base64; absent if `text` is all of it.
    let bytes: String?

    init(_ bytes: some Collection<UInt8>) {
        text = String(decoding: bytes, as: UTF8.self)
        self.bytes = Self.base64(of: bytes)
    }

    /// The bytes in Base64 (RFC 4648 section 4), nil for valid UTF-8.
    static func base64(of bytes: some Collection<UInt8>) -> String? {
        String(validating: bytes, as: UTF8.self) == nil ? Data(bytes).base64EncodedString() : nil
    }
}
