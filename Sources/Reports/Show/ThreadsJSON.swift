// SPDX-License-Identifier: GPL-2.0-only

public import Mail
public import MailThreads

/// Threads as JSON: every message with its place, its text in blocks, and what was odd about it.
///
/// The rules of ``JSONReport`` hold; docs/json.md shows the format.
public enum ThreadsJSON {
    /// The document, with a newline at its end.
    public static func text(
        of threads: [MailThread], links: [RevisionLink], inputs: [MailInput]
    ) -> String {
        JSONReport.text(ThreadsRecord(threads, links, inputs))
    }
}

/// The document of `show --json`.
struct ThreadsRecord: Codable, Hashable {
    /// Always `"review-thread-threads"`.
    let format: String

    /// The version of the format, 1.
    let version: Int

    /// The inputs in the order of the command line.
    let inputs: [InputRecord]

    /// How many messages the inputs have together; each is in `threads`, or in a problem
    /// `duplicate-message` of its thread.
    let messageCount: Int

    /// How many of these are copies of another one, left out.
    let duplicateCount: Int

    /// The threads by the date of their first messages.
    let threads: [ThreadRecord]

    init(_ threads: [MailThread], _ links: [RevisionLink], _ inputs: [MailInput]) {
        format = "review-thread-threads"
        version = 1
        self.inputs = inputs.map(InputRecord.init)
        messageCount = inputs.reduce(0) { $0 + $1.messages.count }
        duplicateCount = threads.reduce(0) { count, thread in
            count + thread.problems.count { $0.kind == .duplicateMessage }
        }
        var earlier: [Int: [RevisionRecord]] = [:]
        for link in links {
            earlier[link.later, default: []].append(
                RevisionRecord(thread: link.earlier + 1, reason: link.reason.rawValue))
        }
        self.threads = threads.enumerated().map { index, thread in
            ThreadRecord(thread, number: index + 1, revises: earlier[index] ?? [])
        }
    }
}

/// An input, and what was odd about it as a whole.
struct InputRecord: Codable, Hashable {
    /// Its name on the command line.
    let input: String

    /// How many messages were found in it.
    let messageCount: Int

    /// What was odd besides what the messages say themselves.
    let problems: [MailProblemRecord]

    init(_ input: MailInput) {
        self.input = input.name
        messageCount = input.messages.count
        problems = input.problems.map(MailProblemRecord.init)
    }
}

/// Something odd about mail.
struct MailProblemRecord: Codable, Hashable {
    /// What is odd; docs/leniencies.md has these words in brackets.
    let kind: String

    /// One clause for people.
    let text: String

    /// Where, in bytes of the input: the first, and the one behind the last.
    let start: Int
    let end: Int

    /// The line of the input where that is.
    let inputLine: Int

    init(_ problem: MailProblem) {
        kind = problem.kind.rawValue
        text = problem.detail
        start = problem.span.lowerBound
        end = problem.span.upperBound
        inputLine = problem.lineNumber
    }
}

/// That a thread is a later revision of another one.
struct RevisionRecord: Codable, Hashable {
    /// The number of the earlier thread.
    let thread: Int

    /// What the link stands on: `change-id`, `named-message`, or `author-and-subject`, a guess.
    let reason: String
}
