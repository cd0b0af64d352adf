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
            proposal.patches.flatMap { patch in
                patch.trailers.map { trailer in
                    row(proposal.label, trailer, "its own")
                }
            }
        }
        let given = review.trailers.map { placed in
            row(
                placed.proposal ?? "-", placed.trailer,
                ([reservation(placed), number(placed), placed.reason] + identity(placed))
                    .compactMap { $0 }.joined(separator: "; "))
        }
        guard !(own + given).isEmpty else { return }
        page.heading("Tags")
        page.table(own + given)
    }

    private func row(
        _ label: String, _ trailer: Trailer, _ remark: String
    ) -> [TerminalPage.Cell] {
        [
            TerminalPage.Cell(DisplayText.safe(label), .heading),
            TerminalPage.Cell("\(DisplayText.safe(trailer.name)): \(DisplayText.safe(trailer.value))"),
            TerminalPage.Cell(DisplayText.safe(remark)),
        ]
    }

    private func reservation(_ placed: PlacedTrailer) -> String? {
        placed.trailer.meaning == .given ? nil : Wording.meaning(placed.trailer.meaning)
    }

    private func number(_ placed: PlacedTrailer) -> String? {
        review.message(placed.trailer.message).map { "message \($0.number)" }
    }

    private func identity(_ placed: PlacedTrailer) -> [String] {
        guard placed.trailer.kind.isTestimony else { return [] }
        let verdict = placed.trailer.isGiven(by: placed.giver)
        return verdict.isSame ? [] : ["does not count: \(verdict.reason)"]
    }
}

extension Wording {
    /// How much a trailer was meant.
    static func meaning(_ meaning: TrailerMeaning) -> String {
        switch meaning {
        case .given: "given"
        case .conditional(let words): "conditional (\(words))"
        case .scoped(let scope): "for a part only (\(scope.text))"
        case .withdrawn: "withdrawn"
        case .negative: "against"
        case .weak: "with too much reservation to count"
        case .malformed(let flaw): "malformed (\(flaw.rawValue))"
        }
    }
}
