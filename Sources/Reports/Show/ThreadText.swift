// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail
public import MailThreads

/// A thread as text to read: a tree of messages, what each of them says that is new, and of what it
/// quotes the lines just above its answers.
public struct ThreadText {
    private let thread: MailThread
    private let notes: [String]
    private let style: TerminalStyle

    /// Lines of a quote that are shown, the last ones; of a longer one the rest is folded.
    private static let quotedLines = 3
    /// Messages deeper in the tree are indented as those at this depth.
    private static let deepestIndent = 10

    /// Sets a thread; lines are not cut, because a diff must stay whole.
    ///
    /// - Parameter notes: lines to put below the title, safe to show.
    public init(_ thread: MailThread, notes: [String] = [], hasColor: Bool = false) {
        self.thread = thread
        self.notes = notes
        style = TerminalStyle(width: 1 << 30, hasColor: hasColor)
    }

    /// The text.
    public var text: String {
        var page = TerminalPage(style: style)
        let labels = MessageLabels(thread)
        page.line(DisplayText.safe(labels.title), .heading)
        page.line(labels.summary, .faint)
        for note in notes { page.line(note) }
        for problem in thread.problems where problem.kind != .messageMissing {
            let who = labels.number(problem.message).map { "message \($0)" } ?? "a message"
            page.line(DisplayText.safe("\(who): \(problem.detail) [\(problem.kind.rawValue)]"))
        }
        let bodies = thread.bodies()
        for node in thread.nodes {
            page.gap()
            let margin = String(
                repeating: "  ", count: min(node.depth, ThreadText.deepestIndent))
            page.line(margin + labels.heading(node), .heading)
            if let subject = labels.newSubject(of: node) {
                page.line(margin + DisplayText.safe(subject), .faint)
            }
            guard let message = node.message, let body = bodies[node.id] else { continue }
            if message.isIDSynthetic {
                page.line(margin + "(the identifier is made up)", .faint)
            }
            let attachments = message.parts.filter { $0.disposition == .attachment }
            for part in attachments {
                let name = part.fileName.map(DisplayText.safe) ?? "without a name"
                page.line(margin + "[attachment: \(name), \(part.bytes.count) bytes]", .faint)
            }
            page.gap()
            write(body, margin: margin + "  ", labels: labels, to: &page)
        }
        return page.text
    }

    private func write(
        _ body: MessageBody, margin: String, labels: MessageLabels, to page: inout TerminalPage
    ) {
        var isFirst = true
        for block in body.blocks {
            switch block.kind {
            case .own:
                if !isFirst { page.gap() }
                for number in block.lines {
                    page.line(ThreadText.trimmed(margin + SafeLine.expanded(body.text, number)))
                }
            case .quote(let depth, let author):
                // An older quote above a newer one belongs to it.
                let shown = block.lines.suffix(ThreadText.quotedLines)
                let folded = block.lines.count - shown.count
                if !isFirst { page.gap() }
                if folded > 0 {
                    let whose = author.flatMap(labels.number).map { " of \($0)" } ?? ""
                    page.line(
                        margin + String(repeating: "> ", count: min(depth, 10))
                            + "[\(Wording.count(folded, "line"))\(whose)]",
                        .faint)
                }
                for number in shown {
                    page.line(
                        ThreadText.trimmed(margin + SafeLine.expanded(body.text, number)), .faint)
                }
            case .attribution, .signature, .footer: continue
            }
            isFirst = false
        }
    }

    private static func trimmed(_ line: String) -> String {
        line.utf8.last == 0x20
            ? String(decoding: Array(line.utf8).trimmingTrailingBlanks(), as: UTF8.self) : line
    }
}
