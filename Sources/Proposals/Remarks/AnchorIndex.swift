// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail
internal import MailThreads
internal import UnifiedDiffs

/// Finds the line of a hunk that a quote ends with.
struct AnchorIndex {
    private struct Line {
        let anchor: Remark.Anchor
        let message: MessageID
        let key: [UInt8]
    }

    private var lines: [Line] = []

    init(_ proposals: [Proposal]) {
        for proposal in proposals {
            for (index, patch) in proposal.patches.enumerated() {
                for file in patch.files {
                    for hunk in file.hunks {
                        add(hunk, file, patch, PatchPlace(proposal, index))
                    }
                }
            }
        }
    }

    private mutating func add(
        _ hunk: Hunk, _ file: FilePatch, _ patch: ProposedPatch, _ place: PatchPlace
    ) {
        var (old, new) = (hunk.oldStart, hunk.newStart)
        for line in hunk.lines {
            let number = line.origin == .deleted ? old : new
            if line.origin.isOld { old += 1 }
            if line.origin.isNew { new += 1 }
            let key = Self.key(line.content[...])
            guard !key.isEmpty else { continue }
            let mark: Character =
                switch line.origin {
                case .added: "+"
                case .deleted: "-"
                case .context: " "
                }
            lines.append(
                Line(
                    anchor: Remark.Anchor(
                        place: place, path: file.path?.string ?? "",
                        heading: hunk.sectionHeading.trimmingBlanks().lossyString,
                        lineNumber: number, mark: mark,
                        text: line.content[...].trimmingWhitespace().lossyString),
                    message: patch.message, key: key))
        }
    }

    private static func key(_ line: ArraySlice<UInt8>) -> [UInt8] {
        line.filter { !$0.isASCIIWhitespace }
    }

    /// The line that the last quoted line is; nil where it is none of a hunk.
    ///
    /// Of the message whose text the quote is; where that is not known, of the nearest proposal above.
    /// Two lines of the quote have to be lines of the hunk, or the one has 12 letters.
    func anchor(
        of quote: BodyBlock, in entry: ThreadContents.Entry, message: MessageID?,
        thread: MailThread
    ) -> Remark.Anchor? {
        let body = entry.body
        let quoted = quote.lines.map { body.content(of: body.lines[$0 - 1]) }
            .filter { !$0.allSatisfy(\.isASCIIWhitespace) }
        guard let last = quoted.last else { return nil }
        let above = [entry.message.id] + thread.ancestors(of: entry.message.id).map(\.id)
        let messages = message.map { [$0] } ?? above
        for id in messages {
            let candidates = lines.filter { $0.message == id }
            guard let found = match(last, in: candidates) else { continue }
            let letters = found.key.count { $0.isASCIILetter }
            let isMarked = found.anchor.mark != " "
            let others = quoted.dropLast().suffix(6).contains { match($0, in: candidates) != nil }
            if letters >= (isMarked ? 6 : 12) || others { return found.anchor }
        }
        return nil
    }

    private func match(_ quoted: ArraySlice<UInt8>, in candidates: [Line]) -> Line? {
        let whole = Self.key(quoted)
        guard let mark = whole.first else { return nil }
        let isMarked = mark == UInt8(ascii: "+") || mark == UInt8(ascii: "-")
        let rest = isMarked ? Array(whole.dropFirst()) : whole
        guard !rest.isEmpty else { return nil }
        return candidates.first { line in
            line.key == rest
                && (isMarked
                    ? line.anchor.mark == Character(UnicodeScalar(mark)) : line.anchor.mark == " ")
        }
    }

    /// Whether a patch has this line with this mark in the same file.
    func hasLine(_ anchor: Remark.Anchor, in patch: ProposedPatch) -> Bool {
        let key = Self.key(Array(anchor.text.utf8)[...])
        return patch.files.contains { file in
            (file.path?.string ?? "") == anchor.path
                && file.hunks.contains { hunk in
                    hunk.lines.contains { line in
                        Self.key(line.content[...]) == key
                            && (anchor.mark == "+") == (line.origin == .added)
                            && (anchor.mark == "-") == (line.origin == .deleted)
                    }
                }
        }
    }
}
