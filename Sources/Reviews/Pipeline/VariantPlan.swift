// SPDX-License-Identifier: GPL-2.0-only

internal import Proposals

/// One combination of candidates that is worth a column in the table.
struct VariantPlan {
    /// What goes on the base, in order.
    let candidates: [Candidate]

    var name: VariantName { VariantName(proposals: candidates.map(\.label)) }

    /// Every proposal alone, and each supplement on top of what it supplements.
    static func plans(for proposals: [Proposal]) -> [VariantPlan] {
        proposals.flatMap { proposal in
            let chain = below(proposal, in: proposals)
            let alone = Candidate(proposal, among: proposals)
            let stacked = chain.map { Candidate($0, among: proposals) } + [alone]
            return [VariantPlan(candidates: [alone])]
                + (chain.isEmpty ? [] : [VariantPlan(candidates: stacked)])
        }
    }

    /// What a supplement stands on, lowest first.
    private static func below(_ proposal: Proposal, in all: [Proposal]) -> [Proposal] {
        var chain: [Proposal] = []
        var current = proposal
        while current.relation?.kind == .supplements, chain.count < all.count,
            let other = all.first(where: { $0.label == current.relation?.other })
        {
            chain.insert(other, at: 0)
            current = other
        }
        return chain
    }
}
