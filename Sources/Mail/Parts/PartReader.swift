// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// Reads the MIME tree of one message into its leaves (RFC 2045 and 2046).
struct PartReader {
    let input: [UInt8]
    /// Whether `>From ` at the start of a line stands for `From `, as mboxes have it.
    let isEscaped: Bool
    let limits: MailLimits
    var problems: ProblemList
    private(set) var parts: [MessagePart] = []
    /// Place of the bytes in the whole input.
    private let offset: Int

    init(
        input: [UInt8], isEscaped: Bool, limits: MailLimits, problems: ProblemList, offset: Int
    ) {
        self.offset = offset
        self.input = input
        self.isEscaped = isEscaped
        self.limits = limits
        self.problems = problems
    }

    /// A header with its content: a message, or a part of one.
    private struct Entity {
        var header: HeaderReader.Header
        var span: Range<Int>
        /// What the content is when the header does not say.
        var defaultType = ContentType.plainText
        var lineNumber: Int { header.bodyLineNumber }
    }

    /// Reads the content of a message; gives the text to read.
    mutating func read(_ header: HeaderReader.Header, end: Int) -> MessageText {
        let span = min(header.bodyStart, end)..<end
        let readable = read(Entity(header: header, span: span), path: [], depth: 0)
        let texts = readable.compactMap { index in
            parts[index].text ?? text(ofHTML: parts[index])
        }
        if texts.count == 1 { return texts[0] }
        return PartReader.joined(texts)
    }

    /// Reads an entity; gives the indices of the leaves that are for reading.
    private mutating func read(_ entity: Entity, path: [Int], depth: Int) -> [Int] {
        let type = contentType(of: entity)
        guard type.type == "multipart" else {
            return leaf(entity, type, path: path)
        }
        guard depth < limits.depth else {
            problems.add(
                .limitReached, "parts nested deeper than \(limits.depth) were not read",
                entity.span, entity.lineNumber)
            return leaf(entity, type, path: path)
        }
        guard let boundary = type["boundary"], !boundary.isEmpty,
            let children = children(of: entity, boundary: Array(boundary.utf8))
        else {
            problems.add(
                .multipartNoBoundary, "the parts cannot be told apart; taken as one text",
                entity.span, entity.lineNumber)
            return leaf(entity, .plainText, path: path)
        }
        var readable: [[Int]] = []
        for (number, part) in children.enumerated() {
            var child = part
            if type.subtype == "digest" {
                child.defaultType = ContentType(type: "message", subtype: "rfc822")
            }
            if parts.count >= limits.parts {
                problems.add(
                    .limitReached, "more than \(limits.parts) parts", child.span, child.lineNumber)
                break
            }
            readable.append(read(child, path: path + [number + 1], depth: depth + 1))
        }
        guard type.subtype == "alternative" else { return Array(readable.joined()) }
        let plain = readable.first { $0.contains { parts[$0].contentType.matches("text/plain") } }
        return plain ?? readable.first { !$0.isEmpty } ?? []
    }

    private mutating func contentType(of entity: Entity) -> ContentType {
        guard let field = entity.header.first(.contentType) else { return entity.defaultType }
        if let type = ContentType(
            parsing: field.unfolded(in: input).prefix(limits.fieldBytes), limits: limits)
        {
            return type
        }
        problems.add(
            .contentTypeInvalid, "taken as text/plain", field.span, field.lineNumber)
        return .plainText
    }

    // MARK: - Multiparts

    /// The parts between boundary lines, nil when no boundary comes.
    private mutating func children(of entity: Entity, boundary: [UInt8]) -> [Entity]? {
        var starts: [(position: Int, lineNumber: Int)] = []
        var ends: [Int] = []
        var isClosed = false
        var position = entity.span.lowerBound
        var lineNumber = entity.lineNumber
        let end = entity.span.upperBound
        while position < end, !isClosed {
            let lineEnd = input.endOfLine(at: position, before: end)
            if input[position] == 0x2d, let isLast = isBoundary(input[position..<lineEnd], boundary)
            {
                if !starts.isEmpty {
                    // The line end before a boundary belongs to the boundary.
                    let start = starts[starts.count - 1].position
                    ends.append(HeaderReader.endWithoutLineEnd(input, start..<position))
                }
                isClosed = isLast
                if !isLast { starts.append((lineEnd, lineNumber + 1)) }
            }
            position = lineEnd
            lineNumber += 1
        }
        guard !starts.isEmpty else { return nil }
        if !isClosed {
            ends.append(end)
            problems.add(
                .multipartUnclosed, "the closing boundary is missing", end..<end, lineNumber)
        }
        return zip(starts, ends).prefix(limits.parts + 1).map { start, end in
            let span = start.position..<max(start.position, end)
            var partProblems = ProblemList(limit: 0)
            // A part may begin with an empty line: no header, plain text.
            let header = HeaderReader.read(
                input, span: span, firstLineNumber: start.lineNumber, limits: limits,
                problems: &partProblems)
            return Entity(
                header: header, span: min(header.bodyStart, span.upperBound)..<span.upperBound)
        }
    }

    /// Nil for other lines; true for the closing boundary `--boundary--`.
    private func isBoundary(_ line: ArraySlice<UInt8>, _ boundary: [UInt8]) -> Bool? {
        guard line.count >= boundary.count + 2, line.first == 0x2d, line.hasPrefix("--"),
            line.dropFirst(2).starts(with: boundary)
        else { return nil }
        let rest = line.dropFirst(2 + boundary.count)
        let isLast = rest.hasPrefix("--")
        return rest.dropFirst(isLast ? 2 : 0).allSatisfy(\.isASCIIWhitespace) ? isLast : nil
    }

    // MARK: - Leaves

    private mutating func leaf(_ entity: Entity, _ type: ContentType, path: [Int]) -> [Int] {
        let encodingField = entity.header.first(.contentTransferEncoding)
        let encoding = TransferEncoding(encodingField?.unfolded(in: input) ?? [])
        let decoded = encoding.decode(content(of: entity.span), firstLineNumber: entity.lineNumber)
        if let problem = decoded.problem {
            problems.add(
                problem, "in \(type.type)/\(type.subtype)", entity.span, entity.lineNumber)
        }

        var disposition = MessagePart.Disposition.inline
        var fileName: String?
        if let field = entity.header.first(.contentDisposition) {
            var parser = ParameterParser(field.unfolded(in: input), limits: limits)
            let word = parser.leadingToken()
            if !word.isEmpty, !word.equalsIgnoringCase("inline") { disposition = .attachment }
            fileName = parser.parameters()["filename"]
        }
        fileName = fileName ?? type["name"]

        var text: MessageText?
        let isNamedPatch = [".patch", ".diff"].contains { fileName?.hasSuffix($0) ?? false }
        if type.type == "text" ? type.subtype != "html" : isNamedPatch {
            text = self.text(of: decoded, type, entity, isWhole: path.isEmpty)
        }
        parts.append(
            MessagePart(
                path: path.isEmpty ? "1" : path.map(String.init).joined(separator: "."),
                contentType: type, disposition: disposition, fileName: fileName,
                bytes: decoded.bytes, text: text,
                span: (entity.span.lowerBound + offset)..<(entity.span.upperBound + offset),
                firstLineNumber: entity.lineNumber))

        let isFirst = path.last ?? 1 == 1
        let isForReading =
            type.type == "text"
            && (path.isEmpty
                || disposition == .inline && (isFirst || fileName == nil)
                    && (isFirst || type.subtype == "plain" || type.subtype == "html"))
        return isForReading ? [parts.count - 1] : []
    }

    /// The bytes of a span, without the escape of `From ` lines in mboxes.
    private func content(of span: Range<Int>) -> [UInt8] {
        guard isEscaped, input.firstRange(of: MboxLines.escapedFrom, in: span) != nil
        else { return Array(input[span]) }
        return MboxLines.unescaped(input[span])
    }

    private mutating func text(
        of decoded: TransferEncoding.Decoded, _ type: ContentType, _ entity: Entity, isWhole: Bool
    ) -> MessageText {
        let charset = Charset(named: type["charset"] ?? "")
        let converted = charset.decode(decoded.bytes)
        if charset == .unknown {
            let name = type["charset"] ?? ""
            problems.add(
                .charsetUnknown, "\(name); the bytes were kept", entity.span, entity.lineNumber)
        } else if !converted.isValid {
            problems.add(
                .charsetInvalidBytes, "declared \(type["charset"] ?? "us-ascii")",
                entity.span, entity.lineNumber)
        }
        if converted.bytes.index(of: 0, in: converted.bytes.indices) != nil {
            problems.add(.nulByte, "in the text", entity.span, entity.lineNumber)
        }
        var bytes = PartReader.withLineFeeds(converted.bytes)
        if !isWhole, let last = bytes.last, last != 0x0a { bytes.append(0x0a) }
        let text = ByteText(bytes)
        guard type.subtype == "plain",
            type["format"]?.utf8.equalsIgnoringCase("flowed") == true
        else { return MessageText(text: text, origins: decoded.origins) }
        let delSp = type["delsp"]?.utf8.equalsIgnoringCase("yes") == true
        if FlowedText.hasUnstuffedHunk(text) {
            problems.add(
                .flowedNotStuffed, "context lines of a hunk have one blank; none was removed",
                entity.span, entity.lineNumber)
            return MessageText(text: text, isFlowed: true, delSp: delSp, origins: decoded.origins)
        }
        return FlowedText.read(text, delSp: delSp, origins: decoded.origins)
    }

    private mutating func text(ofHTML part: MessagePart) -> MessageText {
        problems.add(
            .onlyHTML, "the text was taken from HTML",
            (part.span.lowerBound - offset)..<(part.span.upperBound - offset),
            part.firstLineNumber)
        let charset = Charset(named: part.contentType["charset"] ?? "")
        let bytes = HTMLText.read(charset.decode(part.bytes).bytes)
        return MessageText(text: ByteText(bytes), origins: LineOrigins(.none))
    }

    private static func withLineFeeds(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.index(of: 0x0d, in: bytes.indices) != nil else { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for (index, byte) in bytes.enumerated() {
            if byte == 0x0d, index + 1 < bytes.count, bytes[index + 1] == 0x0a { continue }
            result.append(byte)
        }
        return result
    }

    private static func joined(_ texts: [MessageText]) -> MessageText {
        var bytes: [UInt8] = []
        var origins = LineOrigins()
        var softBreaks: Set<Int> = []
        var unstuffed: Set<Int> = []
        var lines = 0
        for text in texts {
            bytes += text.text.bytes
            origins.append(text.origins, shiftedBy: lines)
            softBreaks.formUnion(text.softBreaks.map { $0 + lines })
            unstuffed.formUnion(text.unstuffedLines.map { $0 + lines })
            lines += text.text.lines.count
        }
        return MessageText(
            text: ByteText(bytes), isFlowed: texts.contains(where: \.isFlowed),
            delSp: texts.contains(where: \.delSp), softBreaks: softBreaks,
            unstuffedLines: unstuffed, origins: origins)
    }
}
