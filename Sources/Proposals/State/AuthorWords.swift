// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// The words by which an author says what happens to the own change; docs/ledger.md states the rules.
enum AuthorWords {
    /// Whether a later revision is said to be out: `Fixed and sent out a v2`.
    static func isResent(_ prose: Prose) -> Bool {
        prose.sentences.contains { sentence in
            let words = sentence.words
            guard
                let verb = words.firstIndex(where: {
                    ["sent", "posted", "resent", "submitted", "reposted"].contains($0)
                }), !words[..<verb].contains(where: futures.contains)
            else { return false }
            return namesRevision(words[(verb + 1)...].prefix(6))
        }
    }

    /// Whether a later revision is promised: `Will resend.`, `I will send out an updated patch`,
    /// `will be in v3`.
    static func isPromised(_ prose: Prose) -> Bool {
        prose.sentences.contains { sentence in
            guard !sentence.isQuestion else { return false }
            let words = sentence.words
            if words.contains(where: separate.contains)
                || RemarkWords.has(anyOf: separations, in: words)
            {
                return false
            }
            return isPromise(words)
        }
    }

    private static let separations: Phrases = ["on top", "if you", "separate patch"]
    private static let futures: Set<String> = ["will", "i'll", "to", "be", "should", "can"]
    private static let separate: Set<String> = [
        "follow-up", "followup", "separately", "later", "if", "unless", "stable", "not", "don't",
        "maybe", "someday", "eventually",
    ]
    private static let posting: Set<String> = [
        "resend", "respin", "repost", "re-send", "re-spin", "re-post", "reroll", "rework", "rebase",
        "respin", "resubmit",
    ]
    private static let changing: Set<String> = [
        "fix", "change", "update", "modify", "drop", "remove", "rename", "address", "add",
        "correct",
        "adjust", "include", "use", "move", "split", "squash", "rephrase", "reword", "do", "fold",
        "incorporate", "integrate", "take",
    ]

    private static func isPromise(_ words: [String]) -> Bool {
        for (index, word) in words.enumerated() {
            let isFuture =
                ["will", "i'll", "we'll", "shall"].contains(word)
                || word == "to" && index > 0 && words[index - 1] == "going"
                || word == "me" && index > 0 && words[index - 1] == "let"
            guard isFuture else { continue }
            let isOthers =
                index > 0 && ["you", "this", "that", "it", "which"].contains(words[index - 1])
            let after = words[(index + 1)...].prefix(4)
            if after.contains(where: posting.contains) { return true }
            if after.contains(where: ["send", "post", "submit", "prepare", "spin"].contains),
                namesRevision(words[(index + 1)...])
            {
                return true
            }
            if !isOthers, isChange(after), isInNext(words) || words.count <= 12 || isThat(after) {
                return true
            }
            if isInNext(words) { return true }
        }
        return words.count <= 12 && isInNext(words) && words.contains(where: changed.contains)
    }

    /// `adjust that`, `fix this`
    private static func isThat(_ words: ArraySlice<String>) -> Bool {
        let object = words.drop { !changing.contains($0) }.dropFirst()
        return object.first.map { ["that", "this", "it", "them"].contains($0) } ?? false
    }

    /// `fix it`, `do that`, and not `do some tests`
    private static func isChange(_ words: ArraySlice<String>) -> Bool {
        guard let verb = words.firstIndex(where: changing.contains) else { return false }
        let next = words.dropFirst(verb + 1 - words.startIndex).first
        return words[verb] != "do"
            || next.map { ["that", "this", "so", "it"].contains($0) } ?? true
    }

    private static let changed: Set<String> = [
        "fixed", "changed", "updated", "dropped", "removed", "added", "done", "corrected", "moved",
    ]

    /// `in v2`, `in the next version`
    private static func isInNext(_ words: [String]) -> Bool {
        words.indices.dropLast().contains { index in
            ["in", "for", "with"].contains(words[index])
                && namesRevision(words[(index + 1)...].prefix(3))
        }
    }

    /// `v3`, `a new version`, `the next revision`, `updated patches`
    private static func namesRevision(_ words: ArraySlice<String>) -> Bool {
        words.indices.contains { index in
            let word = words[index]
            let next = words.index(after: index)
            // "v5" of "v5.19" is a kernel.
            let isKernel = next < words.endIndex && words[next].utf8.allSatisfy(\.isASCIIDigit)
            let isNumbered =
                word.first == "v" && (2...3).contains(word.utf8.count) && !isKernel
                && word.utf8.dropFirst().allSatisfy(\.isASCIIDigit)
            let isNewer = ["new", "next", "updated", "revised", "fixed", "another"].contains(word)
            let things: Set<String> = [
                "version", "revision", "patch", "patches", "series", "iteration", "round", "spin",
                "patchset", "one", "set", "submission",
            ]
            return isNumbered || isNewer && next < words.endIndex && things.contains(words[next])
        }
    }

    private static let abandonments: Phrases = [
        "please drop this", "please ignore this", "please disregard", "i'll drop this",
        "i will drop this", "let's drop this", "dropping this", "withdraw this patch",
        "withdrawing this", "i'll abandon", "superseded by", "ignore this patch",
        "ignore this series", "drop this patch", "drop this series", "self-nak", "self nak",
    ]

    /// Whether the author gives the change up: `Please ignore this patch`, `Dropping the change.`
    static func isAbandoned(_ prose: Prose) -> Bool {
        if RemarkWords.has(anyOf: abandonments, in: prose.words) { return true }
        return prose.sentences.contains { sentence in
            let words = sentence.words
            guard
                let verb = words.firstIndex(where: {
                    ["drop", "dropping", "abandon", "abandoning", "withdraw", "withdrawing"]
                        .contains($0)
                }),
                !words[..<verb].contains(where: ["if", "not", "don't", "should", "can"].contains)
            else { return false }
            let object = words[(verb + 1)...].drop { ["the", "this", "whole", "my"].contains($0) }
            let rest = object.drop { ["patch", "series", "change", "one", "it"].contains($0) }
            let hasObject = rest.startIndex > verb + 1
            let ends: Set<String> = ["then", "now", "for", "altogether", "completely", "and", "as"]
            return hasObject && (rest.first.map(ends.contains) ?? true)
        }
    }

    /// Whether a short message only excuses itself: `I missed that, sorry for the noise.`
    static func isExcuse(_ prose: Prose) -> Bool {
        prose.words.count <= 20 && RemarkWords.has(anyOf: excuses, in: prose.words)
    }

    private static let excuses: Phrases = ["sorry for the noise", "sorry for noise"]
}
