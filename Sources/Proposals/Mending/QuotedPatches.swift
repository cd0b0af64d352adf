// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail
internal import MailThreads
internal import UnifiedDiffs

/// Patches whose mail is not in the input, put together from the quotes in replies.
///
/// A reply below a missing message, or one that answers nothing, quotes it at some depth. The quoted
/// lines of that depth without their marks are read as the mail itself would be. A diff whose
/// changed lines are those of a patch that is there is a comment on that one. The reply that quotes
/// most of a diff gives the patch; files and hunks that it left out come from the others. What is
/// still missing by the diffstat, and hunks that are cut, are noted.
struct QuotedPatches {
    /// A patch and the revision that its subject says.
    struct Quoted {
        var patch: ProposedPatch
        let revision: Int
    }

    private(set) var patches: [Quoted] = []
    private(set) var notes: [ProposalNote] = []

    init(contents: ThreadContents, posted: [ProposedPatch], limits: DiffLimits) {
        var sources: [MessageID: [Quotation]] = [:]
        var order: [MessageID] = []
        let quoting = contents.entries.compactMap { entry in
            Self.missingMessage(above: entry, in: contents.thread).map { (entry, $0) }
        }
        guard !quoting.isEmpty else { return }
        let known = posted.reduce(into: Set<[UInt8]>()) { known, patch in
            for hunk in patch.files.flatMap(\.hunks) { known.formUnion(Self.changes(of: hunk)) }
        }
        for (entry, missing) in quoting {
            let depths = Set(entry.body.lines.map(\.depth)).subtracting([0]).sorted()
            for depth in depths.prefix(8) {
                guard
                    let quotation = Quotation(
                        of: entry, depth: depth, missing: missing, limits: limits, known: known)
                else { continue }
                if sources[missing.id] == nil { order.append(missing.id) }
                sources[missing.id, default: []].append(quotation)
            }
        }
        for id in order { merge(sources[id] ?? []) }
    }

    private mutating func merge(_ quotations: [Quotation]) {
        guard
            let best = quotations.enumerated().max(by: {
                ($0.element.size, -$0.offset) < ($1.element.size, -$1.offset)
            })?.element
        else { return }
        var files = best.patch.files
        for other in quotations {
            for file in other.patch.files {
                guard let index = files.firstIndex(where: { $0.path == file.path }) else {
                    files.append(file)
                    continue
                }
                for hunk in file.hunks {
                    let same = files[index].hunks.firstIndex { $0.oldStart == hunk.oldStart }
                    if let same {
                        if !files[index].hunks[same].areCountsTrue, hunk.areCountsTrue {
                            files[index].hunks[same] = hunk
                        }
                    } else {
                        files[index].hunks.append(hunk)
                        files[index].hunks.sort { $0.oldStart < $1.oldStart }
                    }
                }
            }
        }
        patches.append(Quoted(patch: best.patch.with(files: files), revision: best.revision))
        let cut = files.flatMap(\.hunks).filter { !$0.areCountsTrue }
        if let first = cut.first {
            notes.append(
                note(
                    best, line: first.firstLineNumber,
                    "\(cut.count) of the quoted hunks do not have the lines that they count"))
        }
        let added = files.reduce(0) { $0 + $1.addedCount }
        let deleted = files.reduce(0) { $0 + $1.deletedCount }
        if let stat = best.statistics, stat != [files.count, added, deleted] {
            notes.append(
                note(
                    best, line: best.patch.bodyLines.lowerBound,
                    "the quoted patch says \(stat[0]) files, +\(stat[1]) -\(stat[2]); of it "
                        + "\(files.count) files, +\(added) -\(deleted) are quoted"))
        }
    }

    private func note(_ quotation: Quotation, line: Int, _ detail: String) -> ProposalNote {
        ProposalNote(
            kind: .quoteIncomplete, message: quotation.entry.message.id,
            messageNumber: quotation.entry.number, bodyLine: line, detail: detail)
    }

    /// The nearest message above that the input does not have; the reply itself where it answers
    /// nothing.
    private static func missingMessage(
        above entry: ThreadContents.Entry, in thread: MailThread
    ) -> (id: MessageID, number: Int)? {
        if let node = thread.ancestors(of: entry.message.id).first(where: \.isPlaceholder) {
            return (node.id, node.index + 1)
        }
        guard let root = thread.root.message, PatchSubject(root.subject).isReply else { return nil }
        return (root.id, 1)
    }

    static func changes(of hunk: Hunk) -> Set<[UInt8]> {
        Set(
            hunk.lines.filter { $0.origin != .context }.map { line in
                [line.origin.mark] + line.content.filter { !$0.isASCIIWhitespace }
            }.filter { $0.count > 3 })
    }
}

/// What one reply quotes of a missing patch.
private struct Quotation {
    let entry: ThreadContents.Entry
    let patch: ProposedPatch
    let revision: Int
    /// Files, lines added and lines deleted by the quoted diffstat.
    let statistics: [Int]?

    var size: Int { patch.files.flatMap(\.hunks).reduce(0) { $0 + $1.lines.count } }

    init?(
        of entry: ThreadContents.Entry, depth: Int, missing: (id: MessageID, number: Int),
        limits: DiffLimits, known: Set<[UInt8]>
    ) {
        self.entry = entry
        let lines = entry.body.lines.filter { $0.depth == depth }
        var bytes: [UInt8] = []
        for line in lines { bytes += entry.body.content(of: line) + [0x0a] }
        guard bytes.firstRange(of: Array("\n@@ -".utf8), in: 0..<bytes.count) != nil else {
            return nil
        }
        let introduction = entry.body.blocks.last { block in
            guard case .attribution(let found) = block.kind else { return false }
            return found.depth == depth - 1
                && block.lines.upperBound < (lines.first?.number ?? 0) + 1
        }
        var name = "unknown"
        var address: String?
        if case .attribution(let found)? = introduction?.kind {
            name = found.name ?? found.address ?? name
            address = found.address
        }
        let subject = ReplySubject(entry.message.subject).text
        let patchSubject = PatchSubject(subject)
        address = address ?? Quotation.address(of: name, in: bytes)
        let header =
            "From: \(name.filter { $0 != "\n" && $0 != "\"" }) <\(address ?? "")>\n"
            + "Message-ID: <\(missing.id.text)>\nSubject: "
            + (patchSubject.isPatch ? subject : "[PATCH] \(subject)")
            + "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
            + "Content-Transfer-Encoding: 8bit\n\n"
        guard
            let message = MailInput(name: "quote", bytes: Array(header.utf8) + bytes).messages.first
        else { return nil }
        let body = MessageBody(of: message)
        let holder = MessagePatches(
            message, number: missing.number, trailers: body.trailers(of: message),
            hasLostMarks: entry.message.isArchivePage)
        guard let found = holder.found(limits: limits).patches.first else { return nil }
        let files = found.files.filter { file in
            guard !file.isBareHunk else { return false }
            let changes = file.hunks.reduce(into: Set<[UInt8]>()) {
                $0.formUnion(QuotedPatches.changes(of: $1))
            }
            return !changes.isEmpty && changes.intersection(known).count * 2 < changes.count
        }
        guard !files.isEmpty else { return nil }
        let numbers = lines.map(\.number)
        patch = found.quoted(
            files: files.map { $0.renumbered(numbers) }, in: entry, lineNumbers: numbers,
            author: Mailbox(name: name, address: address ?? ""))
        revision = patchSubject.revision
        statistics = Quotation.statistics(in: ByteText(bytes))
    }

    /// The address that a quoted `Signed-off-by` gives for a name.
    private static func address(of name: String, in bytes: [UInt8]) -> String? {
        let text = ByteText(bytes)
        for line in text.lines.prefix(2_000) {
            let content = text[line].trimmingBlanks()
            guard content.hasPrefixIgnoringCase("Signed-off-by: "),
                let person = Mailbox.mailboxes(in: content.dropFirst(15)).first,
                person.name?.utf8.equalsIgnoringCase(name) == true
            else { continue }
            return person.address
        }
        return nil
    }

    /// `6 files changed, 10 insertions(+), 2 deletions(-)`
    private static func statistics(in text: ByteText) -> [Int]? {
        for line in text.lines {
            let content = text[line].trimmingBlanks()
            guard content.first?.isASCIIDigit == true,
                content.firstRange(of: " changed, ") != nil
            else { continue }
            let parts = content.split(separator: UInt8(ascii: ","))
            func number(_ word: String) -> Int {
                parts.first { $0.firstRange(of: word) != nil }?.trimmingBlanks()
                    .prefix(while: \.isASCIIDigit).decimalValue ?? 0
            }
            return [number(" file"), number("insertion"), number("deletion")]
        }
        return nil
    }
}

extension FilePatch {
    /// With the line numbers of the text that these lines were taken from.
    fileprivate func renumbered(_ numbers: [Int]) -> FilePatch {
        func number(_ line: Int) -> Int {
            numbers.indices.contains(line - 1) ? numbers[line - 1] : line
        }
        return renumbered(number) { max(number($0), number(firstLineNumber)) }
    }
}

extension ProposedPatch {
    fileprivate func with(files: [FilePatch]) -> ProposedPatch {
        ProposedPatch(
            form: form, message: message, messageNumber: messageNumber, bodyLines: bodyLines,
            author: author, sender: sender, date: date, title: title, position: position,
            files: files, trailers: trailers, inputLines: inputLines, baseCommit: baseCommit,
            repairs: repairs, quotedIn: quotedIn)
    }

    fileprivate func quoted(
        files: [FilePatch], in entry: ThreadContents.Entry, lineNumbers: [Int], author: Mailbox
    ) -> ProposedPatch {
        func number(_ line: Int) -> Int {
            lineNumbers.indices.contains(line - 1) ? lineNumbers[line - 1] : line
        }
        let first = number(bodyLines.lowerBound)
        let lines = first...max(first, number(bodyLines.upperBound))
        return ProposedPatch(
            form: .quoted, message: message, messageNumber: messageNumber, bodyLines: lines,
            author: author, sender: author, date: nil, title: title, position: position,
            files: files, trailers: trailers, inputLines: InputLines(of: entry.message.text),
            baseCommit: baseCommit,
            repairs: [MailRepair(kind: .quoteMarks, lines: lines, isCounted: true)]
                + repairs.map { repair in
                    let first = number(repair.lines.lowerBound)
                    return MailRepair(
                        kind: repair.kind,
                        lines: first...max(first, number(repair.lines.upperBound)),
                        isCounted: repair.isCounted)
                }, quotedIn: entry.number)
    }
}
