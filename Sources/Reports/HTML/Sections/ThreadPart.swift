// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import MailThreads
internal import Proposals
internal import Reviews

/// The thread: a line a message, which opens to its text; quotes are folded.
struct ThreadPart: PagePart {
    let index: PageIndex
    let title = "Thread"
    let anchor = PageAnchor.part("thread")

    private var review: ThreadReview { index.review }

    /// Shorter quotes are not folded.
    private static let foldedLines = 4

    /// Lines of a message beyond these are counted.
    private static let mostLines = 3_000

    var content: [HTMLNode]? { nodes }

    @HTMLBuilder private var nodes: [HTMLNode] {
        let labels = labels
        HTMLElement(.div, .class("thread")) {
            for message in review.messages { element(message, labels[message.number] ?? []) }
        }
        if !review.problems.isEmpty {
            HTMLElement(.h3) { "Oddities of the input" }
            HTMLElement(.ul) {
                for problem in review.problems.prefix(50) {
                    HTMLElement(.li) { index.sentence(problem) }
                }
                if review.problems.count > 50 {
                    HTMLElement(.li) { "and \(review.problems.count - 50) more" }
                }
            }
        }
    }

    /// The proposals and tags in each message.
    private var labels: [Int: [String]] {
        var labels: [Int: [String]] = [:]
        func add(_ label: String, _ id: MessageID) {
            guard let number = index.number(id) else { return }
            if labels[number]?.contains(label) ?? false { return }
            labels[number, default: []].append(label)
        }
        for proposal in review.proposals {
            for patch in proposal.patches { add(proposal.label, patch.message) }
        }
        for placed in review.trailers { add(placed.trailer.name, placed.trailer.message) }
        return labels
    }

    private func element(_ message: MessageReview, _ labels: [String]) -> HTMLElement {
        HTMLElement(.div, .depth(message.depth)) {
            if message.isMissing {
                HTMLElement(.p, .id(.message(message.number)), .class("unknown")) {
                    "\(message.number). not in the input"
                }
            } else {
                there(message, labels)
            }
        }
    }

    private func there(_ message: MessageReview, _ labels: [String]) -> HTMLElement {
        HTMLElement(.details, .class("message")) {
            HTMLElement(.summary) {
                HTMLElement(.span, .class("number")) { "\(message.number). " }
                HTMLElement(.strong) { message.author?.displayName ?? "nobody" }
                " \(Wording.minute(message.date))"
                if !labels.isEmpty {
                    HTMLElement(.span, .class("labels")) { " \(labels.joined(separator: ", "))" }
                }
            }
            HTMLElement(.article, .id(.message(message.number))) {
                HTMLElement(.p, .class("facts")) {
                    LineBreaks.cut(message.subject, width: 300)
                    if let parent = message.parent {
                        "; answers "
                        HTMLElement(.a, .link(.message(parent))) { "message \(parent)" }
                    }
                }
                text(of: message)
            }
        }
    }

    private func text(of message: MessageReview) -> [HTMLElement] {
        var left = Self.mostLines
        var elements: [HTMLElement] = []
        for block in message.blocks {
            let shown = Array(block.lines.prefix(max(left, 0)))
            left -= block.lines.count
            if !shown.isEmpty { elements.append(element(block, shown, message.number)) }
        }
        if left < 0 { elements.append(HTMLElement(.p) { "and \(-left) more lines" }) }
        return elements
    }

    private func element(
        _ block: MessageBlock, _ lines: [[UInt8]], _ number: Int
    ) -> HTMLElement {
        let content = HTMLElement(.pre, block.style) { nodes(lines, from: block.firstLine, number) }
        guard case .quote(let author) = block.kind, lines.count >= Self.foldedLines else {
            return content
        }
        return HTMLElement(.details, .class("quote")) {
            HTMLElement(.summary) {
                "\(Wording.count(lines.count, "quoted line"))"
                    + (author.map { " of message \($0)" } ?? "")
            }
            content
        }
    }

    private func nodes(_ lines: [[UInt8]], from first: Int, _ message: Int) -> [HTMLNode] {
        let wanted = index.lines[message] ?? []
        var nodes: [HTMLNode] = []
        for (offset, line) in lines.enumerated() {
            let text = HTMLNode.text(TabbedLine.expanded(line))
            let number = first + offset
            nodes.append(
                wanted.contains(number)
                    ? .element(
                        HTMLElement(.span, .id(.line(number, message: message)), .class("target")) {
                            [text]
                        }) : text)
            nodes.append(.lineFeed)
        }
        return nodes
    }
}

extension MessageBlock {
    fileprivate var style: HTMLAttribute {
        switch kind {
        case .own: .class("own")
        case .quote: .class("quoted")
        case .other: .class("aside")
        }
    }
}
