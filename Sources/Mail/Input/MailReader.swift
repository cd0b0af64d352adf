// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// Reads the messages of one input one after the other.
///
/// No more than one message and some hundred kilobytes are in memory, however long the input.
public struct MailReader {
    private enum State {
        /// Nothing was looked at.
        case fresh
        case mbox(MboxSplitter)
        /// Messages that were read as a whole, in reverse order.
        case rest([Message])
        case done
    }

    /// The name that the caller gave, for example a path.
    public let name: String
    /// What the input turned out to be; ``MailInput/Reason/empty`` before the first message is read.
    public private(set) var content: MailInput.Content = .notMail(.empty)
    private let limits: MailLimits
    private var reader: MessageReader
    private var window: ByteWindow
    private var state = State.fresh
    private var ownProblems: ProblemList

    /// Reads bytes that are all in memory.
    public init(name: String, bytes: [UInt8], limits: MailLimits = .standard) {
        self.init(name: name, window: ByteWindow(bytes), limits: limits)
    }

    /// Reads a file, compressed or not.
    ///
    /// - Throws: ``MailInputError/missing(path:)``, ``MailInputError/unreadable(path:reason:)``.
    public init(path: String, limits: MailLimits = .standard) throws(MailInputError) {
        self.init(name: path, window: ByteWindow(try FileSource(path: path)), limits: limits)
        reader.access = .file(isEscaped: true)
    }

    /// Reads standard input, compressed or not.
    public static func standardInput(limits: MailLimits = .standard) -> MailReader {
        MailReader(name: "standard input", window: ByteWindow(FileSource()), limits: limits)
    }

    private init(name: String, window: ByteWindow, limits: MailLimits) {
        self.name = name
        self.window = window
        self.limits = limits
        reader = MessageReader(inputName: name, limits: limits)
        ownProblems = ProblemList(limit: limits.problems)
    }

    /// What was odd about the input so far; each message has its own problems as well.
    public var problems: [MailProblem] {
        var problems = ownProblems.problems
        if case .mbox(let splitter) = state { problems += splitter.problems.problems }
        if let (kind, detail) = window.problem {
            let end = window.offset + window.bytes.count
            problems.append(
                MailProblem(kind: kind, detail: detail, span: end..<end, lineNumber: 1))
        }
        return problems
    }

    /// The next message, nil at the end.
    ///
    /// - Throws: ``MailInputError/unreadable(path:reason:)`` when the system fails to read.
    public mutating func next() throws(MailInputError) -> Message? {
        guard let found = try advance() else {
            if case .rest(var messages) = state, let message = messages.popLast() {
                state = .rest(messages)
                return message
            }
            return nil
        }
        return reader.read(
            window.bytes, found.span, isEscaped: true, offset: window.offset,
            firstLineNumber: found.lineNumber)
    }

    /// Goes past the next message of a mailbox; gives its place, nil at the end.
    ///
    /// - Throws: ``MailInputError/unreadable(path:reason:)`` when the system fails to read.
    public mutating func skip() throws(MailInputError) -> MessageSource? {
        guard let found = try advance() else { return nil }
        let start = window.offset + found.span.lowerBound
        return MessageSource(
            inputName: name, span: start..<(start + found.span.count),
            firstLineNumber: found.lineNumber)
    }

    /// The next messages, those that are in memory already, without having read them; nil at the end.
    ///
    /// Reading a batch is the costly part, and batches can be read side by side.
    ///
    /// - Throws: ``MailInputError/unreadable(path:reason:)`` when the system fails to read.
    mutating func nextBatch() throws(MailInputError) -> MailBatch? {
        if case .fresh = state { try open() }
        if case .rest(let messages) = state {
            state = .done
            return MailBatch(messages.reversed())
        }
        guard case .mbox(var splitter) = state else { return nil }
        var places: [MailBatch.Place] = []
        while true {
            let step = splitter.step(window)
            state = .mbox(splitter)
            switch step {
            case .message(let span, let lineNumber):
                places.append(MailBatch.Place(span: span, lineNumber: lineNumber))
            case .more(let start):
                // The window's bytes go with the batch; it gets new ones when it moves on.
                guard places.isEmpty else { return batch(places) }
                try window.extend(keepingFrom: start)
            case .end: return places.isEmpty ? nil : batch(places)
            }
        }
    }

    private func batch(_ places: [MailBatch.Place]) -> MailBatch {
        MailBatch(window.bytes, offset: window.offset, places: places, reader: reader)
    }

    private mutating func advance() throws(MailInputError) -> (span: Range<Int>, lineNumber: Int)? {
        if case .fresh = state { try open() }
        guard case .mbox(var splitter) = state else { return nil }
        while true {
            let step = splitter.step(window)
            state = .mbox(splitter)
            switch step {
            case .message(let span, let lineNumber): return (span, lineNumber)
            case .more(let start): try window.extend(keepingFrom: start)
            case .end: return nil
            }
        }
    }

    // MARK: - What the input is

    private mutating func open() throws(MailInputError) {
        try window.extend(keepingFrom: 0)
        let isCompressed = window.bytes.starts(with: [0x1f, 0x8b, 8] as [UInt8])
        if isCompressed {
            reader.access = .once
            window.inflate(limit: limits.inflatedBytes)
            try window.extend(keepingFrom: 0)
        }
        var start = MailReader.contentStart(window.bytes)
        while start == window.bytes.count, !window.isAtEnd, start < limits.preambleBytes {
            try window.extend(keepingFrom: 0)
            start = MailReader.contentStart(window.bytes)
        }
        guard start < window.bytes.count else {
            state = .done
            if isCompressed, start == 0 { content = .notMail(.gzip) }
            return
        }
        let lineEnd = window.bytes.endOfLine(at: start, before: window.bytes.count)
        if let style = MboxSplitter.separator(window.bytes, start..<lineEnd) {
            return openMbox(style, at: start)
        }
        let startsWithField = HeaderReader.name(in: window.bytes, start..<lineEnd) != nil
        if ArchivePage.isPage(window.bytes, from: start, startsWithField: startsWithField) {
            try collect()
            content = .archivePage
            let page = ArchivePage(
                window.bytes, inputName: name, limits: limits)
            return state = .rest(page.messages.reversed())
        }
        if !startsWithField, let (style, place) = try firstSeparator(after: start) {
            ownProblems.add(
                .mboxPreamble, "\(place - start) bytes before the first message", start..<place,
                window.bytes.lineFeeds(in: 0..<start) + 1)
            return openMbox(style, at: place)
        }
        try collect()
        if let reason = reasonForNoMail(start) {
            content = .notMail(reason)
            state = .done
            return
        }
        content = .singleMessage
        let message = reader.read(
            window.bytes, (start..<window.bytes.count).prefix(limits.messageBytes),
            isEscaped: false, offset: window.offset,
            firstLineNumber: window.bytes.lineFeeds(in: 0..<start) + 1)
        state = .rest([message])
    }

    private mutating func openMbox(_ style: MboxLines.Separator, at start: Int) {
        content = .mbox
        var splitter = MboxSplitter(
            style: style, start: start,
            lineNumber: window.bytes.lineFeeds(in: 0..<start) + 1, limits: limits)
        splitter.open(in: window)
        state = .mbox(splitter)
    }

    /// Gets all of an input that is one message or one page.
    private mutating func collect() throws(MailInputError) {
        while !window.isAtEnd, window.bytes.count < limits.messageBytes {
            try window.extend(keepingFrom: 0)
        }
        guard !window.isAtEnd || window.bytes.count > limits.messageBytes else { return }
        ownProblems.add(
            .limitReached, "only the first \(limits.messageBytes) bytes were read",
            0..<window.bytes.count, 1)
    }

    /// The first separator behind bytes that are no header, in the first bytes of the input.
    private mutating func firstSeparator(
        after start: Int
    ) throws(MailInputError) -> (MboxLines.Separator, Int)? {
        while !window.isAtEnd, window.bytes.count < limits.preambleBytes {
            try window.extend(keepingFrom: 0)
        }
        let bytes = window.bytes
        let end = min(bytes.count, limits.preambleBytes)
        var position = bytes.endOfLine(at: start, before: end)
        while position < end {
            let lineEnd = bytes.endOfLine(at: position, before: end)
            if bytes[position] == UInt8(ascii: "F"),
                let style = MboxSplitter.separator(bytes, position..<lineEnd)
            {
                return (style, position)
            }
            position = lineEnd
        }
        return nil
    }

    /// Behind a byte order mark and lines of white space.
    private static func contentStart(_ bytes: [UInt8]) -> Int {
        let mark: [UInt8] = [0xef, 0xbb, 0xbf]
        var start = bytes.starts(with: mark) ? mark.count : 0
        for index in bytes[start...].indices {
            if bytes[index] == 0x0a { start = index + 1 }
            if !bytes[index].isASCIIWhitespace { return start }
        }
        return bytes.count
    }

    private func reasonForNoMail(_ start: Int) -> MailInput.Reason? {
        let bytes = window.bytes
        if bytes[start...].starts(with: [0x1f, 0x8b] as [UInt8]) { return .gzip }
        var problems = ProblemList(limit: 0)
        let header = HeaderReader.read(
            bytes, span: start..<bytes.count, firstLineNumber: 1, limits: limits,
            problems: &problems)
        // A field that mail has and other text with `name: value` lines hardly does.
        let telling: Set<FieldSpan.Kind> = [
            .from, .messageID, .received, .returnPath, .subject, .date, .mimeVersion,
        ]
        if header.known.contains(where: { telling.contains($0.kind) }) { return nil }
        return bytes[start...].prefix(8_192).contains(0) ? .binary : .noHeader
    }
}
