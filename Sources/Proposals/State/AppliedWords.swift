// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// The words by which somebody says that they took a patch; docs/ledger.md states the rule.
enum AppliedWords {
    /// Where a patch went, empty where the words do not say; nil where they do not say that it was
    /// taken, or say it of the future or of somebody else's.
    ///
    /// - Parameter isAuthors: whether the author of the patch writes, of whom only the plainest verbs
    ///   say that, and others where a tree is named.
    static func target(in prose: Prose, isAuthors: Bool) -> String? {
        prose.sentences.prefix(8).lazy.compactMap {
            target(inSentence: $0, isAuthors: isAuthors)
        }.first
    }

    /// Whether words take such a message back: `I've dropped this from my tree`.
    static func isTakenBack(in prose: Prose) -> Bool {
        prose.sentences.prefix(4).contains { sentence in
            let words = sentence.words
            guard
                let verb = words.firstIndex(where: {
                    ["dropped", "dropping", "reverted", "reverting", "drop", "revert"].contains($0)
                })
            else { return false }
            if words[..<verb].contains(where: conditions.contains) { return false }
            let isOwn = words[..<verb].contains { ["i", "i've", "i'll", "i'm"].contains($0) }
            let objects: Set<String> = [
                "this", "it", "them", "patch", "patches", "series", "these",
            ]
            return (isOwn || verb == 0)
                && words[(verb + 1)...].prefix(4).contains(where: objects.contains)
        }
    }

    private static let verbs: Set<String> = [
        "applied", "queued", "pushed", "merged", "picked", "pulled", "added",
    ]

    private static let ownVerbs: Set<String> = ["applied", "queued", "pushed"]
    private static let reservations: Set<String> = [
        "not", "can", "could", "should", "will", "would", "don't", "isn't", "wasn't", "haven't",
        "before", "after",
    ]
    private static let conditions: Set<String> = ["if", "when", "once", "until", "unless"]

    private static let trials: Phrases = [
        "on top of", "locally", "and tested", "and test", "to test", "my local", "for testing",
    ]

    private static func target(
        inSentence sentence: Prose.Sentence, isAuthors: Bool
    ) -> String? {
        if sentence.isQuestion { return nil }
        let words = sentence.words
        if RemarkWords.has(anyOf: trials, in: words) { return nil }
        for (index, word) in words.enumerated() where verbs.contains(word) {
            if words[..<index].contains(where: conditions.contains) { continue }
            let clause = words[..<index].lastIndex(of: "and").map { $0 + 1 } ?? 0
            let before = words[clause..<index]
            let after = words[(index + 1)...]
            if before.contains(where: reservations.contains) { continue }
            guard isSaid(before) || isPassive(before), isOfPatches(word, after) else { continue }
            let told = after.prefix { !["thanks", "thank", "thx", "sorry", "by"].contains($0) }
            let place = told.firstIndex { ["to", "for", "in", "into", "as"].contains($0) }
            let target = place.map { told[$0...].prefix(7) }
            // An author merges and pulls code as well; only a tree is where patches go.
            if isAuthors, !ownVerbs.contains(word), !namesTree(target ?? []) { continue }
            return target?.joined(separator: " ") ?? ""
        }
        return nil
    }

    /// `into the tree`, `to house-next`
    private static func namesTree(_ words: ArraySlice<String>) -> Bool {
        words.contains { ["tree", "next", "branch"].contains($0) || $0.hasSuffix("-next") }
    }

    /// Whether the verb stands where somebody who did it writes it: first, or behind thanks and
    /// `I've`.
    private static func isSaid(_ before: ArraySlice<String>) -> Bool {
        let allowed: Set<String> = [
            "thanks", "thank", "you", "i", "i've", "have", "now", "series", "both", "all", "whole",
            "the", "and", "ok", "okay", "great", "patch", "patches", "so", "this", "these", "thx",
            "looks", "good", "fine", "nice", "just", "alright", "also", "then", "it", "well",
            "lgtm", "hi", "already", "went", "ahead", "finally", "applied", "reviewed", "manually",
        ]
        let isThanked = { (index: Int) in
            index > 0 && ["thanks", "thx"].contains(before[index - 1])
        }
        return before.count <= 8 && before.last != "you"
            && before.indices.allSatisfy { index in
                allowed.contains(before[index]) || before[index].utf8.allSatisfy(\.isASCIIDigit)
                    || index > before.startIndex && isThanked(index)
            }
    }

    /// `This series was applied`, `the following commit has been merged`.
    private static func isPassive(_ before: ArraySlice<String>) -> Bool {
        let subjects: Set<String> = [
            "this", "these", "series", "patch", "patches", "both", "all", "they", "commit",
            "commits",
        ]
        let allowed: Set<String> = [
            "the", "following", "whole", "now", "has", "have", "been", "is", "are", "was", "were",
            "already", "of", "first", "two", "three", "hello",
        ]
        let reservations = before.contains { !allowed.contains($0) && !subjects.contains($0) }
        return !reservations && before.contains(where: subjects.contains)
            && ["is", "are", "was", "were", "been", "now", "already"].contains(before.last)
    }

    /// Whether what was taken are patches, and not remarks, trees, or another's change.
    private static func isOfPatches(_ verb: String, _ after: ArraySlice<String>) -> Bool {
        let next = after.first ?? ""
        let second = after.dropFirst().first ?? ""
        switch verb {
        case "picked": return isObject(next == "up" ? second : next, "")
        case "added":
            return next == "to" && second == "the"
                || after.prefix(3).elementsEqual(["the", "patch", "titled"])
        default: return isObject(next, second)
        }
    }

    private static func isObject(_ next: String, _ second: String) -> Bool {
        let objects: Set<String> = [
            "", "to", "for", "in", "into", "as", "now", "thanks", "thank", "thx", "this", "these",
            "both", "all", "series", "patch", "patches", "and", "via", "manually", "with", "up",
            "here", "already", "too", "v2", "v3", "v4", "v5", "v6",
        ]
        let isRevision = next == "in" && second.first == "v" && second.count == 2
        if isRevision || next == "in" && ["next", "the"].contains(second) && second == "next" {
            return false
        }
        if next == "the" {
            return ["series", "patch", "patches", "rest", "first", "whole", "remaining", "lot"]
                .contains(second)
        }
        return objects.contains(next) || next.utf8.allSatisfy(\.isASCIIDigit)
    }
}
