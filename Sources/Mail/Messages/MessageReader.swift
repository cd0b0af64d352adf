// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// Reads one message from its bytes.
struct MessageReader {
    let inputName: String
    let limits: MailLimits
    /// How its messages can be read again; of those in a file each says whether it is escaped.
    var access = MessageSource.Access.once

    /// Reads a message.
    ///
    /// - Parameters:
    ///   - bytes: a part of the input with all of the message.
    ///   - span: the message, without mbox separators.
    ///   - isEscaped: whether `>From ` at the start of a line stands for `From `.
    ///   - offset: place of `bytes` in the input.
    ///   - firstLineNumber: 1-based input line where the message starts.
    func read(
        _ bytes: [UInt8], _ span: Range<Int>, isEscaped: Bool, offset: Int, firstLineNumber: Int
    ) -> Message {
        var problems = ProblemList(limit: limits.problems, offset: offset)
        let header = HeaderReader.read(
            bytes, span: span, firstLineNumber: firstLineNumber, limits: limits,
            problems: &problems)
        noteOddFields(header, bytes, span.lowerBound..<header.bodyStart, &problems)

        let from = mailboxes(.from, header, bytes, &problems)
        if from.first?.address.isEmpty != false {
            problems.add(
                .fromMissing, "no sender's address", span.lowerBound..<span.lowerBound,
                firstLineNumber)
        }
        let sender = from.first ?? Mailbox(name: nil, address: "")
        let replyTo = mailboxes(.replyTo, header, bytes, &problems)
        let author = author(sender, replyTo, header, bytes, &problems)

        let identifiers = identifiers(.messageID, header, bytes)
        if identifiers.isEmpty {
            problems.add(
                .messageIDMissing, "an identifier was made from the content",
                span.lowerBound..<span.lowerBound, firstLineNumber)
        }

        var reader = PartReader(
            input: bytes, isEscaped: isEscaped, limits: limits, problems: problems, offset: offset)
        let text = reader.read(header, end: span.upperBound)
        problems = reader.problems
        let date = date(header, bytes, &problems)
        let envelope = Envelope(
            id: identifiers.first ?? MessageID.synthetic(for: bytes[span]),
            isIDSynthetic: identifiers.isEmpty, author: author, date: date,
            subject: decoded(header.first(.subject), bytes),
            inReplyTo: self.identifiers(.inReplyTo, header, bytes),
            references: self.identifiers(.references, header, bytes),
            source: MessageSource(
                inputName: inputName, span: (offset + span.lowerBound)..<(offset + span.upperBound),
                firstLineNumber: firstLineNumber, access: access(isEscaped: isEscaped)))
        return Message(
            Message.Fields(
                envelope: envelope, from: sender, to: mailboxes(.to, header, bytes, &problems),
                cc: mailboxes(.cc, header, bytes, &problems), replyTo: replyTo,
                // The header alone is kept, so that a message does not hold its bytes twice.
                header: Array(bytes[span.lowerBound..<header.bodyStart]),
                decodedBytes: limits.fieldBytes, text: text, parts: reader.parts,
                problems: problems.problems))
    }

    private func access(isEscaped: Bool) -> MessageSource.Access {
        if case .file = access { .file(isEscaped: isEscaped) } else { access }
    }

    private func decoded(_ field: FieldSpan?, _ bytes: [UInt8]) -> String {
        guard let field else { return "" }
        return EncodedWords.decode(
            unfolded(field, bytes)
        ).text
    }

    private func unfolded(_ field: FieldSpan, _ bytes: [UInt8]) -> [UInt8] {
        HeaderField.unfold(bytes, field.value.prefix(limits.fieldBytes))
    }

    private func identifiers(
        _ kind: FieldSpan.Kind, _ header: HeaderReader.Header, _ bytes: [UInt8]
    ) -> [MessageID] {
        guard let field = header.first(kind) else { return [] }
        return MessageID.identifiers(in: bytes, field.value, limit: limits.identifiers)
    }

    /// Notes fields that are repeated, too long, or hold what cannot be decoded.
    private func noteOddFields(
        _ header: HeaderReader.Header, _ bytes: [UInt8], _ span: Range<Int>,
        _ problems: inout ProblemList
    ) {
        noteRepeatedFields(header, bytes, &problems)
        if span.count > limits.fieldBytes {
            for field in header.fields where field.value.count > limits.fieldBytes {
                problems.add(
                    .limitReached,
                    "field \(bytes[field.name].lossyString): only \(limits.fieldBytes) bytes were "
                        + "decoded",
                    field.span, field.lineNumber)
            }
        }
        let isASCII = bytes.isASCII(in: span)
        var next = 0
        for field in header.fields {
            if isASCII {
                // Few fields have encoded words: go from one to the next.
                if field.span.upperBound <= next { continue }
                let rest = field.span.lowerBound..<span.upperBound
                guard let word = bytes.firstRange(of: MessageReader.encodedWord, in: rest)
                else { return }
                next = word.lowerBound
                if field.span.upperBound <= next { continue }
            }
            noteEncoding(field, bytes, &problems)
        }
    }

    private static let encodedWord = Array("=?".utf8)

    private func noteEncoding(
        _ field: FieldSpan, _ bytes: [UInt8], _ problems: inout ProblemList
    ) {
        guard EncodedWords.mayBeEncoded(bytes[field.value]) else { return }
        let value = unfolded(field, bytes)
        let kinds = EncodedWords.decode(value).problems
        for kind in kinds.sorted(by: { $0.rawValue < $1.rawValue }) {
            problems.add(
                kind, "in the field \(bytes[field.name].lossyString)", field.span,
                field.lineNumber)
        }
    }

    private func noteRepeatedFields(
        _ header: HeaderReader.Header, _ bytes: [UInt8], _ problems: inout ProblemList
    ) {
        var seen: UInt32 = 0
        for span in header.known where span.kind.isSingle {
            let bit: UInt32 = 1 << UInt32(span.kind.rawValue)
            if seen & bit != 0 {
                problems.add(
                    .fieldRepeated, "\(bytes[span.name].lossyString); the first one counts",
                    span.span, span.lineNumber)
            }
            seen |= bit
        }
    }

    /// All mailboxes of an address field; only `From` counts once.
    private func mailboxes(
        _ kind: FieldSpan.Kind, _ header: HeaderReader.Header, _ bytes: [UInt8],
        _ problems: inout ProblemList
    ) -> [Mailbox] {
        var mailboxes: [Mailbox] = []
        for field in header.known where field.kind == kind {
            let parsed = AddressParser.parse(
                unfolded(field, bytes), limits: limits)
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
            mailboxes += parsed.mailboxes.prefix(limits.addresses - mailboxes.count)
            if kind == .from || mailboxes.count == limits.addresses { break }
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
