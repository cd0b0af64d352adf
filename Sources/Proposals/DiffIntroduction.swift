// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import MailThreads
internal import UnifiedDiffs

/// What the words right above a diff in a reply say about it.
///
/// Two kinds of diff propose nothing. A *citation* shows what a commit did: `git show`'s own lines
/// stand above it, or the paragraph names a commit, speaks of the past (`was`, `did`, `similar`,
/// `below`) and suggests nothing. A *debugging aid* only prints: every added line belongs to a call
/// such as `pr_info()` or `dump_stack()`, and no line is deleted but to come back with a brace.
struct DiffIntroduction {
    /// What a diff is, if it is no proposal.
    enum Finding: Hashable {
        case citation(commit: String)
        case debuggingAid
    }

    private let words: [String]
    private let lines: [ArraySlice<UInt8>]

    /// The author's own lines above the diff, back to a quote, at most 12.
    init(_ diff: FoundDiff, in text: ByteText, mended: MendedText) {
        var lines: [ArraySlice<UInt8>] = []
        for number in diff.linesBefore.reversed().prefix(16) {
            guard let line = text.line(number) else { break }
            let content = text[line].trimmingWhitespace()
            if content.first == UInt8(ascii: ">") || PatchCut.matches(text[line]) { break }
            lines.insert(content, at: 0)
        }
        self.lines = lines
        words = lines.flatMap {
            $0.asciiLowercased().split {
                !($0.isASCIILetter || $0.isASCIIDigit || $0 == 0x27)
            }.map { $0.lossyString }
        }
    }

    /// What the diff is, if it is no proposal.
    func finding(of patches: [FilePatch]) -> Finding? {
        if let commit = commit { return .citation(commit: commit) }
        return isDebuggingAid(patches) || isReproducer ? .debuggingAid : nil
    }

    private static let suggestions: Set<String> = [
        "should", "could", "try", "instead", "how", "attached", "maybe", "please", "would", "test",
        "untested", "fix", "patch", "propose", "suggest", "something",
    ]
    private static let past: Set<String> = [
        "was", "did", "similar", "below", "introduced", "changed", "looked", "like", "already",
    ]

    private var commit: String? {
        if let line = lines.last(where: { $0.hasPrefix("commit ") && $0.count >= 47 }) {
            let id = line.dropFirst(7).prefix { $0.hexDigitValue != nil }
            if id.count >= 40 { return id.lossyString }
        }
        guard
            let place = words.indices.dropLast().first(where: {
                words[$0] == "commit" && Self.isID(words[$0 + 1])
            }), words.contains(where: Self.past.contains)
        else { return nil }
        let suggested = words.filter(Self.suggestions.contains)
        // "a similar fix" and "to fix" speak of that commit as well.
        let isSuggestion = suggested.contains { $0 != "fix" && $0 != "would" }
        return isSuggestion ? nil : words[place + 1]
    }

    /// Whether the words say that the change shows the defect.
    private var isReproducer: Bool {
        words.contains { $0.hasPrefix("reproduc") }
            && !words.contains { ["fix", "fixes", "patch", "instead"].contains($0) }
    }

    private static func isID(_ word: String) -> Bool {
        (7...64).contains(word.utf8.count) && word.utf8.allSatisfy { $0.hexDigitValue != nil }
    }

    private static let calls = [
        "pr_info(", "pr_err(", "pr_warn(", "pr_debug(", "pr_emerg(", "pr_notice(", "printk(",
        "trace_printk(", "dump_stack(", "dev_info(", "dev_err(", "dev_warn(", "dev_dbg(",
        "print_hex_dump(",
    ]

    private func isDebuggingAid(_ patches: [FilePatch]) -> Bool {
        let lines = patches.flatMap(\.hunks).flatMap(\.lines)
        let deleted = lines.filter { $0.origin == .deleted }
            .map { Array($0.content.trimmingWhitespace()) }
        let opened = deleted.map { $0 + Array(" {".utf8) }
        // Braces are added where a statement gets company.
        let added = lines.filter { line in
            let content = Array(line.content.trimmingWhitespace())
            return line.origin == .added && content != [UInt8(ascii: "}")]
                && !opened.contains(content)
        }
        let additions = lines.filter { $0.origin == .added }
            .map { Array($0.content.trimmingWhitespace()) }
        guard !added.isEmpty, opened.allSatisfy(additions.contains) else { return false }
        var isWithin = false
        var calls = 0
        for line in added {
            let content = line.content.trimmingWhitespace()
            if content.isEmpty { continue }
            let isCall = Self.calls.contains { content.hasPrefix($0) }
            guard isCall || isWithin else { return false }
            if isCall { calls += 1 }
            isWithin = content.last != UInt8(ascii: ";")
        }
        let isSaid = words.contains { $0.hasPrefix("debug") || $0 == "print" || $0 == "prints" }
        return calls > 0 && (isSaid || calls > 1 || calls == added.count { !$0.content.isEmpty })
            && !words.contains("fix")
    }
}
