// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail
internal import MailThreads

/// A thread of `show --json`.
struct ThreadRecord: Codable, Hashable {
    /// Its number in the document.
    let number: Int

    /// The threads that it revises.
    let revises: [RevisionRecord]

    /// What was odd about how the messages hang together.
    let problems: [ThreadProblemRecord]

    /// The messages in reading order; message `number` n has index n - 1.
    let messages: [ThreadMessageRecord]

    init(_ thread: MailThread, number: Int, revises: [RevisionRecord]) {
        self.number = number
        self.revises = revises
        problems = thread.problems.map { ThreadProblemRecord($0, in: thread) }
        let bodies = thread.bodies()
        messages = thread.nodes.map { ThreadMessageRecord($0, bodies[$0.id], in: thread) }
    }
}

/// Something odd about how messages hang together.
struct ThreadProblemRecord: Codable, Hashable {
    /// What is odd: `duplicate-message`, `message-missing` and so on.
    let kind: String

    /// One clause for people.
    let text: String

    /// The number of the message concerned.
    let message: Int?

    /// Where the message stands that the problem is about; absent if it is missing. For a copy that
    /// was left out, the copy's place.
    let source: MessageSourceRecord?

    init(_ problem: ThreadProblem, in thread: MailThread) {
        kind = problem.kind.rawValue
        text = problem.detail
        message = thread[problem.message].map { $0.index + 1 }
        source = problem.source.map(MessageSourceRecord.init)
    }
}

/// Where a message stands.
struct MessageSourceRecord: Codable, Hashable {
    /// The name of the input; of an archive the repository and the commit.
    let input: String

    /// The first byte of the message, and the one behind the last.
    let start: Int
    let end: Int

    /// The line where its header starts.
    let inputLine: Int

    init(_ source: MessageSource) {
        input = source.inputName
        start = source.span.lowerBound
        end = source.span.upperBound
        inputLine = source.firstLineNumber
    }
}
