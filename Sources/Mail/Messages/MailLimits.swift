// SPDX-License-Identifier: GPL-2.0-only

/// Bounds on what a piece of mail may make the readers do.
///
/// What exceeds a limit is left out and named by a ``MailProblem``.
public struct MailLimits: Hashable, Sendable {
    /// Messages of one input.
    public var messages = 1_000_000
    /// Bytes of one message; those behind are left out.
    public var messageBytes = 1 << 27
    /// Bytes of all messages of one input together that are kept in memory; what is made of them
    /// takes up to a dozen times as much where mail is made for it, and twice as much elsewhere.
    /// Who keeps little of each message may raise it.
    public var collectedBytes = 1 << 30
    /// Bytes that come out of one compressed input.
    public var inflatedBytes = 1 << 32
    /// Bytes at the start of an input in which the first message must begin.
    public var preambleBytes = 1 << 20
    /// Files of one folder with those below it.
    public var files = 1_000_000
    /// Nesting of folders.
    public var folderDepth = 16
    /// Bytes of one message's header.
    public var headerBytes = 1 << 20
    /// Fields of one message's header.
    public var headerFields = 5_000
    /// Bytes of one header field that are decoded and parsed.
    public var fieldBytes = 1 << 18
    /// Addresses of one field, and of all fields with its name together.
    public var addresses = 5_000
    /// Identifiers kept of one `References` field.
    public var identifiers = 2_000
    /// Nesting of multiparts, and of comments in header fields.
    public var depth = 32
    /// Leaf parts of one message.
    public var parts = 1_000
    /// Parameters of one content type.
    public var parameters = 200
    /// Problems kept of one message.
    public var problems = 100

    /// The limits that the program works with.
    public static let standard = MailLimits()

    /// Makes the standard limits, to be changed by the caller.
    public init() {}
}
