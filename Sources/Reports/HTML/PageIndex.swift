// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import MailThreads
internal import Proposals
internal import Reviews
internal import UnifiedDiffs

/// Where everything is in a page, and so where links can lead.
struct PageIndex {
    let review: ThreadReview

    /// One a driver that was run, in the order of the drivers.
    let evidence: [DriverEvidence]

    /// The lines of messages that links lead to, by message number.
    let lines: [Int: Set<Int>]

    private let numbers: [MessageID: Int]

    init(_ review: ThreadReview) {
        self.review = review
        let comparison = review.comparison
        evidence = comparison.drivers.indices.compactMap { DriverEvidence($0, in: comparison) }
        let numbers = Dictionary(
            review.messages.map { ($0.id, $0.number) }, uniquingKeysWith: { first, _ in first })
        self.numbers = numbers
        var lines: [Int: Set<Int>] = [:]
        func add(_ id: MessageID, _ line: Int?) {
            guard let number = numbers[id], let line else { return }
            lines[number, default: []].insert(line)
        }
        for remark in review.reading.ledger.remarks {
            add(remark.message, remark.bodyLines.lowerBound)
        }
        for tag in review.reading.tags { add(tag.trailer.message, tag.trailer.line) }
        for request in review.reading.state.unanswered { add(request.message, request.bodyLine) }
        for note in review.reading.notes { add(note.message, note.bodyLine) }
        for proposal in review.proposals {
            for patch in proposal.patches { add(patch.message, patch.bodyLines.lowerBound) }
        }
        let conclusion = review.conclusion
        let statements =
            [conclusion.verdict] + conclusion.others + conclusion.nextSteps + conclusion.basis
            + review.ranking.flatMap(\.reasons) + review.problems
        for case .message(let id, let line, _) in statements.flatMap(\.evidence) { add(id, line) }
        let blocks = Dictionary(
            review.messages.map { ($0.number, $0.blocks) }, uniquingKeysWith: { first, _ in first })
        // Only lines that the page shows.
        self.lines = lines.reduce(into: [:]) { known, entry in
            known[entry.key] = entry.value.filter { line in
                blocks[entry.key]?.contains {
                    $0.firstLine <= line && line < $0.firstLine + $0.lines.count
                } ?? false
            }
        }
    }

    func number(_ id: MessageID) -> Int? { numbers[id] }

    /// The line of a message, or the message where the page does not name that line.
    func place(_ id: MessageID, line: Int?) -> PageAnchor? {
        guard let number = numbers[id] else { return nil }
        guard let line, lines[number]?.contains(line) ?? false else { return .message(number) }
        return .line(line, message: number)
    }

    /// The index of a variant.
    func index(_ name: VariantName) -> Int? {
        review.variants.firstIndex { $0.name == name }
    }

    /// Where a driver's runs on a variant are shown.
    func place(driver: String, variant: VariantName) -> PageAnchor? {
        guard let index = index(variant), let known = evidence.first(where: { $0.name == driver }),
            let group = known.group(of: index)
        else { return nil }
        return known.anchor(of: group)
    }

    /// Where a proposal's hunks are.
    func hunks(_ label: String) -> PageAnchor? {
        review.proposals.firstIndex { $0.label == label }.map { .hunks($0) }
    }

    /// Where a statement's source is shown, and what the link says; nil where it is not.
    func link(_ source: Evidence) -> (anchor: PageAnchor, words: String)? {
        switch source {
        case .message(let id, let line, _):
            return place(id, line: line).map { ($0, "message \(number(id) ?? 0)") }
        case .tree(let name, let path, let line):
            let changers = review.proposals.filter { proposal in
                review.variant(name)?.proposals.contains(proposal.label) ?? false
                    && proposal.patches.contains { patch in
                        patch.files.contains { $0.path?.string == path }
                    }
            }
            guard let anchor = changers.last.flatMap({ hunks($0.label) }) else { return nil }
            let file = path.split(separator: "/").last.map(String.init) ?? path
            return (anchor, file + (line.map { ":\($0)" } ?? ""))
        case .run(let variant, let driver, _, _):
            return place(driver: driver, variant: variant).map { ($0, driver) }
        case .compiler(let variant, _):
            return index(variant).map { (.build($0), "the compiler") }
        }
    }

    /// A sentence with links to what proves it, each place once, at most three.
    func sentence(_ statement: Statement) -> [HTMLNode] {
        var seen: Set<PageAnchor> = []
        let links = statement.evidence.compactMap(link).filter {
            seen.insert($0.anchor).inserted
        }
        guard !links.isEmpty else { return [.text(statement.text)] }
        let shown = HTMLElement(.small, .class("sources")) {
            " [see "
            for (index, link) in links.prefix(3).enumerated() {
                if index > 0 { ", " }
                HTMLElement(.a, .link(link.anchor)) { link.words }
            }
            links.count > 3 ? ", …]" : "]"
        }
        return [.text(statement.text), .element(shown)]
    }
}
