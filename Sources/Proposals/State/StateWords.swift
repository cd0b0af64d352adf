// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// The words by which a thread's state is known; docs/ledger.md lists them.
enum StateWords {
    static let pings: Phrases = [
        "ping", "gentle ping", "gentle reminder", "friendly ping", "friendly reminder",
        "any update",
        "any updates", "any news", "any progress", "any comments", "any comment", "any feedback",
        "any thoughts on this", "still waiting", "what's the status", "what is the status",
        "status of this", "get a fix in", "get this in", "get this fixed", "get this merged",
        "still broken", "bump", "did this fall through", "fallen through the cracks",
    ]

    static let choices: Phrases = [
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

    static let refusals: Phrases = [
        "i won't take this", "i will not take this", "not going to take this", "won't apply this",
        "will not apply this", "not applying this", "not going to apply this",
        "i'm not taking this",
        "this is not acceptable", "can't take this", "cannot take this", "i'm rejecting this",
        "won't be applied", "not going to merge this",
    ]

    /// Whether a message's words only ask how it goes: at most 60 words with one of the phrases.
    static func isPing(_ words: [String]) -> Bool {
        words.count <= 60 && RemarkWords.has(anyOf: pings, in: words)
    }

    /// Whether somebody chooses the diff that they answer: agrees on it, or asks for it as a patch.
    ///
    /// - Parameter isAuthors: whether the writer has the patch that it would replace, and so can
    ///   leave it to the other.
    static func isChoice(_ prose: Prose, isAuthors: Bool) -> Bool {
        if RemarkWords.has(anyOf: choices, in: prose.words) { return true }
        return prose.sentences.contains { sentence in
            asksForPatch(sentence.words)
                || isAuthors && RemarkWords.has(anyOf: releases, in: sentence.words)
        }
    }

    private static let releases: Phrases = [
        "free for you to send", "free to send this", "free to send it", "feel free to post",
        "feel free to submit", "resend your version", "send your version", "post your version",
    ]

    /// `You should send a formal patch`, `can you post this as a proper patch?`, and not `I'll send`,
    /// `if`.
    private static func asksForPatch(_ words: [String]) -> Bool {
        let verbs: Set<String> = ["send", "post", "submit", "resend", "repost", "turn", "make"]
        let kinds: Set<String> = ["formal", "proper", "real", "separate", "standalone", "official"]
        let own: Set<String> = ["i", "i'll", "i'd", "we", "we'll", "let", "will", "if", "when"]
        return words.indices.contains { index in
            guard verbs.contains(words[index]),
                !words[..<index].suffix(4).contains(where: own.contains)
            else { return false }
            let object = words[index...].prefix(10)
            return object.indices.dropLast().contains {
                kinds.contains(object[$0]) && object[$0 + 1].hasPrefix("patch")
            }
        }
    }

    static func isChoiceOfYours(_ prose: Prose) -> Bool {
        RemarkWords.has(anyOf: choicesOfYours, in: prose.words)
    }

    private static let choicesOfYours: Phrases = [
        "send yours", "post yours", "go with yours", "use yours", "take yours",
    ]

    static func isRefusal(_ prose: Prose) -> Bool {
        RemarkWords.has(anyOf: refusals, in: prose.words)
    }

    /// Whether somebody says that they will look: `I'll test this next week`.
    static func isOffer(_ prose: Prose) -> Bool {
        prose.sentences.contains { sentence in
            !sentence.words.contains("if") && RemarkWords.has(anyOf: offers, in: sentence.words)
        }
    }

    static let offers: Phrases = [
        "i'll take a look", "i will take a look", "i'll have a look", "i will have a look",
        "i'll look at", "i will look at", "i'll look into", "i will look into", "i'll review",
        "i will review", "i'll test", "i will test", "i'll give it", "i will give it",
        "let me test",
        "let me check", "let me look", "i'll check", "i will check", "i'll try to", "i will try to",
        "will take a look", "will have a look", "i'll get to", "i'll pick", "i will pick",
        "i'll apply", "i will apply", "i'll queue", "i will queue",
    ]

    /// What a robot says where a change does not build.
    static let buildFailures: Phrases = [
        "build errors", "build error", "build warnings", "build failed", "build failure",
        "all errors", "auto build test error", "auto build test warning", "errors running",
        "fails to build", "failed to build", "compile errors",
        "fix the problem in your patch",
    ]

    static func isBuildFailure(_ prose: Prose) -> Bool {
        RemarkWords.has(anyOf: buildFailures, in: prose.words)
    }

    /// The last sentence that asks or requests something of somebody; nil if none does.
    static func request(in text: String) -> String? {
        RemarkWords.sentences(text).last { sentence in
            sentence.utf8.last == UInt8(ascii: "?")
                || RemarkWords.has(anyOf: requests, in: RemarkWords.words(sentence))
        }?.trimmed
    }

    /// As ``request(in:)``, whether there is one.
    static func isRequest(_ prose: Prose) -> Bool {
        prose.sentences.contains {
            $0.isQuestion || RemarkWords.has(anyOf: requests, in: $0.words)
        }
    }

    static let requests: Phrases = [
        "please", "would you mind", "can you", "could you", "would like to get",
        "would like you to",
        "if you are happy", "are you ok", "are you okay", "do you", "let me know", "let us know",
    ]

    /// The last sentence that asks; nil if none does.
    static func question(in text: String) -> String? {
        guard text.utf8.contains(UInt8(ascii: "?")) else { return nil }
        return RemarkWords.sentences(text).last { $0.utf8.last == UInt8(ascii: "?") }?.trimmed
    }
}
