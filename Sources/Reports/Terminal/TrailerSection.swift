// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
internal import MailThreads
internal import Proposals
internal import Reviews

/// The tags, those of the patches and those that replies gave.
struct TrailerSection {
    let review: ThreadReview

    func write(to page: inout TerminalPage) {
        let own = review.proposals.flatMap { proposal in
            proposal.patches.enumerated().flatMap { index, patch in
                patch.trailers.map { row(label(proposal.label, patch: index + 1), "own", $0) }
            }
        }
        let given = review.trailers.map { placed in
            row(
                placed.proposal.map { label($0, patch: placed.patchNumber) } ?? "-",
                Wording.meaning(placed.trailer.meaning), placed.trailer)
        }
        guard !(own + given).isEmpty else { return }
        page.heading("Tags")
        page.table(
            own + given,
            below: own.map { _ in [] }
                + review.trailers.map { placed in
                    [
                        DisplayText.safe(
                            ([number(placed), placed.reason] + reservation(placed)
                                + identity(placed)).compactMap { $0 }.joined(separator: "; "))
                    ]
                })
    }

    /// `P1`, or `P1 2/3` for one patch of a series.
    private func label(_ label: String, patch: Int?) -> String {
        let count = review.proposals.first { $0.label == label }?.announcedCount ?? 1
        guard let patch, count > 1 else { return label }
        return "\(label) \(patch)/\(count)"
    }

    private func row(
        _ label: String, _ meaning: String, _ trailer: Trailer
    ) -> [TerminalPage.Cell] {
        [
            TerminalPage.Cell(DisplayText.safe(label), .heading),
            TerminalPage.Cell(meaning),
            TerminalPage.Cell(DisplayText.safe(words(trailer))),
        ]
    }

    private func words(_ trailer: Trailer) -> String {
        let value = trailer.value.isEmpty ? trailer.name : "\(trailer.name): \(trailer.value)"
        return value + (trailer.note.map { " # \($0)" } ?? "")
    }

    /// What more there is to say of the trailer's meaning.
    private func reservation(_ placed: PlacedTrailer) -> [String] {
        switch placed.trailer.meaning {
        case .given, .withdrawn, .negative: []
        case .conditional(let words): ["on condition: “\(words)”"]
        case .scoped(let scope): ["for a part only: “\(scope.text)”"]
        case .weak: ["with too much reservation to count"]
        case .malformed(let flaw): ["no tool reads it: \(Wording.flaw(flaw))"]
        }
    }

    private func number(_ placed: PlacedTrailer) -> String? {
        review.message(placed.trailer.message).map { "message \($0.number)" }
    }

    private func identity(_ placed: PlacedTrailer) -> [String] {
        guard placed.trailer.kind.isTestimony else { return [] }
        let verdict = placed.trailer.isGiven(by: placed.giver)
        return verdict.isSame ? [] : ["does not count, \(verdict.reason)"]
    }
}

extension Wording {
    /// How much a trailer was meant, in a word.
    static func meaning(_ meaning: TrailerMeaning) -> String {
        switch meaning {
        case .given: "given"
        case .conditional: "conditional"
        case .scoped: "scoped"
        case .withdrawn: "withdrawn"
        case .negative: "against"
        case .weak: "weak"
        case .malformed: "malformed"
        }
    }

    /// What is wrong with a malformed trailer.
    static func flaw(_ flaw: TrailerFlaw) -> String {
        switch flaw {
        case .missingColon: "it has no colon"
        case .unclosedBracket: "its bracket is not closed"
        case .missingAddress: "it has no address"
        case .wordsBefore: "words stand before its name"
        case .unreadableValue: "its value is not of the usual form"
        }
    }
}
