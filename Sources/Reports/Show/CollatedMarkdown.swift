// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail
public import MailThreads

/// A whole thread as one Markdown document (CommonMark) that keeps who said what.
///
/// Each text that somebody wrote stands in it once, under the lines that it answers, as a block
/// quote within the quote of what it answers. Quotes, signatures and footers are left out. The text
/// of a message that is missing is taken from the longest quote of it, and marked.
public struct CollatedMarkdown {
    private let thread: MailThread
    private let notes: [String]
    private let collated: CollatedThread
    private let labels: MessageLabels

    /// Collates a thread.
    ///
    /// - Parameter notes: lines to put below the title, safe to show.
    public init(_ thread: MailThread, notes: [String] = []) {
        self.thread = thread
        self.notes = notes
        collated = CollatedThread(thread)
        labels = MessageLabels(thread)
    }

    /// The document.
    public var text: String {
        var writer = MarkdownWriter()
        writer.line("# " + MarkdownWriter.escaped(DisplayText.safe(labels.title)))
        writer.gap()
        writer.line(MarkdownWriter.escaped(labels.summary))
        writer.gap()
        for note in notes {
            writer.line(MarkdownWriter.escaped(note))
            writer.gap()
        }
        for node in thread.nodes {
            let subject = labels.newSubject(of: node).map { ": \(DisplayText.safe($0))" } ?? ""
            let mark = node.message?.isIDSynthetic == true ? " (identifier made up)" : ""
            // An escaped number starts no list.
            writer.line(
                "- " + MarkdownWriter.escaped(labels.heading(node) + subject + mark))
        }
        var opened: Set<Int> = []
        for node in thread.nodes where node.parentIndex == nil {
            writer.gap()
            write(heading(node.index), to: &writer)
            opened.insert(node.index)
            for passage in collated.passages[node.index] {
                write(passage, to: &writer, opened: &opened)
            }
            writeAnswers(
                to: CollatedThread.Place(node: node.index, line: nil), &writer, &opened)
        }
        return writer.text
    }

    private func heading(_ node: Int) -> String {
        let heading = MarkdownWriter.escaped(labels.heading(thread.nodes[node]))
        let source = collated.quotedBy[node].map { " (as \($0 + 1) quotes it)" } ?? ""
        return "**\(heading)**\(source)"
    }

    private func write(_ line: String, to writer: inout MarkdownWriter) {
        writer.line(line)
        writer.gap()
    }

    /// A passage, each answer right behind the line that it answers.
    private func write(
        _ passage: CollatedThread.Passage, to writer: inout MarkdownWriter,
        opened: inout Set<Int>
    ) {
        let text = collated.texts[passage.node]
        let hunks = collated.hunkLines[passage.node]
        for number in passage.lines {
            writer.add(
                SafeLine.plain(text, number),
                isCode: hunks.contains(number) || MarkdownWriter.isCode(text, number))
            writeAnswers(
                to: CollatedThread.Place(node: passage.node, line: number), &writer, &opened)
        }
        writer.gap()
    }

    private func writeAnswers(
        to place: CollatedThread.Place, _ writer: inout MarkdownWriter, _ opened: inout Set<Int>
    ) {
        for passage in collated.answers[place] ?? [] {
            writer.open()
            if opened.insert(passage.node).inserted {
                write(heading(passage.node), to: &writer)
            } else {
                let message = thread.nodes[passage.node].message
                let name = DisplayText.safe(message?.author.displayName ?? "")
                write(
                    MarkdownWriter.escaped("\(passage.node + 1). \(name), further:"), to: &writer)
            }
            write(passage, to: &writer, opened: &opened)
            if passage == collated.passages[passage.node].last {
                writeAnswers(
                    to: CollatedThread.Place(node: passage.node, line: nil), &writer, &opened)
            }
            writer.close()
        }
    }
}
