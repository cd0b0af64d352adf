// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail
internal import MailThreads

/// What the texts of a thread call its messages: numbers from 1 in reading order, missing ones too.
struct MessageLabels {
    private let thread: MailThread

    init(_ thread: MailThread) { self.thread = thread }

    /// The number of a message, nil if it is not in the thread.
    func number(_ id: MessageID) -> Int? { thread[id].map { $0.index + 1 } }

    /// The subject of the first message that is there, without `Re:`.
    var title: String {
        guard let message = thread.messages.first else { return "a message that is missing" }
        return thread.root.isPlaceholder
            ? ReplySubject(message.subject).text : message.subject
    }

    /// `10 messages by 4 people, 2026-03-31 19:56 to 2026-04-08 13:34 UTC; the first is missing`.
    var summary: String {
        let messages = thread.messages
        let people = Set(messages.map(\.author.identity))
        let dates = messages.compactMap(\.date).sorted()
        var text =
            "\(Wording.count(messages.count, "message")) by "
            + Wording.count(people.count, "person", plural: "people")
        if let first = dates.first, let last = dates.last {
            text += ", \(Wording.minute(first)) to \(Wording.minute(last)) UTC"
        }
        let missing = thread.nodes.filter(\.isPlaceholder)
        if !missing.isEmpty {
            text += "; missing: \(Wording.list(missing.map { "\($0.index + 1)" }))"
        }
        return text
    }

    /// `2. Ann Example, 2026-04-01 10:40, answers 1`.
    func heading(_ node: MailThread.Node) -> String {
        let answers = node.parentIndex.map { ", answers \($0 + 1)" } ?? ""
        guard let message = node.message else {
            return "\(node.index + 1). (not in the input)\(answers)"
        }
        return "\(node.index + 1). \(DisplayText.safe(message.author.displayName)), "
            + "\(Wording.minute(message.date))\(answers)"
    }

    /// The subject, if it is not that of the message above.
    func newSubject(of node: MailThread.Node) -> String? {
        guard let message = node.message, node.index > 0 else { return nil }
        let above = node.parentIndex.flatMap { thread.nodes[$0].message?.subject } ?? title
        return ReplySubject(message.subject).base == ReplySubject(above).base
            ? nil : message.subject
    }
}
