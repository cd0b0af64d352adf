// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
public import Mail

/// What a mail that posts a patch, and answers none, says about its place among revisions.
public struct RevisionMark: Hashable, Sendable {
    /// The number behind `v` in the brackets of the subject; 1 if none is said.
    public let version: Int
    /// The subject without brackets and white space, in lower case.
    public let title: [UInt8]
    /// What tells its author from others.
    public let author: [UInt8]
    /// The `change-id:` that b4 writes.
    public let changeID: [UInt8]?
    /// The messages that it names, in links to archives and in brackets; none where the version is
    /// 1, since a first version names others for other reasons, such as what it fixes.
    public let named: [MessageID]

    /// Puts a mark together again.
    public init(
        version: Int, title: [UInt8], author: [UInt8], changeID: [UInt8]?, named: [MessageID]
    ) {
        self.version = version
        self.title = title
        self.author = author
        self.changeID = changeID
        self.named = named
    }
}

extension Message {
    /// Its place among revisions; nil where it posts no patch. Cost: one pass over the text.
    public var revisionMark: RevisionMark? {
        let subject = ReplySubject(subject)
        guard !subject.isReply, let (version, title) = RevisionMark.parts(of: subject.base),
            !title.isEmpty
        else { return nil }
        let text = text.text
        return RevisionMark(
            version: version, title: title, author: Array(author.identity.utf8),
            changeID: RevisionMark.changeID(in: text),
            named: version > 1 ? RevisionMark.named(in: text) : [])
    }
}

extension RevisionMark {
    fileprivate static func changeID(in text: ByteText) -> [UInt8]? {
        let marker = "change-id: "
        guard text.bytes.firstRange(of: Array(marker.utf8), in: text.bytes.indices) != nil
        else { return nil }
        return text.lines.first { text[$0].hasPrefix(marker) }.map {
            Array(text[$0].dropFirst(marker.utf8.count).trimmingWhitespace())
        }
    }

    /// The version in the brackets before a subject, 1 if none is said, and the rest of it.
    fileprivate static func parts(of base: [UInt8]) -> (version: Int, title: [UInt8])? {
        var rest = base[...]
        var version = 1
        var isPatch = false
        while rest.first == UInt8(ascii: "["), let close = rest.firstIndex(of: UInt8(ascii: "]")) {
            let tag = rest[(rest.startIndex + 1)..<close]
            if let place = tag.firstRange(of: "patch") ?? tag.firstRange(of: "rfc") {
                isPatch = true
                // Without white space `[PATCH v2 1/3]` is `[patchv21/3]`: read before a slash.
                version = number(after: place.upperBound, in: tag) ?? version
            }
            rest = rest[(close + 1)...]
        }
        return isPatch ? (version, Array(rest)) : nil
    }

    private static func number(after start: Int, in tag: ArraySlice<UInt8>) -> Int? {
        guard let v = tag[start...].firstIndex(of: UInt8(ascii: "v")) else { return nil }
        return tag[(v + 1)...].prefix(while: \.isASCIIDigit).prefix(3).decimalValue
    }

    /// Message ids in links to archives and in angle brackets, of the first 2,000 lines.
    fileprivate static func named(in text: ByteText) -> [MessageID] {
        text.lines.prefix(2_000).flatMap { line -> [MessageID] in
            let content = text[line]
            guard content.contains(UInt8(ascii: "@")) else { return [] }
            return content.split {
                $0.isASCIIWhitespace || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "<")
                    || $0 == UInt8(ascii: ">")
            }.filter { $0.contains(UInt8(ascii: "@")) }.map { MessageID($0.lossyString) }
        }
    }
}
