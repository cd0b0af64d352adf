// SPDX-License-Identifier: GPL-2.0-only

internal import Proposals
internal import UnifiedDiffs

/// One combination of proposals that is worth a column in the table.
struct VariantPlan {
    let proposals: [Proposal]

    var name: VariantName { VariantName(proposals: proposals.map(\.label)) }

    /// Every proposal alone, and each supplement on top of what it supplements.
    static func plans(for proposals: [Proposal]) -> [VariantPlan] {
        proposals.flatMap { proposal in
            let alone = VariantPlan(proposals: [proposal])
            let chain = below(proposal, in: proposals)
            return chain.isEmpty ? [alone] : [alone, VariantPlan(proposals: chain + [proposal])]
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

    /// The files that the thread's other patches name, those of the related proposal first, for
    /// hunks that name none.
    static func paths(near proposal: Proposal, in all: [Proposal]) -> [TreePath] {
        let related = all.filter { $0.label == proposal.relation?.other }
        var seen: Set<TreePath> = []
        return (related + all).flatMap { $0.patches.flatMap(\.files) }
            .compactMap(\.path).filter { seen.insert($0).inserted }
    }
}
