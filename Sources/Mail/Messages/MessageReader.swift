// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// Reads one message from its bytes.
struct MessageReader {
    let inputName: String
    let limits: MailLimits

    /// Reads a message.
    ///
    /// - Parameters:
    ///   - bytes: the message, without mbox separators.
    ///   - isEscaped: whether `>From ` at the start of a line stands for `From `.
    ///   - offset: place of the message in the input.
    ///   - firstLineNumber: 1-based input line where the message starts.
    func read(
        _ bytes: [UInt8], isEscaped: Bool, offset: Int, firstLineNumber: Int
    ) -> Message {
        var problems = ProblemList(limit: limits.problems, offset: offset)
        let header = HeaderReader.read(
            bytes, span: 0..<bytes.count, firstLineNumber: firstLineNumber, limits: limits,
            problems: &problems)
        // The header alone is kept, so that a message does not hold its bytes twice.
        let kept = Array(bytes[..<min(header.bodyStart, bytes.count)])
        let fields = header.fields.map { HeaderField($0, in: kept, offset: offset, limits: limits) }
        noteOddFields(header, kept, fields, &problems)

        let from = mailboxes(.from, header, kept, &problems)
        if from.first?.address.isEmpty != false {
            problems.add(.fromMissing, "no sender's address", 0..<0, firstLineNumber)
        }
        let sender = from.first ?? Mailbox(name: nil, address: "")
        let replyTo = mailboxes(.replyTo, header, kept, &problems)
        let author = author(sender, replyTo, header, kept, &problems)

        let identifiers = identifiers(.messageID, header, kept)
        if identifiers.isEmpty {
            problems.add(
                .messageIDMissing, "an identifier was made from the content", 0..<0,
                firstLineNumber)
        }

        var reader = PartReader(
            input: bytes, isEscaped: isEscaped, limits: limits, problems: problems, offset: offset)
        let text = reader.read(header, end: bytes.count)
        problems = reader.problems
        let date = date(header, kept, &problems)
        return Message(
            id: identifiers.first ?? MessageID.synthetic(for: bytes[...]),
            isIDSynthetic: identifiers.isEmpty,
            from: sender, author: author, to: mailboxes(.to, header, kept, &problems),
            cc: mailboxes(.cc, header, kept, &problems), replyTo: replyTo, date: date,
            subject: decoded(header.first(.subject), kept),
            inReplyTo: self.identifiers(.inReplyTo, header, kept),
            references: self.identifiers(.references, header, kept),
            headers: fields, text: text, parts: reader.parts, problems: problems.problems,
            source: MessageSource(
                inputName: inputName, span: offset..<(offset + bytes.count),
                firstLineNumber: firstLineNumber))
    }

    private func decoded(_ field: FieldSpan?, _ bytes: [UInt8]) -> String {
        guard let field else { return "" }
        return EncodedWords.decode(
            HeaderField.unfold(bytes[field.value].prefix(limits.fieldBytes))
        ).text
    }

    private func identifiers(
        _ kind: FieldSpan.Kind, _ header: HeaderReader.Header, _ bytes: [UInt8]
    ) -> [MessageID] {
        guard let field = header.first(kind) else { return [] }
        return MessageID.identifiers(in: bytes[field.value], limit: limits.identifiers)
    }

    /// Notes fields that are repeated, too long, or hold what cannot be decoded.
    private func noteOddFields(
        _ header: HeaderReader.Header, _ bytes: [UInt8], _ fields: [HeaderField],
        _ problems: inout ProblemList
    ) {
        var seen: UInt32 = 0
        let isPlain =
            bytes.isASCII && bytes.firstRange(of: Array("=?".utf8), in: 0..<bytes.count) == nil
        for (span, field) in zip(header.fields, fields) {
            if span.kind.isSingle {
                let bit: UInt32 = 1 << UInt32(span.kind.rawValue)
                if seen & bit != 0 {
                    problems.add(
                        .fieldRepeated, "\(field.name); the first one counts", span.span,
                        span.lineNumber)
                }
                seen |= bit
            }
            if span.value.count > limits.fieldBytes {
                problems.add(
                    .limitReached,
                    "field \(field.name): only \(limits.fieldBytes) bytes were decoded",
                    span.span, span.lineNumber)
            }
            guard !isPlain, EncodedWords.mayBeEncoded(bytes[span.value]) else { continue }
            for kind in field.decoded.problems.sorted(by: { $0.rawValue < $1.rawValue }) {
                problems.add(kind, "in the field \(field.name)", span.span, span.lineNumber)
            }
        }
    }

    /// All mailboxes of an address field; only `From` counts once.
    private func mailboxes(
        _ kind: FieldSpan.Kind, _ header: HeaderReader.Header, _ bytes: [UInt8],
        _ problems: inout ProblemList
    ) -> [Mailbox] {
        var mailboxes: [Mailbox] = []
        for field in header.fields where field.kind == kind {
            let parsed = AddressParser.parse(
                HeaderField.unfold(bytes[field.value].prefix(limits.fieldBytes)), limits: limits)
            if !parsed.isValid {
                let reading = parsed.mailboxes.prefix(3)
                    .map { "\($0.name ?? "") <\($0.address)>" }.joined(separator: ", ")
                problems.add(
                    .addressInvalid, "\(kind.name) read as \(reading)", field.span,
                    field.lineNumber)
            }
            if parsed.reachedLimit {
                problems.add(
                    .limitReached, "\(kind.name): more than \(limits.addresses) addresses",
                    field.span, field.lineNumber)
            }
            mailboxes += parsed.mailboxes
            if kind == .from { break }
        }
        return mailboxes
    }

    private func author(
        _ sender: Mailbox, _ replyTo: [Mailbox], _ header: HeaderReader.Header, _ bytes: [UInt8],
        _ problems: inout ProblemList
    ) -> Mailbox {
        let isMunged =
            sender.name.map { name in
                name.utf8.count < 1_000
                    && Array(name.utf8.asciiLowercased()).firstRange(of: " via ") != nil
            } ?? false
        for kind in [FieldSpan.Kind.originalFrom, .googleOriginalFrom] {
            let original = mailboxes(kind, header, bytes, &problems).first { !$0.address.isEmpty }
            if let original, !original.hasSameAddress(as: sender) { return original }
        }
        guard isMunged else { return sender }
        let others = replyTo.filter { !$0.address.isEmpty && !$0.hasSameAddress(as: sender) }
        guard let other = others.first else { return sender }
        if other.name != nil { return other }
        let name = sender.name.map { name in
            let bytes = Array(name.utf8)
            let end = bytes.asciiLowercased().firstRange(of: " via ")?.lowerBound ?? bytes.count
            return bytes[..<end].lossyString.filter { $0 != "'" && $0 != "\"" }
        }
        return Mailbox(name: name, address: other.address, comment: other.comment)
    }

    private func date(
        _ header: HeaderReader.Header, _ bytes: [UInt8], _ problems: inout ProblemList
    ) -> MailDate? {
        guard let field = header.first(.date) else { return nil }
        if let date = MailDate(parsing: field.unfolded(in: bytes)) { return date }
        problems.add(.dateInvalid, "the date cannot be read", field.span, field.lineNumber)
        return nil
    }
}
