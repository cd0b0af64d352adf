// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// The words by which a thread's state is known; docs/ledger.md lists them.
enum StateWords {
    static let pings = [
        "ping", "gentle ping", "gentle reminder", "friendly ping", "friendly reminder",
        "any update",
        "any updates", "any news", "any progress", "any comments", "any comment", "any feedback",
        "any thoughts on this", "still waiting", "what's the status", "what is the status",
        "status of this", "get a fix in", "get this in", "get this fixed", "get this merged",
        "still broken", "bump", "did this fall through", "fallen through the cracks",
    ]

    static let choices = [
        "lets do this one", "let's do this one", "let's go with this", "lets go with this",
        "let's go with that", "lets go with that", "let's go with yours", "let's do this",
        "lets do this", "let's do that", "lets do that", "go with your", "go with this one",
        "your version is", "your patch is better", "your approach is better", "i prefer your",
        "i like this better", "i like this one better", "i like your version",
        "much nicer than mine",
        "better than mine", "please send this as", "please send it as", "please send that as",
        "do you want to send", "would you like to send", "can you send this as",
        "can you send it as", "could you send this as", "could you send it as",
        "send a proper patch",
        "send a formal patch", "post a proper patch", "post it as a proper",
        "send as a proper patch",
        "drop mine", "i'll drop mine", "use your patch instead", "take your patch instead",
        "let's take this one", "let's take yours",
    ]

    static let abandonments = [
        "please drop this", "please ignore this", "please disregard", "i'll drop this",
        "i will drop this", "let's drop this", "dropping this", "withdraw this patch",
        "withdrawing this", "i'll abandon", "superseded by", "ignore this patch",
        "ignore this series", "drop this patch", "drop this series", "self-nak", "self nak",
    ]

    static let refusals = [
        "i won't take this", "i will not take this", "not going to take this", "won't apply this",
        "will not apply this", "not applying this", "not going to apply this",
        "i'm not taking this",
        "this is not acceptable", "can't take this", "cannot take this", "i'm rejecting this",
        "won't be applied", "not going to merge this",
    ]

    /// Whether a message's words only ask how it goes: at most 40 words with one of the phrases.
    static func isPing(_ text: String) -> Bool {
        let words = RemarkWords.words(text)
        return words.count <= 60 && RemarkWords.has(anyOf: pings, in: words)
    }

    /// Where a patch was applied, by the words of somebody who takes patches; nil if they say no
    /// such thing, or say it of the future or of somebody else's.
    static func applied(_ text: String) -> String? {
        for sentence in RemarkWords.sentences(text).prefix(6) {
            let words = RemarkWords.words(sentence)
            guard let first = words.firstIndex(where: { isApplying($0) }) else { continue }
            let before = words[..<first]
            let reservations: Set<String> = [
                "be", "if", "when", "once", "not", "can", "could", "should", "will", "would", "to",
                "don't", "isn't", "wasn't", "is", "are", "was", "were", "you", "until", "after",
                "before", "get", "gets", "getting", "already", "which", "that", "it's", "as",
                "patch", "patches", "cleanly", "fix", "only",
            ]
            if before.contains(where: reservations.contains) || before.count > 4 { continue }
            if sentence.hasSuffix("?") { continue }
            let trials = ["on top", "locally", "and tested", "and test", "to test", "my local"]
            if RemarkWords.has(anyOf: trials, in: words) { continue }
            let after = words[(first + 1)...]
            if let next = after.first,
                ["cleanly", "cleanly.", "on", "only", "if", "when", "once", "it's", "them"]
                    .contains(next), next != "on" || !before.isEmpty && after.count < 2
            {
                continue
            }
            let place = after.firstIndex { ["to", "for", "in", "into", "as"].contains($0) }
            let target = place.map { words[$0...].prefix(7).joined(separator: " ") } ?? ""
            if first == 0 && before.isEmpty && after.isEmpty || isSaid(words, at: first) {
                return target
            }
        }
        return nil
    }

    private static func isApplying(_ word: String) -> Bool {
        ["applied", "queued", "pushed", "merged", "picked", "pulled"].contains(word)
    }

    /// Whether the word stands where somebody who did it writes it: first, or behind thanks, `I`,
    /// `I've`, `now`, `series`, `both`, `all`.
    private static func isSaid(_ words: [String], at index: Int) -> Bool {
        let allowed: Set<String> = [
            "thanks", "thank", "you", "i", "i've", "i", "have", "now", "series", "both", "all",
            "whole", "the", "and", "ok", "okay", "great", "patches", "so", "this", "thx", "looks",
            "good", "fine", "nice",
        ]
        return words[..<index].allSatisfy(allowed.contains)
    }

    static func isChoice(_ text: String) -> Bool {
        RemarkWords.has(anyOf: choices, in: RemarkWords.words(text))
    }

    static func isAbandonment(_ text: String) -> Bool {
        RemarkWords.has(anyOf: abandonments, in: RemarkWords.words(text))
    }

    static func isRefusal(_ text: String) -> Bool {
        RemarkWords.has(anyOf: refusals, in: RemarkWords.words(text))
    }

    /// The last sentence that asks; nil if none does.
    static func question(in text: String) -> String? {
        RemarkWords.sentences(text).last { $0.hasSuffix("?") }.map(\.trimmed)
    }
}
