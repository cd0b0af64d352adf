// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// The words around a trailer that limit or revoke it.
enum TrailerWords {
    /// Whether a sentence makes what follows depend on something.
    static func isCondition(_ text: [UInt8]) -> Bool {
        let words = text.asciiLowercased().split { !($0.isASCIILetter || $0 == 0x27 || $0 >= 0x80) }
            .map { $0.lossyString }
        guard let first = words.first else { return false }
        if ["if", "once", "assuming", "provided", "modulo", "unless", "when"].contains(first) {
            return true
        }
        // What stands above is still to be done.
        let asides = [["other", "than", "that"], ["apart", "from", "that"]]
        if asides.contains(where: { words.starts(with: $0) }) { return true }
        // "With the change," and "Rename it, then" lead to a tag.
        if words.count > 1, words.last == "then" { return true }
        let things = ["the", "that", "this", "those", "these"]
        if first == "with", (2...6).contains(words.count), things.contains(words[1]) { return true }
        for (index, word) in words.enumerated() {
            let next = index + 1 < words.count ? words[index + 1] : ""
            if word == "if" && ["you", "that", "this", "the", "those", "these"].contains(next) {
                return true
            }
            if word == "once"
                && ["you", "that", "this", "the", "those", "these", "it"].contains(next)
            {
                return true
            }
            if ["assuming", "provided", "modulo"].contains(word) { return true }
            if word == "subject" && next == "to" { return true }
            if word == "long" && next == "as" { return true }
            if word == "with" || word == "after" {
                let done: Set<String> = [
                    "fixed", "addressed", "changed", "resolved", "corrected", "sorted", "removed",
                    "added", "done", "updated", "renamed", "dropped", "fixing", "addressing",
                    "changing", "resolving", "correcting", "removing", "adding", "updating",
                    "fixes", "changes",
                ]
                if words[(index + 1)...].prefix(8).contains(where: done.contains) { return true }
            }
        }
        return false
    }

    /// The patches and words that limit a trailer: `for patch 2`, `patches 1-3`; nil for none.
    static func scope(in text: [UInt8]) -> TrailerScope? {
        let words = text.asciiLowercased().split {
            !($0.isASCIILetter || $0.isASCIIDigit || $0 == 0x2d || $0 == 0x2f)
        }.map { Array($0) }
        for (index, word) in words.enumerated() {
            guard ["patch", "patches"].contains(word.lossyString) else { continue }
            var patches: [ClosedRange<Int>] = []
            for number in words[(index + 1)...].prefix(12) {
                if ["and", "to", "through", "nr", "no", "only"].contains(number.lossyString) {
                    continue
                }
                guard let range = range(number[...]) else { break }
                patches.append(range)
            }
            if !patches.isEmpty {
                return TrailerScope(
                    text: text[...].trimmingWhitespace().lossyString, patches: patches)
            }
        }
        return nil
    }

    /// The part that a few words before a trailer limit it to: `For clk:`; nil where they name the
    /// whole series, or lead to it otherwise.
    static func part(in text: [UInt8]) -> TrailerScope? {
        let words = text.asciiLowercased().split {
            !($0.isASCIILetter || $0.isASCIIDigit || $0 == 0x2d || $0 == 0x2f)
        }
        .map { $0.lossyString }
        guard words.first == "for", (2...5).contains(words.count), !isWhole(text),
            !["what", "me", "my", "now"].contains(words[1])
        else { return nil }
        return TrailerScope(text: text[...].trimmingWhitespace().lossyString, patches: [])
    }

    /// Whether words name nothing but the whole: `for both patches`, `for the series ...`.
    static func isWhole(_ text: [UInt8]) -> Bool {
        let whole: Set<String> = [
            "for", "the", "whole", "entire", "series", "both", "all", "patches", "patch", "of",
            "them", "this", "these", "set", "patchset", "change", "changes", "rest", "remaining",
        ]
        return text.asciiLowercased().split { !$0.isASCIILetter }.map { $0.lossyString }
            .allSatisfy(whole.contains)
    }

    /// `2`, `1-3`, `2/4` (the second), each at most 9,999.
    private static func range(_ word: ArraySlice<UInt8>) -> ClosedRange<Int>? {
        let first = word.prefix(while: \.isASCIIDigit)
        guard let low = first.decimalValue, low <= 9_999 else { return nil }
        let rest = word[first.endIndex...]
        guard let separator = rest.first else { return low...low }
        guard let high = rest.dropFirst().decimalValue, high <= 9_999 else { return nil }
        switch separator {
        case UInt8(ascii: "-"): return low <= high ? low...high : nil
        case UInt8(ascii: "/"): return low...low
        default: return nil
        }
    }

    /// Whether the two letters stand there side by side, in either case.
    static func hasMy(_ line: ArraySlice<UInt8>) -> Bool {
        var last: UInt8 = 0
        for byte in line {
            let lower = byte | 0x20
            if last == UInt8(ascii: "m"), lower == UInt8(ascii: "y") { return true }
            last = lower
        }
        return false
    }

    /// The kind that a sentence takes back: `please drop my Reviewed-by`.
    static func withdrawnKind(in text: [UInt8]) -> TrailerKind? {
        sentences(text).lazy.compactMap(withdrawnKind(inSentence:)).first
    }

    /// The parts between `. `, `! ` and `? `.
    private static func sentences(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
        var parts: [ArraySlice<UInt8>] = []
        var start = 0
        for index in text.indices.dropLast()
        where [0x2e, 0x21, 0x3f].contains(text[index]) && text[index + 1] == 0x20 {
            parts.append(text[start...index])
            start = index + 1
        }
        return parts + [text[start...]]
    }

    private static func withdrawnKind(inSentence text: ArraySlice<UInt8>) -> TrailerKind? {
        let words = text.asciiLowercased().split { !($0.isASCIILetter || $0 == 0x2d || $0 == 0x27) }
            .map { $0.lossyString }
        let verbs: Set<String> = [
            "withdraw", "withdrawing", "withdrawn", "retract", "retracting", "revoke", "revoking",
            "drop", "remove",
        ]
        guard let verb = words.firstIndex(where: verbs.contains) else { return nil }
        let before = words[..<verb]
        let reservations: Set<String> = [
            "if", "unless", "don't", "not", "didn't", "won't", "no", "never", "when", "once",
        ]
        if before.contains(where: reservations.contains) { return nil }
        let after = words[(verb + 1)...].prefix(6)
        guard let my = after.firstIndex(of: "my") else { return nil }
        for word in words[(my + 1)...].prefix(3) {
            switch word {
            case "acked-by", "ack", "a-b": return .ackedBy
            case "reviewed-by", "review", "r-b", "rb": return .reviewedBy
            case "tested-by", "t-b": return .testedBy
            case "nak", "nack", "nacked-by": return .nackedBy
            default: continue
            }
        }
        return nil
    }

    /// Whether a line says no on its own: `NAK`, `NACK.`, `Strong NAK from me`.
    static func isNak(_ line: ArraySlice<UInt8>) -> Bool {
        var words = line.split(whereSeparator: \.isASCIIBlank).prefix(3)
        if let first = words.first,
            ["Strong", "Big", "Hard", "Clear", "So", "Therefore"].contains(first.lossyString)
        {
            words = words.dropFirst()
        }
        guard let word = words.first else { return false }
        let plain = word.prefix(while: \.isASCIILetter)
        guard ["NAK", "NACK", "NAKed", "NACKed", "Nacked"].contains(plain.lossyString)
        else { return false }
        let rest = word[plain.endIndex...]
        return rest.allSatisfy { [0x2e, 0x2c, 0x21, 0x3a, 0x3b].contains($0) }
    }
}
