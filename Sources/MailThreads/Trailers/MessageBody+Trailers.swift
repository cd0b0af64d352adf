// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
public import Mail

extension MessageBody {
    /// The trailers that the message's author wrote, in order.
    ///
    /// Unquoted lines before the signature and outside of hunks. In a patch mail those of the commit
    /// message, above `---` and the diff. Prose is never a trailer; what was meant as one and is
    /// malformed comes with its flaw. Bare `NAK`s and withdrawals (`please drop my Acked-by`) are
    /// included with their meaning.
    ///
    /// - Parameter message: the message that this body was made from.
    public func trailers(of message: Message) -> [Trailer] {
        var reader = TrailerReader(message, self)
        return reader.read()
    }

    /// Lines that look like testimony and are none: within quotes, or prose such as
    /// `Tested-by: X would be premature`; in order.
    ///
    /// - Parameter message: the message that this body was made from.
    public func trailerLookalikes(
        of message: Message
    ) -> [(trailer: Trailer, isQuoted: Bool)] {
        let taken = Set(trailers(of: message).flatMap { Array($0.lines) })
        return lines.compactMap { line in
            guard !taken.contains(line.number), !hunkLines.contains(line.number),
                let head = TrailerHead(atStartOf: content(of: line).trimmingBlanks()),
                head.kind.isTestimony
            else { return nil }
            let isQuoted = line.depth > 0
            if !isQuoted, head.value.allSatisfy(\.isASCIIBlank) { return nil }
            let trailer = Trailer(
                kind: head.kind, name: head.name.lossyString,
                value: head.value.trimmingBlanks().lossyString, person: nil,
                lines: line.number...line.number, note: nil, meaning: .given, place: .reply,
                message: message.id)
            return (trailer, isQuoted)
        }
    }
}
