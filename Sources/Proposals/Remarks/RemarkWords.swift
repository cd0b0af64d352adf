// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// The words by which a remark, an agreement or a request is known; docs/ledger.md lists them.
enum RemarkWords {
    /// Lower-case words of a text; apostrophes belong to words, other bytes separate them.
    static func words(_ text: String) -> [String] {
        var bytes = Array(text.utf8)
        var words: [String] = []
        var start: Int?
        for index in bytes.indices {
            let byte = bytes[index].asciiLowercased
            bytes[index] = byte
            let isOfWord =
                byte.isASCIILetter || byte.isASCIIDigit || byte == 0x27 || byte == 0x2d
                || byte >= 0x80
            if isOfWord {
                if start == nil { start = index }
            } else if let first = start {
                words.append(bytes[first..<index].lossyString)
                start = nil
            }
        }
        if let start { words.append(bytes[start...].lossyString) }
        return words
    }

    /// Whether one of the phrases stands there in a row, at word boundaries.
    static func has(anyOf phrases: Phrases, in words: some Collection<String>) -> Bool {
        phrases.areAny(in: words)
    }

    /// The sentences, each to its `.`, `!`, `?`, or the end of its paragraph.
    static func sentences(_ text: String) -> [String] {
        var sentences: [String] = []
        var current: [UInt8] = []
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() {
            if byte != 0x0a { current.append(byte) }
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0x20
            let isEnd =
                (byte == 0x2e || byte == 0x21 || byte == 0x3f) && (next == 0x20 || next == 0x0a)
            if isEnd || byte == 0x0a && !current[...].trimmingWhitespace().isEmpty {
                sentences.append(current.lossyString)
                current.removeAll(keepingCapacity: true)
            }
        }
        if !current[...].trimmingWhitespace().isEmpty { sentences.append(current.lossyString) }
        return sentences
    }

    static let objections: Phrases = [
        "wrong", "broken", "breaks", "breaking", "break", "bug", "incorrect", "missing", "misses",
        "should not", "shouldn't", "must not", "should be", "should have", "needs to", "need to",
        "has to", "have to", "must be", "instead", "why not", "nak", "nack", "don't like",
        "doesn't work", "does not work", "can't", "cannot", "won't", "race", "leak", "leaks",
        "overflow", "deadlock", "use after free", "regression", "not needed", "unnecessary",
        "redundant", "please", "rather", "better to", "drop this", "remove this", "rename",
        "typo", "nit", "defeat", "defeating", "overinvalidate", "ill-formed", "squash", "hate",
        "not convinced", "disagree", "no need", "makes no sense", "nothing to do with",
        "worse", "isn't worth", "not worth", "better", "nitpick", "doesn't seem", "failing",
        "fails", "stale", "useless", "pointless", "churn",
    ]

    static let concessions: Phrases = [
        "you're right", "you are right", "you are correct", "you're correct", "right", "yes",
        "yeah", "yep", "yup", "ok", "okay", "sure",
        "agreed", "agree", "good point", "good catch", "nice catch", "will do", "will fix",
        "i'll fix", "i will fix", "i'll change", "i will change", "i'll add", "i'll drop",
        "i'll remove", "i'll rename", "i'll move", "i'll update", "will update", "will change",
        "will add", "will drop", "will remove", "will rename", "will move", "let me fix", "fixed",
        "oops", "bah", "my mistake", "my bad", "i missed", "missed this", "missed that", "done",
        "indeed", "ack", "true", "got lost", "i see now", "i see what you mean", "see your point",
        "got your point", "needs fixing", "needs some changes",
        "makes sense",
        "fair enough", "fair point", "of course", "correct", "exactly", "absolutely", "got it",
        "sounds good", "good idea", "ah thanks", "my fault", "thanks for pointing",
        "thanks for spotting", "thanks for the catch", "thanks for catching", "in the next version",
        "in v2", "in v3", "in v4",
    ]

    static let refusals: Phrases = [
        "no", "nope", "not really", "disagree", "i don't think", "i do not think", "not true",
        "not needed", "not necessary", "on purpose", "intentional",
    ]

    static let settlements: Phrases = [
        "fair enough", "makes sense", "i see", "got it", "never mind", "nevermind", "you're right",
        "you are right", "my mistake", "ignore me", "sorry for the noise", "i misread",
    ]

    /// Whether an answer grants what was said: one of the words of agreement in its first two
    /// sentences, with no word of refusal before it in the same sentence.
    ///
    /// - Parameter remark: what is answered. `Yes` to a plain question tells, and grants nothing.
    static func isConcession(_ text: String, to remark: String = "") -> Bool {
        let isAsked = kind(of: remark) == .question && !isSuggestion(remark)
        for sentence in sentences(text).prefix(2) {
            let words = words(sentence)
            for (phrase, place) in concessions.found(in: words) {
                // "yes", "right" and their like count where a sentence begins with them.
                let isShort = !phrase.contains(" ") && !phrase.contains("'")
                if isShort, place > 1, !laterConcessions.contains(phrase) { continue }
                if sentence.last == "?", isShort { continue }
                if isAsked, affirmations.contains(phrase) { continue }
                let before = words[..<place]
                let isNegated = before.contains("not") || before.last == "don't"
                if !isNegated, !has(anyOf: refusals, in: before) { return true }
            }
        }
        return false
    }

    private static let laterConcessions: Set<String> = [
        "fixed", "done", "oops", "bah", "indeed", "agreed", "agree",
    ]

    private static let affirmations: Set<String> = [
        "yes", "yeah", "yep", "yup", "right", "correct", "exactly", "indeed", "true", "absolutely",
        "of course", "done",
    ]

    /// Whether a question wants something: `Shouldn't this be static?`
    private static func isSuggestion(_ text: String) -> Bool {
        let words = words(text)
        return has(anyOf: objections, in: words)
            || has(anyOf: suggestions, in: words)
    }

    private static let suggestions: Phrases = [
        "should", "shouldn't", "can you", "could you", "can we", "could we", "isn't", "aren't",
        "doesn't", "don't", "wouldn't", "maybe", "how about", "what about", "huh",
    ]

    /// What kind of words a remark is.
    static func kind(of text: String) -> Remark.Kind {
        if text.utf8.contains(UInt8(ascii: "?")),
            sentences(text).contains(where: { $0.hasSuffix("?") })
        {
            return .question
        }
        let isObjection = sentences(text).contains { sentence in
            let words = words(sentence)
            return has(anyOf: objections, in: words) && !isHandling(words)
        }
        return isObjection ? .objection : .comment
    }

    /// Whether every sentence that asks or objects only speaks of the way that a patch goes: through
    /// whose tree, in which cycle.
    static func isOnlyHandling(_ text: String) -> Bool {
        let told = sentences(text).filter { sentence in
            sentence.hasSuffix("?") || has(anyOf: objections, in: words(sentence))
        }
        return !told.isEmpty && told.allSatisfy { isHandling(words($0)) }
    }

    /// Whether a sentence speaks of the way that a patch goes, and of no code: `it has to be next
    /// cycle`, `via the ACPI tree, right?`; names of functions and files are code.
    private static func isHandling(_ words: [String]) -> Bool {
        if isPostponement(words) { return true }
        let isThrough = words.indices.contains { index in
            ["via", "through"].contains(words[index])
                && words[(index + 1)...].prefix(4).contains { ["tree", "trees"].contains($0) }
        }
        return isThrough || has(anyOf: ways, in: words)
    }

    private static let ways: Phrases = [
        "single tree", "one tree", "same tree", "whose tree", "which tree", "my tree",
        "your tree", "their tree", "his tree", "her tree", "this cycle", "next cycle",
        "merge window", "this release", "next release",
    ]

    /// Whether words only say when: `I can't pick these up yet`, `will need to wait for rc1`.
    private static func isPostponement(_ words: [String]) -> Bool {
        has(anyOf: waits, in: words)
            || words.contains { ["pick", "take", "apply", "merge", "queue"].contains($0) }
                && words.contains { ["yet", "until", "before"].contains($0) }
    }

    private static let waits: Phrases = ["wait for", "wait until"]

    /// Words that look like names of functions and drivers: with `_`, with `()`, or with a digit and
    /// a dash.
    static func names(in text: String) -> [String] {
        var seen: Set<String> = []
        return text.utf8.split { byte in
            !(byte.isASCIILetter || byte.isASCIIDigit || byte == 0x5f || byte == 0x2d
                || byte == 0x28 || byte == 0x29)
        }.compactMap { word -> String? in
            let isCall = word.suffix(2).elementsEqual("()".utf8)
            let name = Array(word.filter { $0 != 0x28 && $0 != 0x29 })
            guard name.count >= 3, name.first?.isASCIILetter == true else { return nil }
            let isIdentifier = name.contains(0x5f) && !name.contains(0x2d)
            let isDriver =
                name.contains(0x2d)
                && (name.contains(where: \.isASCIIDigit)
                    || ["smmu", "iommu", "dart", "vmsa"].contains {
                        name.firstRange(of: $0) != nil
                    })
            guard isCall || isIdentifier || isDriver else { return nil }
            let text = name.lossyString
            return seen.insert(text).inserted ? text : nil
        }.prefix(20).map(\.self)
    }

    private static let thanks = [
        "thanks", "thank", "thx", "cheers", "regards", "best", "br", "kind",
    ]
    private static let restOfThanks: Set<String> = [
        "thanks", "thank", "you", "regards", "best", "kind", "cheers", "a", "lot", "and", "very",
        "much", "for", "the", "review", "reviewing", "patch", "this", "again", "everyone",
        "all", "many", "in", "advance", "your", "comments", "help",
    ]

    private static let openings = Set(["hi", "hello", "hey", "dear"] + thanks)

    /// The first of ``words(_:)``.
    private static func firstWord(_ line: String) -> String? {
        func isOfWord(_ byte: UInt8) -> Bool {
            byte.isASCIILetter || byte.isASCIIDigit || byte == 0x27 || byte == 0x2d || byte >= 0x80
        }
        let word = line.utf8.drop { !isOfWord($0) }.prefix(while: isOfWord)
        return word.isEmpty ? nil : word.asciiLowercased().lossyString
    }

    /// Lines that greet, thank or sign, and say nothing about a patch.
    static func isCourtesy(_ line: String) -> Bool {
        guard let first = firstWord(line) else { return true }
        guard openings.contains(first) else { return false }
        let words = words(line)
        if words.count <= 5, ["hi", "hello", "hey", "dear"].contains(first) { return true }
        if thanks.contains(first), words.count <= 8,
            words.dropFirst().allSatisfy({ restOfThanks.contains($0) || $0.utf8.count <= 1 })
                || words.count <= 3
        {
            return true
        }
        return false
    }
}
