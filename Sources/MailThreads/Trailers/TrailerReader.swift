// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail

/// Reads the trailers out of a message's own lines.
struct TrailerReader {
    private let message: Message
    private let body: MessageBody
    private let layout: PatchLayout
    /// Own lines outside of hunks, before the first signature.
    private let lines: [QuotedLine]
    private var found: [Trailer] = []

    init(_ message: Message, _ body: MessageBody) {
        self.message = message
        self.body = body
        layout = PatchLayout(message, body)
        let end =
            body.blocks.first { $0.kind == .signature || $0.kind == .footer }?.lines.lowerBound
            ?? Int.max
        lines = body.ownLines.filter { $0.number < end && !body.hunkLines.contains($0.number) }
    }

    mutating func read() -> [Trailer] {
        var index = 0
        while index < lines.count {
            index += max(1, readTrailer(at: index))
        }
        return found
    }

    /// Reads a trailer that starts at `index`; gives the number of lines that it took.
    private mutating func readTrailer(at index: Int) -> Int {
        let line = content(index)
        guard let head = TrailerHead(line) else {
            readProse(at: index)
            return 1
        }
        let joined = joinedValue(head.value, from: index, kind: head.kind)
        guard let place = place(index, kind: head.kind),
            isExpected(head.kind, in: place, at: index),
            let value = value(joined.bytes[...], kind: head.kind, place: place)
        else { return 1 }
        var note = value.note
        var taken = joined.lines
        let following = noteLines(after: index + taken - 1)
        if following.lines > 0 {
            note = [note, following.note].compactMap(\.self).joined(separator: " ")
            taken += following.lines
        }
        let flaw = head.flaw ?? value.flaw
        append(
            kind: head.kind, name: head.name.lossyString, value: value.text.lossyString,
            person: value.person, index: index, lines: taken, note: note,
            meaning: meaning(
                kind: head.kind, isWeak: head.isWeak, flaw: flaw, note: note,
                prefix: head.prefix, index: index, place: place),
            place: place)
        return taken
    }

    // MARK: - Wrapped lines

    /// The value with the lines that it was wrapped into, and how many lines there are.
    private func joinedValue(
        _ value: ArraySlice<UInt8>, from index: Int, kind: TrailerKind
    ) -> (bytes: [UInt8], lines: Int) {
        var bytes = Array(value.trimmingBlanks())
        var count = 1
        while count < 4, let next = nextLine(after: index + count - 1) {
            let isFold = content(index + count).first?.isASCIIBlank == true
            let open = bytes.firstIndex(of: UInt8(ascii: "<"))
            let isClosed = bytes.contains(UInt8(ascii: ">"))
            let continues: Bool
            switch kind {
            case .fixes:
                let opened = bytes.count { $0 == UInt8(ascii: "(") }
                let closed = bytes.count { $0 == UInt8(ascii: ")") }
                continues =
                    bytes.isEmpty || opened > closed && next.contains(UInt8(ascii: ")"))
            case .closes, .link:
                continues = bytes.isEmpty && next.firstRange(of: "://") != nil
            default:
                let isAddress =
                    next.first == UInt8(ascii: "<") && next.last == UInt8(ascii: ">")
                let isRestOfAddress =
                    open != nil && !isClosed && next.last == UInt8(ascii: ">")
                    && !next.contains(where: \.isASCIIBlank)
                continues =
                    open == nil && isAddress || isRestOfAddress
                    || bytes.isEmpty && next.contains(UInt8(ascii: "@"))
                    || isFold && open == nil && next.contains(UInt8(ascii: "<"))
            }
            guard continues, TrailerHead(next) == nil else { break }
            if !bytes.isEmpty, open == nil || isClosed || kind == .fixes { bytes.append(0x20) }
            bytes += next
            count += 1
        }
        return (bytes, count)
    }

    /// `[note]` or `# note` on lines of their own below the trailer.
    private func noteLines(after index: Int) -> (note: String?, lines: Int) {
        guard let next = nextLine(after: index) else { return (nil, 0) }
        if next.first == UInt8(ascii: "#") {
            return (next.dropFirst().trimmingBlanks().lossyString, 1)
        }
        guard next.first == UInt8(ascii: "[") else { return (nil, 0) }
        var bytes: [UInt8] = []
        var count = 0
        while count < 6, let line = nextLine(after: index + count) {
            bytes += (bytes.isEmpty ? [] : [0x20]) + Array(line)
            count += 1
            if line.last == UInt8(ascii: "]") {
                return (bytes.dropFirst().dropLast()[...].trimmingBlanks().lossyString, count)
            }
        }
        return (nil, 0)
    }

    /// The line right below the one at `index`, trimmed; nil when it is empty or somebody else's.
    private func nextLine(after index: Int) -> ArraySlice<UInt8>? {
        guard index + 1 < lines.count, lines[index + 1].number == lines[index].number + 1
        else { return nil }
        let line = content(index + 1).trimmingBlanks()
        return line.isEmpty ? nil : line
    }

    private func content(_ index: Int) -> ArraySlice<UInt8> { body.content(of: lines[index]) }

    // MARK: - What counts

    private func place(_ index: Int, kind: TrailerKind) -> Trailer.Place? {
        let number = lines[index].number
        var quotesBetween = false
        if let diffStart = layout.diffStart, number < diffStart {
            quotesBetween = body.lines[number..<min(diffStart, body.lines.count)]
                .contains { $0.depth > 0 }
        }
        return layout.place(ofLine: number, kind: kind, quotesBetween: quotesBetween)
    }

    /// Whether a trailer of this kind is one in this place, or only looks like it.
    private func isExpected(_ kind: TrailerKind, in place: Trailer.Place, at index: Int) -> Bool {
        switch kind {
        case .other(let name):
            let lowered = name.utf8.asciiLowercased()
            if lowered.hasSuffix("-by") { return true }
            let known = [
                "change-id", "buglink", "message-id", "depends-on", "bug", "tested-on",
                "references",
                "upstream", "commit",
            ]
            return place != .reply && known.contains(lowered.lossyString)
        case .cc where place == .reply:
            // The header of a forwarded mail has Cc as well.
            return ![index - 1, index + 1].contains { neighbour in
                guard lines.indices.contains(neighbour) else { return false }
                let line = content(neighbour).trimmingBlanks()
                return ["From:", "To:", "Sent:", "Subject:", "Date:"].contains {
                    line.hasPrefixIgnoringCase($0)
                }
            }
        default: return true
        }
    }

    private func value(
        _ bytes: ArraySlice<UInt8>, kind: TrailerKind, place: Trailer.Place
    ) -> TrailerValue? {
        let isMessage = place != .reply
        func unreadable() -> TrailerValue? {
            isMessage && !bytes.isEmpty ? TrailerValue(unreadable: bytes) : nil
        }
        switch kind {
        case .fixes: return TrailerValue(commit: bytes) ?? unreadable()
        case .closes, .link: return TrailerValue(link: bytes) ?? unreadable()
        case .other where !kind.namesPerson: return TrailerValue(plain: bytes)
        default: return TrailerValue(person: bytes)
        }
    }

    private func meaning(
        kind: TrailerKind, isWeak: Bool, flaw: TrailerFlaw?, note: String?,
        prefix: ArraySlice<UInt8>, index: Int, place: Trailer.Place
    ) -> TrailerMeaning {
        if isWeak { return .weak }
        if let flaw { return .malformed(flaw) }
        if kind == .nackedBy { return .negative }
        guard place == .reply else { return .given }
        if TrailerWords.isCondition(Array(prefix)) { return .conditional(prefix.lossyString) }
        let before = prefix.isEmpty ? sentence(before: index) : Array(prefix)
        if let note {
            if let scope = TrailerWords.scope(in: Array(note.utf8)) { return .scoped(scope) }
            if TrailerWords.isWhole(Array(note.utf8)) { return .given }
            let isAside = note.utf8.hasPrefixIgnoringCase("with ")
            let isReview = (kind == .ackedBy || kind == .reviewedBy) && !isAside
            if isReview || note.utf8.hasPrefixIgnoringCase("for ") {
                return .scoped(TrailerScope(text: note, patches: []))
            }
        }
        if TrailerWords.isCondition(before) { return .conditional(before.lossyString) }
        let scope = TrailerWords.scope(in: before) ?? TrailerWords.part(in: before)
        return scope.map { .scoped($0) } ?? .given
    }

    /// The words that lead to a trailer: the last lines of the paragraph above, if it leads on.
    ///
    /// A paragraph leads on when it touches the trailer, ends in a colon, a comma, or `add`, or is
    /// a part's name as `For clk`. Trailers between are stepped over, so that the words hold for a
    /// whole block.
    private func sentence(before index: Int) -> [UInt8] {
        var above = index - 1
        while above >= 0, lines[above].number == lines[above + 1].number - 1,
            TrailerHead(atStartOf: content(above).trimmingBlanks()) != nil
        {
            above -= 1
        }
        guard above >= 0 else { return [] }
        var isTouching = lines[above].number == lines[above + 1].number - 1
        if isTouching, content(above).allSatisfy(\.isASCIIWhitespace) {
            isTouching = false
            above -= 1
        }
        guard above >= 0, lines[above].number >= lines[above + 1].number - 2 else { return [] }
        var words: [[UInt8]] = []
        while above >= 0, words.count < 3 {
            let line = content(above).trimmingBlanks()
            if line.isEmpty || words.count > 0 && lines[above].number != lines[above + 1].number - 1
            {
                break
            }
            let leadsOn =
                [UInt8(ascii: ":"), UInt8(ascii: ",")].contains(line.last) || line.hasSuffix(" add")
                || TrailerWords.part(in: Array(line)) != nil
            if words.isEmpty, !isTouching, !leadsOn { return [] }
            words.insert(Array(line), at: 0)
            above -= 1
        }
        // Only the last sentence leads to the trailer.
        let text = Array(words.joined(separator: [0x20]))
        let ends = text.indices.dropLast(2).filter {
            [0x2e, 0x21, 0x3f].contains(text[$0]) && text[$0 + 1] == 0x20
        }
        return ends.last.map { Array(text[($0 + 2)...]) } ?? text
    }

    // MARK: - Prose

    private mutating func readProse(at index: Int) {
        let line = content(index).trimmingBlanks()
        let isNak = TrailerWords.isNak(line)
        var kind: TrailerKind?
        if !isNak {
            let next = nextLine(after: index)
            // Few lines have the word that each withdrawal has.
            guard TrailerWords.hasMy(line) || next.map(TrailerWords.hasMy) ?? false else { return }
            let text = Array(line) + (next.map { [0x20] + Array($0) } ?? [])
            kind = TrailerWords.withdrawnKind(in: text)
            // The next line is looked at for words that were wrapped, not for its own.
            if let next, kind != nil, TrailerWords.withdrawnKind(in: Array(next)) != nil { return }
        }
        guard isNak || kind != nil, place(index, kind: .nackedBy) == .reply else { return }
        append(
            kind: kind ?? .nackedBy, name: kind?.name ?? "NAK", value: line.lossyString,
            person: message.author, index: index, lines: 1, note: nil,
            meaning: isNak ? .negative : .withdrawn, place: .reply)
    }

    private mutating func append(
        kind: TrailerKind, name: String, value: String, person: Mailbox?, index: Int, lines: Int,
        note: String?, meaning: TrailerMeaning, place: Trailer.Place
    ) {
        let first = self.lines[index].number
        found.append(
            Trailer(
                kind: kind, name: name, value: value, person: person,
                lines: first...(first + lines - 1), note: note, meaning: meaning, place: place,
                message: message.id))
    }
}
