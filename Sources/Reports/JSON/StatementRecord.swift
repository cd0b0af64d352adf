// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import Reviews

/// A sentence of the review, with what proves it.
struct StatementRecord: Codable, Hashable {
    /// The sentence, for people.
    let text: String

    /// What proves it; empty for a statement about the review itself.
    let sources: [SourceRecord]
}

/// Where a statement comes from. `kind` says which of the other fields are there.
struct SourceRecord: Codable, Hashable {
    /// `message`: a line of a message. `tree`: a line of the kernel tree in a variant. `run`: a
    /// run of a scenario. `compiler`: a message of the compiler.
    var kind: String

    /// Of `message`: the Message-ID without angle brackets.
    var message: String?

    /// Of `message`: its number in reading order.
    var messageNumber: Int?

    /// Of `message`: the line of its text.
    var bodyLine: Int?

    /// Of `message`: the name of the input, and the line in it, where that can be told.
    var input: String?
    var inputLine: Int?

    /// Of `tree`, `run` and `compiler`: the name of the variant.
    var variant: String?

    /// Of `tree`: the path, and the line; without a line it is about the file.
    var path: String?
    var line: Int?

    /// Of `run`: the bench's name and the scenario's.
    var driver: String?
    var scenario: String?

    /// Of `run`: the index of the operation, absent for the whole run.
    var operation: Int?

    /// Of `run`: the index of its trace in `traces`.
    var trace: Int?

    /// Of `compiler`: the index of the message in the variant's `build.messages`.
    var compilerMessage: Int?
}

/// Makes sources and statements of a review.
struct SourceMaker {
    let messages: [MessageReview]
    let traces: TraceTable

    func statement(_ statement: Statement) -> StatementRecord {
        StatementRecord(text: statement.text, sources: statement.evidence.map(source))
    }

    func source(_ evidence: Evidence) -> SourceRecord {
        switch evidence {
        case .message(let id, let bodyLine, let inputLine):
            let message = messages.first { $0.id == id }
            return SourceRecord(
                kind: "message", message: id.text, messageNumber: message?.number,
                bodyLine: bodyLine, input: message?.inputName, inputLine: inputLine)
        case .tree(let variant, let path, let line):
            return SourceRecord(
                kind: "tree", variant: variant.description, path: path, line: line)
        case .run(let variant, let driver, let scenario, let operation):
            return SourceRecord(
                kind: "run", variant: variant.description, driver: driver, scenario: scenario,
                operation: operation,
                trace: traces.index(variant: variant, driver: driver, scenario: scenario))
        case .compiler(let variant, let message):
            return SourceRecord(
                kind: "compiler", variant: variant.description, compilerMessage: message)
        }
    }
}
