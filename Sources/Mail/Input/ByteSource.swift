// SPDX-License-Identifier: GPL-2.0-only

/// Bytes that come piece by piece: a file, or what is inflated from one.
protocol ByteSource {
    /// Appends at least one byte and some `count` bytes; appends nothing at the end.
    ///
    /// - Throws: ``MailInputError/unreadable(path:reason:)``.
    mutating func read(_ count: Int, into bytes: inout [UInt8]) throws(MailInputError)
    /// What was odd about the bytes so far, for example that they end too early.
    var problem: (kind: MailProblem.Kind, detail: String)? { get }
}
