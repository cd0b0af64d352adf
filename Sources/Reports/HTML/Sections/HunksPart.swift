// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import HunkMatching
internal import Proposals
internal import Reviews
internal import UnifiedDiffs

/// The hunks of each proposal: where they fit, which of their lines ran, and what was said of them.
struct HunksPart: PagePart {
    let index: PageIndex
    let title = "Patches"
    let anchor = PageAnchor.part("patches")

    private var review: ThreadReview { index.review }

    var content: [HTMLNode]? { review.proposals.isEmpty ? nil : nodes }

    @HTMLBuilder private var nodes: [HTMLNode] {
        for (number, proposal) in review.proposals.enumerated() {
            HTMLElement(.article, .id(.hunks(number))) {
                HTMLElement(.h3) {
                    "\(proposal.label): "
                    LineBreaks.cut(Wording.title(of: proposal, in: review), width: 300)
                }
                for (place, patch) in proposal.patches.enumerated() {
                    self.patch(patch, PatchPlace(proposal, place), in: proposal)
                }
            }
        }
    }

    /// The variant in which a proposal is tried: alone where it applies so.
    private func variant(of label: String) -> VariantReview? {
        let all = review.variants.filter { $0.proposals.last == label && $0.fixIts.isEmpty }
        return all.first { $0.proposals == [label] } ?? all.first
    }

    /// The lines that ran: those of the corrected form where the proposal itself does not compile.
    private func coverage(of variant: VariantReview?) -> [FileCoverage] {
        guard let variant else { return [] }
        if !variant.coverage.isEmpty { return variant.coverage }
        return review.variants.first {
            $0.proposals == variant.proposals && !$0.fixIts.isEmpty
        }?.coverage ?? []
    }

    @HTMLBuilder private func patch(
        _ patch: ProposedPatch, _ place: PatchPlace, in proposal: Proposal
    ) -> [HTMLNode] {
        let variant = variant(of: proposal.label)
        let position = variant?.patches.firstIndex {
            $0.proposal == proposal.label && $0.index == place.index
        }
        let outcome = position.flatMap { variant?.patches[$0].outcome }
        if proposal.patches.count > 1 {
            HTMLElement(.h4) { "\(place.number)/\(proposal.announcedCount) \(patch.title)" }
        }
        if let variant, variant.build.isFailure, !coverage(of: variant).isEmpty {
            HTMLElement(.p, .class("facts")) {
                "It does not compile as posted; which lines ran was seen with the compiler's "
                    + "correction."
            }
        }
        for note in outcome?.notes ?? [] { HTMLElement(.p, .class("facts")) { note } }
        for (number, file) in (outcome?.patches ?? patch.files).enumerated() {
            let result = outcome.flatMap {
                $0.files.indices.contains(number) ? $0.files[number] : nil
            }
            HunkTables(
                file: file, outcome: result,
                remarks: review.reading.ledger.remarks.filter { $0.anchor?.place == place },
                coverage: coverage(of: variant).first { $0.path == file.path?.string },
                finalLine: { line in
                    guard let path = file.path, let variant, let position else { return line }
                    return variant.finalLine(of: line, in: path, afterPatch: position)
                },
                scenarioCount: scenarioCount, index: index
            ).content
        }
    }

    private var scenarioCount: Int {
        Set(review.variants.flatMap(\.drivers).flatMap { $0.runs.map(\.run.scenario) }).count
    }
}
