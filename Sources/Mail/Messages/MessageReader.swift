// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// Reads one message from a span of the input.
struct MessageReader {
    let input: [UInt8]
    let inputName: String
    /// Whether `>From ` at the start of a line stands for `From `.
    let isEscaped: Bool
    let limits: MailLimits

    func read(_ span: Range<Int>, firstLineNumber: Int) -> Message {
        var problems = ProblemList(limit: limits.problems)
        let header = HeaderReader.read(
            input, span: span, firstLineNumber: firstLineNumber, limits: limits,
            problems: &problems)
        noteRepeatedFields(header.fields, &problems)

        let from = mailboxes("From", header, &problems)
        if from.first?.address.isEmpty != false {
            problems.add(
                .fromMissing, "no sender's address", span.lowerBound..<span.lowerBound,
                firstLineNumber)
        }
        let sender = from.first ?? Mailbox(name: nil, address: "")
        let replyTo = mailboxes("Reply-To", header, &problems)
        let author = author(sender, replyTo, header, &problems)

        let identifiers = MessageID.identifiers(
            in: header.first("Message-ID")?.unfolded ?? [], limit: limits.identifiers)
        if identifiers.isEmpty {
            problems.add(
                .messageIDMissing, "an identifier was made from the content",
                span.lowerBound..<span.lowerBound, firstLineNumber)
        }

        var reader = PartReader(
            input: input, isEscaped: isEscaped, limits: limits, problems: problems)
        let text = reader.read(header, end: span.upperBound)
        problems = reader.problems
        let date = date(header, &problems)
        return Message(
            id: identifiers.first ?? syntheticID(span), isIDSynthetic: identifiers.isEmpty,
            from: sender, author: author, to: mailboxes("To", header, &problems),
            cc: mailboxes("Cc", header, &problems), replyTo: replyTo, date: date,
            subject: header.first("Subject")?.value ?? "",
            inReplyTo: MessageID.identifiers(
                in: header.first("In-Reply-To")?.unfolded ?? [], limit: limits.identifiers),
            references: MessageID.identifiers(
                in: header.first("References")?.unfolded ?? [], limit: limits.identifiers),
            headers: header.fields, text: text, parts: reader.parts, problems: problems.problems,
            source: MessageSource(
                inputName: inputName, span: span, firstLineNumber: firstLineNumber))
    }

    private func noteRepeatedFields(_ fields: [HeaderField], _ problems: inout ProblemList) {
        let single: Set<String> = [
            "from", "date", "subject", "message-id", "in-reply-to", "references", "content-type",
            "content-transfer-encoding",
        ]
        var seen: Set<String> = []
        for field in fields {
            let name = field.name.utf8.asciiLowercased().lossyString
            if single.contains(name), !seen.insert(name).inserted {
                problems.add(
                    .fieldRepeated, "\(field.name); the first one counts", field.span,
                    field.lineNumber)
            }
        }
    }

    /// All mailboxes of an address field; only `From` counts once.
    private func mailboxes(
        _ name: String, _ header: HeaderReader.Header, _ problems: inout ProblemList
    ) -> [Mailbox] {
        var mailboxes: [Mailbox] = []
        for field in header.fields where field.isNamed(name) {
            let parsed = AddressParser.parse(
                Array(field.unfolded.prefix(limits.fieldBytes)), limits: limits)
            if !parsed.isValid {
                let reading = parsed.mailboxes.prefix(3)
                    .map { "\($0.name ?? "") <\($0.address)>" }.joined(separator: ", ")
                problems.add(
                    .addressInvalid, "\(field.name) read as \(reading)", field.span,
                    field.lineNumber)
            }
            if parsed.reachedLimit {
                problems.add(
                    .limitReached, "\(field.name): more than \(limits.addresses) addresses",
                    field.span, field.lineNumber)
            }
            mailboxes += parsed.mailboxes
            if name == "From" { break }
        }
        return mailboxes
    }

    private func author(
        _ sender: Mailbox, _ replyTo: [Mailbox], _ header: HeaderReader.Header,
        _ problems: inout ProblemList
    ) -> Mailbox {
        let isMunged =
            sender.name.map { name in
                name.utf8.count < 1_000
                    && Array(name.utf8.asciiLowercased()).firstRange(of: " via ") != nil
            } ?? false
        for name in ["X-Original-From", "X-Google-Original-From"] {
            let original = mailboxes(name, header, &problems).first { !$0.address.isEmpty }
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
        _ header: HeaderReader.Header, _ problems: inout ProblemList
    ) -> MailDate? {
        guard let field = header.first("Date") else { return nil }
        if let date = MailDate(parsing: field.unfolded) { return date }
        problems.add(
            .dateInvalid, "the date cannot be read", field.span, field.lineNumber)
        return nil
    }

    /// An identifier from the message's bytes: two runs of FNV-1a, 64 bits each.
    private func syntheticID(_ span: Range<Int>) -> MessageID {
        var first: UInt64 = 0xcbf2_9ce4_8422_2325
        var second: UInt64 = 0x6c62_272e_07bb_0142
        for byte in input[span] {
            first = (first ^ UInt64(byte)) &* 0x100_0000_01b3
            second = (second ^ UInt64(byte ^ 0x5c)) &* 0x100_0000_01b3
        }
        func hex(_ value: UInt64) -> String {
            let digits = String(value, radix: 16)
            return String(repeating: "0", count: 16 - digits.utf8.count) + digits
        }
        return MessageID("synthetic-\(hex(first))\(hex(second))")
    }
}
