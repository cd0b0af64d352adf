// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import MailThreads
internal import Proposals
public import Reviews

/// The tags of a thread for a terminal: for each patch those that count, and the reason of each
/// acceptance and refusal.
public struct TagsPage {
    private let reading: ThreadReading
    private let style: TerminalStyle
    private let labels: [String]

    /// Sets the tags of some proposals in a style; of all if none is named.
    public init(
        _ reading: ThreadReading, labels: [String] = [], style: TerminalStyle = TerminalStyle()
    ) {
        self.reading = reading
        self.labels = labels
        self.style = style
    }

    /// The page.
    ///
    /// - Parameter hasReasons: say why each trailer counts or does not, and show what only looks
    ///   like one.
    public func text(hasReasons: Bool = false) -> String {
        var page = TerminalPage(style: style)
        for proposal in reading.proposals where labels.isEmpty || labels.contains(proposal.label) {
            for index in proposal.patches.indices {
                write(proposal, index, to: &page, hasReasons: hasReasons)
            }
        }
        writeUnplaced(to: &page)
        if hasReasons { writeLookalikes(to: &page) }
        StateSection(reading: reading).write(to: &page)
        return page.text
    }

    private func write(
        _ proposal: Proposal, _ index: Int, to page: inout TerminalPage, hasReasons: Bool
    ) {
        let place = PatchPlace(proposal, index)
        let count = proposal.announcedCount
        let label = count > 1 ? "\(proposal.label) \(place.number)/\(count)" : proposal.label
        page.heading(DisplayText.safe("\(label)  \(proposal.patches[index].title)"))
        let sheet = TagSheet(of: place, tags: reading.tags)
        let rest = reading.tags.filter { tag in
            tag.places.contains(place) && !(sheet.own + sheet.added).contains(tag)
        }
        let all = sheet.own + sheet.added + rest
        if all.isEmpty { page.line("  no tags") }
        page.table(
            all.map(row),
            below: all.map { tag in
                let isSettled = tag.verdict == .own || tag.verdict == .counts
                return hasReasons || !isSettled
                    ? [DisplayText.safe("\(source(of: tag))\(tag.reason)")] : []
            })
        for check in reading.checks where check.place == place && (hasReasons || check.kind.isFault)
        {
            page.paragraph(
                DisplayText.safe(check.detail), first: check.kind.isFault ? "  ! " : "    ")
        }
    }

    private func source(of tag: WeighedTag) -> String {
        tag.verdict == .own ? "" : "message \(tag.messageNumber): "
    }

    private func row(_ tag: WeighedTag) -> [TerminalPage.Cell] {
        let trailer = tag.trailer
        let words = trailer.value.isEmpty ? trailer.name : "\(trailer.name): \(trailer.value)"
        return [
            TerminalPage.Cell(Wording.verdict(tag.verdict), emphasis(tag.verdict)),
            TerminalPage.Cell(
                DisplayText.safe(words + (trailer.note.map { " # \($0)" } ?? ""))),
        ]
    }

    private func emphasis(_ verdict: WeighedTag.Verdict) -> Emphasis {
        switch verdict {
        case .own: .faint
        case .counts, .carried: .good
        default: .doubtful
        }
    }

    private func writeUnplaced(to page: inout TerminalPage) {
        let unplaced = reading.tags.filter(\.places.isEmpty)
        guard !unplaced.isEmpty else { return }
        page.heading("For no patch of the thread")
        page.table(
            unplaced.map(row),
            below: unplaced.map { [DisplayText.safe("\(source(of: $0))\($0.reason)")] })
    }

    private func writeLookalikes(to page: inout TerminalPage) {
        guard !reading.lookalikes.isEmpty else { return }
        page.heading("Lines that are no trailers")
        page.table(
            reading.lookalikes.prefix(100).map(row),
            below: reading.lookalikes.prefix(100).map {
                [DisplayText.safe("\(source(of: $0))\($0.reason)")]
            })
    }
}

extension Wording {
    /// What a trailer is worth, in two words.
    static func verdict(_ verdict: WeighedTag.Verdict) -> String {
        switch verdict {
        case .own: "own"
        case .counts: "counts"
        case .carried: "carried over"
        case .stale: "stale"
        case .conditional: "conditional"
        case .takenBack: "taken back"
        case .negative: "against"
        case .weak: "weak"
        case .malformed: "malformed"
        case .otherPerson: "other person"
        case .unproven: "unproven"
        case .byAuthor: "by the author"
        case .robot: "of a robot"
        case .scopeUnknown: "scope unknown"
        case .duplicate: "there already"
        case .withoutProposal: "no proposal"
        case .quoted: "quoted"
        case .prose: "prose"
        }
    }
}
