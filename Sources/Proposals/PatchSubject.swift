// SPDX-License-Identifier: GPL-2.0-only

internal import MailThreads

/// A subject taken apart as patches are named: `Re: [PATCH rc v2 1/3] iommu: Do this`.
///
/// The words in brackets are those of git-format-patch(1); more than one bracket at the start is
/// common, since lists put their names there.
public struct PatchSubject: Hashable, Sendable {
    /// Whether it is a reply (`Re:`, `Aw:`, `答复:`, `Fwd:` and their kin).
    public let isReply: Bool

    /// Whether the brackets hold the word PATCH, as `[RFC PATCH]`, `[PATCHv2]` or `[RFC]` do.
    public let isPatch: Bool

    /// The number behind `v`; 1 where there is none.
    public let revision: Int

    /// The position in a series; nil for `AUTOSEL`, which numbers backports that stand for
    /// themselves.
    public let position: SeriesPosition?

    /// What stands behind the brackets.
    public let title: String

    /// Whether this is the cover letter of a series: number 0.
    public var isCoverLetter: Bool { position?.number == 0 }

    /// Takes a decoded, unfolded subject apart.
    public init(_ subject: String) {
        var rest = subject[...].trimmingBlanks()
        var isReply = false
        var isPatch = false
        var revision: Int?
        var position: SeriesPosition?
        var isBatch = false
        while true {
            if let afterReply = Self.dropReplyPrefix(rest) {
                isReply = true
                rest = afterReply
            } else if rest.first == "[", let end = rest.firstIndex(of: "]") {
                for word in rest[rest.index(after: rest.startIndex)..<end].split(separator: " ") {
                    var word = word[...]
                    if let afterPatch = Self.drop("PATCH", from: word)
                        ?? Self.drop("RFC", from: word)
                    {
                        isPatch = true
                        word = afterPatch
                    }
                    isBatch = isBatch || word == "AUTOSEL"
                    revision = revision ?? Self.revision(word)
                    position = position ?? Self.position(word)
                }
                rest = rest[rest.index(after: end)...].trimmingBlanks()
            } else {
                break
            }
        }
        self.isReply = isReply
        self.isPatch = isPatch
        self.revision = revision ?? 1
        self.position = isBatch ? nil : position
        title = String(rest)
    }

    private static let replyPrefixes = ReplySubject.prefixes + ["fwd:", "fw:"]

    private static func dropReplyPrefix(_ text: Substring) -> Substring? {
        let start = text.prefix(5).lowercased()
        guard let prefix = replyPrefixes.first(where: { start.hasPrefix($0) }) else { return nil }
        return text.dropFirst(prefix.count).trimmingBlanks()
    }

    private static func drop(_ prefix: String, from word: Substring) -> Substring? {
        word.uppercased().hasPrefix(prefix) ? word.dropFirst(prefix.count) : nil
    }

    /// `v2`, `V2`; at most four digits.
    private static func revision(_ word: Substring) -> Int? {
        guard let first = word.first, first == "v" || first == "V" else { return nil }
        return number(word.dropFirst())
    }

    /// `1/3`, `01/12`; at most four digits each.
    private static func position(_ word: Substring) -> SeriesPosition? {
        let numbers = word.split(separator: "/", omittingEmptySubsequences: false)
        guard numbers.count == 2, let position = number(numbers[0]),
            let count = number(numbers[1]), count > 0, position <= count
        else { return nil }
        return SeriesPosition(number: position, count: count)
    }

    /// One to four digits; no sign.
    private static func number(_ text: Substring) -> Int? {
        guard text.count <= 4, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }
}

extension Substring {
    fileprivate func trimmingBlanks() -> Substring {
        var text = self
        while let first = text.first, first.isWhitespace { text = text.dropFirst() }
        while let last = text.last, last.isWhitespace { text = text.dropLast() }
        return text
    }
}
