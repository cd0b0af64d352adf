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

    init(_ entry: ThreadContents.Entry) {
        message = entry.message
        number = entry.number
        subject = PatchSubject(entry.message.subject)
        trailers = entry.trailers
    }

    /// The patches in the message's text, else those in its other text parts, which are
    /// attachments whatever they call themselves; in order.
    ///
    /// In a message that is a patch all diffs together are that patch; in a reply each diff is one
    /// of its own. Quoted lines hold no diff, since their quote marks are still in front of them.
    func patches(limits: DiffLimits) -> [ProposedPatch] {
        let finder = DiffFinder(limits: limits)
        let inText = finder.diffs(in: message.text.text)
        if let first = inText.first, let last = inText.last {
            if isPatchMail {
                return [
                    patch(
                        .patch, files: inText.flatMap(\.patches),
                        lines: first.lines.lowerBound...last.lines.upperBound,
                        baseCommit: inText.compactMap(\.trailer.baseCommit).last)
                ]
            }
            return inText.map { diff in
                patch(
                    form(of: diff), files: diff.patches, lines: diff.lines,
                    baseCommit: diff.trailer.baseCommit)
            }
        }
        return message.parts.compactMap { part in
            guard let text = part.text?.text else { return nil }
            let diffs = finder.diffs(in: text)
            guard let first = diffs.first, let last = diffs.last else { return nil }
            return patch(
                .attachment, files: diffs.flatMap(\.patches),
                lines: first.lines.lowerBound...last.lines.upperBound,
                baseCommit: diffs.compactMap(\.trailer.baseCommit).last)
        }
    }

    /// A patch mail is no reply, and either its subject says PATCH or its author signed it off.
    private var isPatchMail: Bool {
        !subject.isReply
            && (subject.isPatch
                || trailers.contains { $0.kind == .signedOffBy && $0.place == .commitMessage })
    }

    private func form(of diff: FoundDiff) -> ProposalForm {
        if diff.patches.contains(where: \.isBareHunk) { return .bareHunk }
        let text = message.text.text
        let isCutOff = diff.linesBefore.contains { number in
            text.line(number).map { ScissorsLine.matches(text[$0]) } ?? false
        }
        return isCutOff ? .scissorsDiff : .inlineDiff
    }

    private func patch(
        _ form: ProposalForm, files: [FilePatch], lines: ClosedRange<Int>,
        baseCommit: AbbreviatedID?
    ) -> ProposedPatch {
        let ownPlace: Trailer.Place = isPatchMail ? .commitMessage : .counterPatch
        return ProposedPatch(
            form: form, message: message.id, messageNumber: number, bodyLines: lines,
            author: inBodyAuthor ?? message.author, sender: message.author, date: message.date,
            title: form == .patch || form == .attachment && !subject.isReply
                ? subject.title : Self.title(of: files),
            position: isPatchMail ? subject.position : nil, files: files,
            trailers: trailers.filter { $0.place == ownPlace },
            inputLines: form == .attachment ? .unknown : InputLines(of: message.text),
            baseCommit: baseCommit?.digits)
    }

    /// A patch's text may begin with its author, as `git format-patch --from` has it.
    private var inBodyAuthor: Mailbox? {
        isPatchMail ? InBodyHeaders(in: message.text.text).author : nil
    }

    /// What a diff without a subject is called: the function that its first hunk names, else its
    /// first file.
    private static func title(of files: [FilePatch]) -> String {
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
