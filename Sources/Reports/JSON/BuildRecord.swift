// SPDX-License-Identifier: GPL-2.0-only

internal import KernelBuild
internal import Reviews

/// Whether a variant compiles.
struct BuildRecord: Codable, Hashable {
    /// `compiles`, `fails`, `refused` (it may not be run in the sandbox) or `not-tried`.
    let status: String

    /// Of `refused` and `not-tried`: why.
    let reason: String?

    /// Of `compiles`: changed files which were not compiled, since the sandbox cannot compile
    /// them without the change either.
    let unchecked: [String]

    /// Of `fails`: the errors.
    let messages: [CompilerMessageRecord]

    init(_ build: BuildReview) {
        var reason: String?
        var unchecked: [String] = []
        var messages: [CompilerMessageRecord] = []
        switch build {
        case .notTried(let why): (status, reason) = ("not-tried", why)
        case .compiles(let paths): (status, unchecked) = ("compiles", paths)
        case .fails(let errors):
            status = "fails"
            messages = errors.map(CompilerMessageRecord.init)
        case .refused(let why): (status, reason) = ("refused", why)
        }
        self.reason = reason
        self.unchecked = unchecked
        self.messages = messages
    }
}

/// One message of the compiler.
struct CompilerMessageRecord: Codable, Hashable {
    /// `note`, `warning`, `error` or `fatal`.
    let severity: String

    /// The compiler's words.
    let text: String

    /// The warning group without `-W`; absent for plain errors.
    let option: String?

    /// Where it points; absent for nowhere.
    let location: CodeLocationRecord?

    /// What the compiler itself would change.
    let fixIts: [FixItRecord]

    /// The notes under the message, in order.
    let notes: [CompilerMessageRecord]

    init(_ message: CompilerMessage) {
        severity = message.severity.rawValue
        text = message.text
        option = message.option
        location = message.location.map(CodeLocationRecord.init)
        fixIts = message.fixIts.map(FixItRecord.init)
        notes = message.notes.map(CompilerMessageRecord.init)
    }
}

/// A place in a file that the compiler read.
struct CodeLocationRecord: Codable, Hashable {
    /// The path, and whose file it is: `tree`, `shim`, `bench`, `elsewhere`.
    let path: String
    let origin: String

    /// The line, and the column in bytes, both from 1.
    let line: Int
    let column: Int

    init(_ location: CodeLocation) {
        path = location.path
        origin = location.origin.rawValue
        line = location.line
        column = location.column
    }
}

/// A change which the compiler proposes: what lies from `start` up to, but without, `end` becomes
/// `replacement`.
struct FixItRecord: Codable, Hashable {
    let start: CodeLocationRecord
    let end: CodeLocationRecord
    let replacement: String

    init(_ fixIt: FixIt) {
        start = CodeLocationRecord(fixIt.start)
        end = CodeLocationRecord(fixIt.end)
        replacement = fixIt.replacement
    }
}
