// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail
internal import MailThreads
internal import UnifiedDiffs

/// The patches that one message holds, before it is known how they stand to others.
struct MessagePatches {
    let message: Message
    let number: Int
    let subject: PatchSubject
    let trailers: [Trailer]
    private let hasLostMarks: Bool
    private let quotedLines: Set<Int>

    init(_ entry: ThreadContents.Entry) {
        self.init(
            entry.message, number: entry.number, trailers: entry.trailers,
            hasLostMarks: entry.message.isArchivePage,
            quotedLines: Set(entry.body.lines.filter { $0.depth > 0 }.map(\.number)))
    }

    /// - Parameter quotedLines: the 1-based lines of its text that others wrote.
    init(
        _ message: Message, number: Int, trailers: [Trailer], hasLostMarks: Bool,
        quotedLines: Set<Int> = []
    ) {
        self.quotedLines = quotedLines
        self.message = message
        self.number = number
        subject = PatchSubject(message.subject)
        self.trailers = trailers
        self.hasLostMarks = hasLostMarks
    }

    /// What a message holds: patches, and what only looks like one.
    struct Found {
        var patches: [ProposedPatch] = []
        var notes: [ProposalNote] = []
    }

    /// The patches in the message's text, else those in its other text parts, which are
    /// attachments whatever they call themselves; in order.
    ///
    /// In a message that is a patch all diffs together are that patch; in a reply each diff is one
    /// of its own. Quoted lines hold no diff, since their quote marks are still in front of them.
    func found(limits: DiffLimits) -> Found {
        let finder = DiffFinder(limits: limits)
        let mended = MendedText(message.text.text, hasLostMarks: hasLostMarks)
        let inText = finder.diffs(in: mended.text).filter {
            !quotedLines.contains(mended.sourceLine($0.lines.lowerBound))
        }
        if let first = inText.first, let last = inText.last {
            if isPatchMail {
                return Found(patches: [
                    patch(
                        .patch, files: inText.flatMap(\.patches),
                        lines: first.lines.lowerBound...last.lines.upperBound,
                        baseCommit: inText.compactMap(\.trailer.baseCommit).last, mended: mended)
                ])
            }
            return inText.reduce(into: Found()) { found, diff in
                let words = DiffIntroduction(diff, in: mended.text, mended: mended)
                if let finding = words.finding(of: diff.patches) {
                    found.notes.append(note(finding, mended.sourceLine(diff.lines.lowerBound)))
                    return
                }
                found.patches.append(
                    patch(
                        form(of: diff, in: mended.text), files: diff.patches, lines: diff.lines,
                        baseCommit: diff.trailer.baseCommit, mended: mended,
                        header: header(of: diff, in: mended.text)))
            }
        }
        let attached = message.parts.compactMap { part -> ProposedPatch? in
            // The text itself can hold diffs that are quoted without marks.
            guard let text = part.text?.text, text.bytes != message.text.text.bytes else {
                return nil
            }
            let mended = MendedText(text)
            let diffs = finder.diffs(in: mended.text)
            guard let first = diffs.first, let last = diffs.last else { return nil }
            return patch(
                .attachment, files: diffs.flatMap(\.patches),
                lines: first.lines.lowerBound...last.lines.upperBound,
                baseCommit: diffs.compactMap(\.trailer.baseCommit).last, mended: mended)
        }
        return Found(patches: attached, notes: attached.isEmpty ? missingDiff : [])
    }

    /// Says that a patch mail has the statistics of a diff and not the diff.
    private var missingDiff: [ProposalNote] {
        guard !subject.isReply, subject.isPatch, !subject.isCoverLetter else { return [] }
        let text = message.text.text
        let line = text.lines.first { line in
            let content = text[line].trimmingBlanks()
            return content.first?.isASCIIDigit == true
                && (content.firstRange(of: " file changed") != nil
                    || content.firstRange(of: " files changed") != nil)
        }
        guard let line else { return [] }
        return [
            ProposalNote(
                kind: .diffMissing, message: message.id, messageNumber: number,
                bodyLine: line.number,
                detail: "the patch mail says “\(text.string(line).trimmed)” and has no diff")
        ]
    }

    private func note(_ finding: DiffIntroduction.Finding, _ line: Int) -> ProposalNote {
        switch finding {
        case .citation(let commit):
            ProposalNote(
                kind: .citedCommit, message: message.id, messageNumber: number, bodyLine: line,
                detail: "the diff shows what commit \(commit) did, and proposes nothing")
        case .debuggingAid:
            ProposalNote(
                kind: .debuggingAid, message: message.id, messageNumber: number, bodyLine: line,
                detail: "the diff only prints, to find a defect, and is no fix")
        }
    }

    /// The header fields below the scissors above a diff in a reply.
    private func header(of diff: FoundDiff, in text: ByteText) -> InBodyHeaders? {
        let scissors = diff.linesBefore.last { number in
            text.line(number).map { PatchCut.matches(text[$0]) } ?? false
        }
        return scissors.map { InBodyHeaders(in: text, from: $0 + 1) }
    }

    /// A patch mail is no reply, and either its subject says PATCH or its author signed it off.
    private var isPatchMail: Bool {
        !subject.isReply
            && (subject.isPatch
                || trailers.contains { $0.kind == .signedOffBy && $0.place == .commitMessage })
    }

    private func form(of diff: FoundDiff, in text: ByteText) -> ProposalForm {
        if diff.patches.contains(where: \.isBareHunk) { return .bareHunk }
        let isCutOff = diff.linesBefore.contains { number in
            text.line(number).map { PatchCut.matches(text[$0]) } ?? false
        }
        return isCutOff ? .scissorsDiff : .inlineDiff
    }

    private func patch(
        _ form: ProposalForm, files: [FilePatch], lines: ClosedRange<Int>,
        baseCommit: AbbreviatedID?, mended: MendedText, header: InBodyHeaders? = nil
    ) -> ProposedPatch {
        let ownPlace: Trailer.Place = isPatchMail ? .commitMessage : .counterPatch
        let inBody = isPatchMail ? InBodyHeaders(in: message.text.text) : header
        let own = form == .patch || form == .attachment && !subject.isReply ? subject.title : nil
        let title = inBody?.subject.map { PatchSubject($0).title } ?? own
        let source = mended.sourceLines(lines)
        return ProposedPatch(
            form: form, message: message.id, messageNumber: number, bodyLines: source,
            author: inBody?.author ?? message.author, sender: message.author, date: message.date,
            title: title ?? Self.title(of: files), position: isPatchMail ? subject.position : nil,
            files: files.map(mended.renumbered), trailers: trailers.filter { $0.place == ownPlace },
            inputLines: form == .attachment ? .unknown : InputLines(of: message.text),
            baseCommit: baseCommit?.digits, repairs: mended.repairs(within: source))
    }

    /// What a diff without a subject is called: the function that its first hunk names, else its
    /// first file.
    static func title(of files: [FilePatch]) -> String {
        let heading = files.lazy.flatMap(\.hunks).map { words(of: $0.sectionHeading) }
            .first { !$0.isEmpty }
        let path = files.lazy.compactMap(\.path).first?.string
        switch (path, heading) {
        case (let path?, let heading?): return "\(path): \(heading)"
        case (let path?, nil): return path
        case (nil, let heading?): return heading
        case (nil, nil): return "a hunk without a file name"
        }
    }

    /// A section heading without the comma or brace at which it was cut.
    private static func words(of heading: [UInt8]) -> String {
        let isPunctuation = { (byte: UInt8) in
            byte.isASCIIWhitespace || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "{")
        }
        return heading.reversed().drop(while: isPunctuation).reversed().lossyString
    }
}

extension Message {
    /// Whether it was read from the text of an archive's page, where lines lose leading blanks.
    var isArchivePage: Bool { problems.contains { $0.kind == .archivePage } }
}

extension String {
    /// Without blanks at both ends.
    var trimmed: String { Array(utf8).trimmingBlanks().lossyString }
}
