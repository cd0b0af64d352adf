// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// Cuts an mbox into its messages.
struct MboxSplitter {
    /// A message without its separator and without the empty line that ends it.
    struct MessageSpan: Hashable {
        var span: Range<Int>
        /// 1-based input line where `span` starts.
        var firstLineNumber: Int
    }

    struct Split {
        var spans: [MessageSpan] = []
        var problems: [MailProblem] = []
    }

    let input: [UInt8]
    /// Where the content starts, behind empty lines.
    let start: Int

    /// Finds the separators; no span means that the input is no mbox.
    ///
    /// A separator has the shape of one and a header field behind it. In a file whose first
    /// separator is an ordinary one, the separators of `git format-patch` are text that somebody
    /// pasted.
    func split(limits: MailLimits) -> Split {
        var split = Split()
        var problems = ProblemList(limit: limits.problems)
        var style: MboxLines.Separator?
        var opened: (position: Int, lineNumber: Int)?
        var position = start
        var lineNumber = input[..<start].count { $0 == 0x0a } + 1
        var isAfterEmptyLine = true

        while position < input.count {
            let lineEnd = HeaderReader.end(ofLineAt: position, in: input, before: input.count)
            let isCandidate =
                input[position] == UInt8(ascii: "F")
                && input[position..<lineEnd].hasPrefix("From ")
            if isCandidate, let shape = separator(position..<lineEnd) {
                let isFirst = style == nil
                // Text with a header of its own is one message, whatever stands in its body.
                if isFirst, position > start, startsWithField { return Split() }
                if isFirst || shape == style || shape == .mailbox {
                    if let opened {
                        split.spans.append(span(opened, until: position))
                    } else if position > start {
                        problems.add(
                            .mboxPreamble, "\(position - start) bytes before the first message",
                            start..<position, lineNumber)
                    }
                    if !isAfterEmptyLine, !isFirst {
                        problems.add(
                            .mboxNoEmptyLine, "no empty line before a separator",
                            position..<lineEnd, lineNumber)
                    }
                    style = style ?? shape
                    opened = (lineEnd, lineNumber + 1)
                    if split.spans.count >= limits.messages {
                        problems.add(
                            .limitReached, "more than \(limits.messages) messages",
                            position..<input.count, lineNumber)
                        split.problems = problems.problems
                        return split
                    }
                } else {
                    problems.add(
                        .mboxSeparatorInBody, "a patch's own `From` line within a message",
                        position..<lineEnd, lineNumber)
                }
            }
            isAfterEmptyLine = input[position..<lineEnd].withoutLineEnd.isEmpty
            position = lineEnd
            lineNumber += 1
        }
        if let opened { split.spans.append(span(opened, until: input.count)) }
        split.problems = problems.problems
        return split
    }

    private var startsWithField: Bool {
        let lineEnd = HeaderReader.end(ofLineAt: start, in: input, before: input.count)
        return HeaderReader.colon(of: input[start..<lineEnd].withoutLineEnd) != nil
    }

    private func separator(_ span: Range<Int>) -> MboxLines.Separator? {
        guard let shape = MboxLines.separator(input[span].withoutLineEnd) else { return nil }
        // The message may be cut right here.
        guard span.upperBound < input.count else { return shape }
        let nextEnd = HeaderReader.end(
            ofLineAt: span.upperBound, in: input, before: input.count)
        let next = input[span.upperBound..<nextEnd].withoutLineEnd
        let isHeader = HeaderReader.colon(of: next) != nil || next.hasPrefix(">From ")
        return isHeader || nextEnd == input.count ? shape : nil
    }

    private func span(
        _ opened: (position: Int, lineNumber: Int), until end: Int
    ) -> MessageSpan {
        var last = end
        // One empty line belongs to the mbox, not to the message; it needs a line end before it.
        let content = input[opened.position..<end]
        let line = content.withoutLineEnd
        if line.endIndex < end, line.last == 0x0a { last = line.endIndex }
        return MessageSpan(
            span: opened.position..<max(last, opened.position),
            firstLineNumber: opened.lineNumber)
    }
}
