// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// A subject without its `Re:` prefixes.
public struct ReplySubject: Hashable, Sendable {
    /// Whether there was a prefix of an answer.
    public let isReply: Bool
    /// The subject without prefixes.
    public let text: String
    /// The subject without prefixes and white space, in lower case, for comparison.
    public let base: [UInt8]

    /// What mailers of several languages write before the subject of an answer, in lower case.
    public static let prefixes = [
        "re:", "aw:", "sv:", "antw:", "回复:", "回复：", "答复:", "答复：",
    ]

    /// Reads a decoded subject.
    public init(_ subject: String) {
        var rest = Array(subject.utf8)[...].trimmingWhitespace()
        var isReply = false
        while let prefix = Self.prefixes.first(where: { rest.hasPrefixIgnoringCase($0) }) {
            isReply = true
            rest = rest.dropFirst(prefix.utf8.count).trimmingWhitespace()
        }
        self.isReply = isReply
        text = rest.lossyString
        base = rest.filter { !$0.isASCIIWhitespace }.asciiLowercased()
    }
}
