// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// Finds the messages of an mbox in a window that moves over it.
///
/// All places that are kept between steps are places in the input.
struct MboxSplitter {
    /// What one look at the window found.
    enum Step {
        /// A message: its bytes in the window, without separator and without the empty line that
        /// ends it, and the 1-based input line where it starts.
        case message(Range<Int>, lineNumber: Int)
        /// More bytes are needed; those before this index of the window are not.
        case more(keepingFrom: Int)
        /// There are no more messages.
        case end
    }

    /// Where a message starts, behind its separator.
    private struct Opened {
        var position: Int
        var lineNumber: Int
    }

    private let limits: MailLimits
    private let style: MboxLines.Separator
    private var opened: Opened?
    /// Where the search goes on.
    private var scan: Int
    private var messages = 0
    /// Whether messages say their length, as mboxcl has it; the first one tells for all.
    private var hasLengths: Bool?
    /// Whether bytes are being dropped because the message is too long.
    private var isCut = false
    private(set) var problems: ProblemList

    /// Longest separator, and how much of the line behind it is looked at.
    private static let longestLine = 1_000

    /// Starts at the first separator.
    ///
    /// - Parameters:
    ///   - style: the kind of the first separator. In a file that starts with an ordinary one,
    ///     separators of `git format-patch` are text that somebody pasted.
    ///   - start: the first separator's place in the input.
    ///   - lineNumber: its 1-based line.
    init(style: MboxLines.Separator, start: Int, lineNumber: Int, limits: MailLimits) {
        self.style = style
        self.limits = limits
        scan = start
        opened = Opened(position: start, lineNumber: lineNumber)
        problems = ProblemList(limit: limits.problems)
    }

    /// Skips the first separator; to be called once, with all of its line in the window.
    mutating func open(in window: ByteWindow) {
        guard let first = opened else { return }
        let start = first.position - window.offset
        let end = window.bytes.endOfLine(at: start, before: window.bytes.count)
        opened = Opened(position: end + window.offset, lineNumber: first.lineNumber + 1)
        scan = end + window.offset
    }

    /// Looks for the end of the message that is open.
    mutating func step(_ window: ByteWindow) -> Step {
        guard let opened else { return .end }
        guard messages < limits.messages else {
            problems.add(
                .limitReached, "more than \(limits.messages) messages",
                opened.position..<(window.offset + window.bytes.count), opened.lineNumber)
            self.opened = nil
            return .end
        }
        let bytes = window.bytes
        let start = opened.position - window.offset
        var index = max(scan - window.offset, start)
        while true {
            guard let found = bytes.index(of: UInt8(ascii: "F"), in: index..<bytes.count) else {
                scan = window.offset + bytes.count
                return window.isAtEnd
                    ? last(window, from: start) : more(window, from: start)
            }
            index = found + 1
            guard found == start || bytes[found - 1] == 0x0a else { continue }
            guard found + 5 <= bytes.count || window.isAtEnd else {
                scan = window.offset + found
                return more(window, from: start)
            }
            guard bytes[found...].prefix(5).elementsEqual("From ".utf8) else { continue }
            let lineEnd = bytes.endOfLine(at: found, before: bytes.count)
            // The separator and what is looked at behind it must be there as a whole.
            guard window.isAtEnd || bytes.count - found > 2 * MboxSplitter.longestLine else {
                scan = window.offset + found
                return more(window, from: start)
            }
            guard let shape = MboxSplitter.separator(bytes, found..<lineEnd) else { continue }
            if shape != style, shape != .mailbox {
                problems.add(
                    .mboxSeparatorInBody, "a patch's own `From` line within a message",
                    (window.offset + found)..<(window.offset + lineEnd),
                    opened.lineNumber + bytes.lineFeeds(in: start..<found))
                continue
            }
            if let end = lengthEnd(window, from: start), found < end {
                guard end <= bytes.count || window.isAtEnd else {
                    scan = window.offset + found
                    return more(window, from: start)
                }
                if MboxSplitter.isEnd(bytes, end) {
                    index = end
                    continue
                }
            }
            return close(window, start..<found, separator: found..<lineEnd)
        }
    }

    private mutating func more(_ window: ByteWindow, from start: Int) -> Step {
        guard window.bytes.count - start > limits.messageBytes else {
            return .more(keepingFrom: start)
        }
        // The rest is skipped: only what may be the start of a separator stays in the window.
        if !isCut {
            isCut = true
            let lineNumber = opened?.lineNumber ?? 1
            let span = start..<(start + limits.messageBytes)
            noteCut(span, window, lineNumber)
            let end = window.offset + span.upperBound
            opened = Opened(
                position: end, lineNumber: lineNumber + window.bytes.lineFeeds(in: span))
            messages += 1
            return .message(span, lineNumber: lineNumber)
        }
        let end = min(scan, window.offset + window.bytes.count)
        let lines = window.bytes.lineFeeds(in: start..<(end - window.offset))
        opened = Opened(position: end, lineNumber: (opened?.lineNumber ?? 1) + lines)
        return .more(keepingFrom: end - window.offset - 1)
    }

    private mutating func close(
        _ window: ByteWindow, _ span: Range<Int>, separator: Range<Int>
    ) -> Step {
        let lineNumber = opened?.lineNumber ?? 1
        let next = lineNumber + window.bytes.lineFeeds(in: span)
        let content = MboxSplitter.withoutEmptyLine(window.bytes, span)
        if content == span, !span.isEmpty, !isCut {
            problems.add(
                .mboxNoEmptyLine, "no empty line before a separator",
                (window.offset + separator.lowerBound)..<(window.offset + separator.upperBound),
                next)
        }
        opened = Opened(position: window.offset + separator.upperBound, lineNumber: next + 1)
        scan = window.offset + separator.upperBound
        if isCut {
            isCut = false
            return step(window)
        }
        messages += 1
        return .message(bounded(content, window, lineNumber), lineNumber: lineNumber)
    }

    /// A message that is in memory as a whole, cut like one that is not.
    private mutating func bounded(
        _ span: Range<Int>, _ window: ByteWindow, _ lineNumber: Int
    ) -> Range<Int> {
        guard span.count > limits.messageBytes else { return span }
        let cut = span.prefix(limits.messageBytes)
        noteCut(cut, window, lineNumber)
        return cut
    }

    private mutating func noteCut(_ span: Range<Int>, _ window: ByteWindow, _ lineNumber: Int) {
        problems.add(
            .limitReached, "a message of more than \(limits.messageBytes) bytes was cut",
            (window.offset + span.lowerBound)..<(window.offset + span.upperBound), lineNumber)
    }

    private mutating func last(_ window: ByteWindow, from start: Int) -> Step {
        let lineNumber = opened?.lineNumber ?? 1
        opened = nil
        if isCut { return .end }
        let content = MboxSplitter.withoutEmptyLine(window.bytes, start..<window.bytes.count)
        return .message(bounded(content, window, lineNumber), lineNumber: lineNumber)
    }

    /// One empty line belongs to the mbox, not to the message; it needs a line end before it.
    private static func withoutEmptyLine(_ bytes: [UInt8], _ span: Range<Int>) -> Range<Int> {
        let end = HeaderReader.endWithoutLineEnd(bytes, span)
        guard end < span.upperBound, end > span.lowerBound, bytes[end - 1] == 0x0a else {
            return end == span.lowerBound ? end..<end : span
        }
        return span.lowerBound..<end
    }

    // MARK: - Separators

    /// The kind of a separator: a line with the shape of one, and a header field behind it.
    static func separator(_ bytes: [UInt8], _ span: Range<Int>) -> MboxLines.Separator? {
        guard span.count <= longestLine,
            let shape = MboxLines.separator(bytes[span].withoutLineEnd)
        else { return nil }
        // The message may be cut right here.
        guard span.upperBound < bytes.count else { return shape }
        let limit = min(bytes.count, span.upperBound + longestLine)
        let nextEnd = bytes.endOfLine(at: span.upperBound, before: limit)
        let next = span.upperBound..<nextEnd
        let isHeader =
            HeaderReader.name(in: bytes, next) != nil || bytes[next].hasPrefix(">From ")
        return isHeader || nextEnd == bytes.count ? shape : nil
    }

    /// Where the open message ends by its `Content-Length`, as an index of the window.
    private mutating func lengthEnd(_ window: ByteWindow, from start: Int) -> Int? {
        if hasLengths == false { return nil }
        var problems = ProblemList(limit: 0)
        let header = HeaderReader.read(
            window.bytes, span: start..<window.bytes.count, firstLineNumber: 1, limits: limits,
            problems: &problems)
        let length = header.first(.contentLength).flatMap {
            window.bytes[$0.value].trimmingWhitespace().decimalValue
        }
        hasLengths = length != nil
        guard let length, length <= limits.messageBytes else { return nil }
        return header.bodyStart + length
    }

    /// Whether a message can end here: at the end of the input, or before a separator.
    private static func isEnd(_ bytes: [UInt8], _ index: Int) -> Bool {
        guard index < bytes.count else { return index == bytes.count }
        var position = index
        while position < bytes.count, bytes[position] == 0x0a || bytes[position] == 0x0d {
            position += 1
        }
        return position == bytes.count || bytes[position...].hasPrefix("From ")
    }
}
