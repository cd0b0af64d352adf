// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail
internal import MailThreads
internal import UnifiedDiffs

/// Finds the line of a hunk that a quote ends with.
struct AnchorIndex {
    /// A line of a hunk that is not empty.
    private struct Line {
        /// A hash of the line without white space.
        let key: UInt64
        let origin: HunkLine.Origin
        /// 1-based, in the new file; of a deleted line in the old one.
        let number: Int
        let patch: Int
        let file: Int
        let hunk: Int
        let line: Int
    }

    private let patches: [(place: PatchPlace, patch: ProposedPatch)]
    /// The lines of a message's patches, made when they are first asked for.
    private var lines: [MessageID: [Line]] = [:]

    init(_ proposals: [Proposal]) {
        patches = proposals.flatMap { proposal in
            proposal.patches.indices.map { (PatchPlace(proposal, $0), proposal.patches[$0]) }
        }
    }

    private mutating func lines(of message: MessageID) -> [Line] {
        if let known = lines[message] { return known }
        var found: [Line] = []
        for (index, patch) in patches.enumerated() where patch.patch.message == message {
            for (fileIndex, file) in patch.patch.files.enumerated() {
                for (hunkIndex, hunk) in file.hunks.enumerated() {
                    var (old, new) = (hunk.oldStart, hunk.newStart)
                    for (lineIndex, line) in hunk.lines.enumerated() {
                        let number = line.origin == .deleted ? old : new
                        if line.origin.isOld { old += 1 }
                        if line.origin.isNew { new += 1 }
                        guard let key = Self.hash(line.content[...]) else { continue }
                        found.append(
                            Line(
                                key: key, origin: line.origin, number: number, patch: index,
                                file: fileIndex, hunk: hunkIndex, line: lineIndex))
                    }
                }
            }
        }
        lines[message] = found
        return found
    }

    private func hunk(of line: Line) -> Hunk {
        patches[line.patch].patch.files[line.file].hunks[line.hunk]
    }

    private func content(of line: Line) -> [UInt8] {
        Array(hunk(of: line).lines[line.line].content)
    }

    private func anchor(_ line: Line) -> Remark.Anchor {
        let hunk = hunk(of: line)
        let mark: Character =
            switch line.origin {
            case .added: "+"
            case .deleted: "-"
            case .context: " "
            }
        return Remark.Anchor(
            place: patches[line.patch].place,
            path: patches[line.patch].patch.files[line.file].path?.string ?? "",
            heading: hunk.sectionHeading.trimmingBlanks().lossyString, lineNumber: line.number,
            mark: mark, text: content(of: line)[...].trimmingWhitespace().lossyString)
    }

    /// FNV-1a of a line without white space; nil for an empty one.
    private static func hash(_ line: ArraySlice<UInt8>) -> UInt64? {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        var isEmpty = true
        for byte in line where !byte.isASCIIWhitespace {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
            isEmpty = false
        }
        return isEmpty ? nil : hash
    }

    private static func key(_ line: ArraySlice<UInt8>) -> [UInt8] {
        line.filter { !$0.isASCIIWhitespace }
    }

    /// The line that the last quoted line is; nil where it is none of a hunk.
    ///
    /// Of the message whose text the quote is; where that is not known, of the nearest proposal above.
    /// Two lines of the quote have to be lines of the hunk, or the one has 12 letters.
    mutating func anchor(
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
            let candidates = lines(of: id)
            guard let found = match(last, in: candidates) else { continue }
            let letters = content(of: found).count { $0.isASCIILetter }
            let isMarked = found.origin != .context
            let others = quoted.dropLast().suffix(6).contains { match($0, in: candidates) != nil }
            if letters >= (isMarked ? 6 : 12) || others { return anchor(found) }
        }
        return nil
    }

    private func match(_ quoted: ArraySlice<UInt8>, in candidates: [Line]) -> Line? {
        guard !candidates.isEmpty else { return nil }
        let whole = Self.key(quoted)
        guard let mark = whole.first else { return nil }
        let origin: HunkLine.Origin =
            switch mark {
            case UInt8(ascii: "+"): .added
            case UInt8(ascii: "-"): .deleted
            default: .context
            }
        let rest = origin == .context ? whole[...] : whole.dropFirst()
        guard let key = Self.hash(rest) else { return nil }
        return candidates.first { line in
            line.key == key && line.origin == origin
                && Self.key(content(of: line)[...])[...] == rest
        }
    }

    /// Whether a patch has this line with this mark in the same file.
    static func hasLine(_ anchor: Remark.Anchor, in patch: ProposedPatch) -> Bool {
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
