// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// A file's name as a patch's header gives it, before any component is taken off.
struct PatchName: Hashable {
    /// The name without quotes and time stamp.
    let bytes: [UInt8]
    /// Whether the name is in quotes that are wrong; `bytes` is then as written.
    let isBadlyQuoted: Bool
    /// Whether the time stamp is the start of 1970, by which GNU diff marks an absent file.
    let isAtEpoch: Bool

    /// Whether the name says that there is no file on this side.
    var isDevNull: Bool { bytes.elementsEqual("/dev/null".utf8) }

    private init(_ bytes: [UInt8], isBadlyQuoted: Bool = false, isAtEpoch: Bool = false) {
        self.bytes = bytes
        self.isBadlyQuoted = isBadlyQuoted
        self.isAtEpoch = isAtEpoch
    }

    /// Reads what stands behind `--- `, `+++ `, `rename from ` and so on: a name in C-style quotes,
    /// or all up to a tab or a time stamp. Nil if nothing stands there.
    init?(onFileLine text: ArraySlice<UInt8>) {
        let text = text.trimmingTrailingWhitespace()
        guard !text.isEmpty else { return nil }
        if text.first == Ascii.quote {
            guard let (name, rest) = QuotedName.unquoted(text) else {
                self.init(Array(text), isBadlyQuoted: true)
                return
            }
            self.init(name, isAtEpoch: TimeStamp.isEpoch(rest))
            return
        }
        if let tab = text.firstIndex(of: Ascii.tab) {
            self.init(Array(text[..<tab]), isAtEpoch: TimeStamp.isEpoch(text[tab...]))
            return
        }
        let name = TimeStamp.nameBefore(text)
        self.init(Array(name), isAtEpoch: TimeStamp.isEpoch(text[name.endIndex...]))
    }

    /// Reads what stands behind `diff --git `: two names that are the same behind their first
    /// component, or the same altogether. Nil if they are not, as for a rename.
    static func pair(onGitLine text: ArraySlice<UInt8>) -> (old: PatchName, new: PatchName)? {
        let text = text.trimmingTrailingWhitespace()
        guard text.count <= 4 * TreePath.mostBytes + 16 else { return nil }
        if text.first == Ascii.quote {
            guard let (old, rest) = QuotedName.unquoted(text) else { return nil }
            let second = rest.drop(while: \.isASCIIBlank)
            guard
                let new = second.first == Ascii.quote
                    ? QuotedName.unquoted(second)?.name : Array(second)
            else { return nil }
            return matching(old, new)
        }
        if let quote = text.firstIndex(of: Ascii.quote), quote > text.startIndex,
            text[quote - 1].isASCIIBlank, let new = QuotedName.unquoted(text[quote...])?.name,
            let pair = matching(Array(text[..<(quote - 1)]), new)
        {
            return pair
        }
        return unquotedPair(text)
    }

    /// Splits `a/NAME b/NAME` at the one blank that leaves equally long names; linear.
    private static func unquotedPair(
        _ text: ArraySlice<UInt8>
    ) -> (old: PatchName, new: PatchName)? {
        let middle = text.startIndex + text.count / 2
        if text.count % 2 == 1, text[middle].isASCIIBlank,
            text[..<middle].elementsEqual(text[(middle + 1)...])
        {
            let name = PatchName(Array(text[..<middle]))
            return (name, name)
        }
        guard let firstSlash = text.firstIndex(of: Ascii.slash) else { return nil }
        var nextSlash = firstSlash
        for index in text.indices where index > firstSlash && text[index].isASCIIBlank {
            if nextSlash <= index {
                guard let found = text[index...].firstIndex(of: Ascii.slash) else { return nil }
                nextSlash = found
            }
            let length = index - firstSlash - 1
            // The one side grows and the other shrinks with the index: they meet once at most.
            if text.endIndex - nextSlash - 1 == length {
                return matching(Array(text[..<index]), Array(text[(index + 1)...]))
            }
        }
        return nil
    }

    private static func matching(
        _ old: [UInt8], _ new: [UInt8]
    ) -> (old: PatchName, new: PatchName)? {
        let oldRest = old.drop { $0 != Ascii.slash }
        let newRest = new.drop { $0 != Ascii.slash }
        guard old == new || !oldRest.isEmpty && oldRest.elementsEqual(newRest) else { return nil }
        return (PatchName(old), PatchName(new))
    }

    /// The name without its first `count` components; nil if it has no more than these.
    func strippingComponents(_ count: Int) -> ArraySlice<UInt8>? {
        var rest = bytes[...]
        for _ in 0..<count {
            guard let slash = rest.firstIndex(of: Ascii.slash) else { return nil }
            rest = rest[slash...].drop { $0 == Ascii.slash }
        }
        return rest.isEmpty ? nil : rest
    }
}

extension ArraySlice where Element == UInt8 {
    /// The bytes without blanks and CR at their end.
    fileprivate func trimmingTrailingWhitespace() -> ArraySlice<UInt8> {
        guard let last = lastIndex(where: { !$0.isASCIIWhitespace }) else {
            return self[..<startIndex]
        }
        return self[...last]
    }
}
