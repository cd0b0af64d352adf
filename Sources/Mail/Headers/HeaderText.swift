// SPDX-License-Identifier: GPL-2.0-only

/// The text of a header field that stands elsewhere than in a header.
public enum HeaderText {
    /// A value unfolded and trimmed, with encoded words (RFC 2047) decoded.
    public static func decoded(_ value: some Collection<UInt8>) -> String {
        let bytes = Array(value)
        return EncodedWords.decode(HeaderField.unfold(bytes, bytes.indices)).text
    }
}
