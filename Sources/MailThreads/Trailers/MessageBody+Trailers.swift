// SPDX-License-Identifier: GPL-2.0-only

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
}
