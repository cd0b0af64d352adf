// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import HunkMatching
internal import KernelBuild
internal import Mail
internal import MailThreads
internal import Proposals

/// Draws the conclusion from everything else that a review holds.
struct Conclusions {
    let proposals: [Proposal]
    let trailers: [PlacedTrailer]
    let hasTree: Bool
    let variants: [VariantReview]
    let ranking: [RankedVariant]
    let notSimulated: String?

    var conclusion: Conclusion {
        guard !proposals.isEmpty else {
            return Conclusion(
                status: .noProposal,
                verdict: Statement("The thread proposes no change of code."), others: [],
                nextSteps: [], basis: [], confidence: nil)
        }
        guard hasTree, let best = ranking.first, let variant = variant(best.variant) else {
            let number = proposals.count
            return Conclusion(
                status: .incomplete,
                verdict: Statement(
                    "\(number) proposal\(number == 1 ? "" : "s"); nothing was applied or run, "
                        + "since no kernel tree was given."),
                others: [],
                nextSteps: [
                    Statement("Give the tree: --tree PATH, or --tree REPOSITORY@REVISION.")
                ],
                basis: [], confidence: nil)
        }
        let steps = NextSteps(
            proposals: proposals, trailers: trailers, variant: variant, best: best, goals: goals)
        return Conclusion(
            status: status(best, variant, steps.obstacles), verdict: verdict(best, variant),
            others: others, nextSteps: isOpen ? [] : steps.obstacles + steps.tags,
            basis: basis(variant, best), confidence: best.confidence)
    }

    /// Why each of those below the best is not the best.
    private var others: [Statement] {
        ranking.filter { $0.place > 1 }.compactMap { ranked in
            guard let variant = variant(ranked.variant), let best = ranking.first,
                let fault = VariantFault(variant, ranked.standing, beside: best)
            else { return nil }
            return Statement(
                "\(ranked.variant) (score \(ranked.standing.score)): \(fault.text)",
                ranked.reasons.flatMap(\.evidence))
        }
    }

    private func variant(_ name: VariantName) -> VariantReview? {
        variants.first { $0.name == name }
    }

    private func status(
        _ best: RankedVariant, _ variant: VariantReview, _ obstacles: [Statement]
    ) -> Conclusion.Status {
        let isTie = ranking.count { $0.place == 1 } > 1
        if best.standing.conflicts > 0 || best.standing.failsToBuild { return .needsAttention }
        guard case .compiles = variant.build, notSimulated == nil,
            variant.drivers.contains(where: \.verdict.isKnown),
            variant.drivers.allSatisfy({ $0.verdict.isKnown || $0.isAsBase })
        else { return obstacles.isEmpty ? .incomplete : .needsAttention }
        return obstacles.isEmpty && !isTie ? .ready : .needsAttention
    }

    private func verdict(_ best: RankedVariant, _ variant: VariantReview) -> Statement {
        let rivals = ranking.count - 1
        let name = "\(best.variant)"
        if rivals > 0, best.standing.conflicts > 0 || best.standing.failsToBuild {
            let fault = best.standing.conflicts > 0 ? "applies" : "applies and compiles"
            let nearest = Set(ranking.filter { $0.place == 1 }.map(\.variant.description))
            return Statement(
                "None of \(ranking.count) combinations \(fault)"
                    + (nearest.count == 1 ? "; \(name) comes nearest." : "."),
                best.reasons.flatMap(\.evidence))
        }
        let qualities = qualities(best, variant)
        let alike = ranking.prefix { $0.place == 1 }.map(\.variant.description)
        let text =
            rivals == 0
            ? "\(name) \(qualities)."
            : alike.count > 1
                ? "Nothing decides between \(alike.joined(separator: ", ")): each \(qualities)."
                : fault(of: best, variant) == nil
                    ? "\(name) is the best of \(ranking.count) combinations: it \(qualities)."
                    : "None of \(ranking.count) combinations is good; \(name) comes nearest: "
                        + "it \(qualities)."
        return Statement(text, best.reasons.flatMap(\.evidence))
    }

    /// Whether several are alike and nothing was run that could tell which one is better.
    private var isOpen: Bool {
        notSimulated != nil && ranking.count { $0.place == 1 } > 1
    }

    /// What is wrong with the best one; what nobody repairs is no fault of it.
    private func fault(of best: RankedVariant, _ variant: VariantReview) -> Measure? {
        var measures: [Measure] = [.crashes, .regressions]
        if variant.drivers.contains(where: { $0.hasOldDefect && goals.contains($0.driver) }) {
            measures.append(.unfixed)
        }
        return measures.first { $0.value(of: best.standing) > 0 }
    }

    /// What the best one does, worst first.
    private func qualities(_ best: RankedVariant, _ variant: VariantReview) -> String {
        let standing = best.standing
        if standing.conflicts > 0 || standing.failsToBuild, let reason = best.reasons.first {
            return reason.text
        }
        if case .refused(let why) = variant.build { return "applies, and cannot be run: \(why)" }
        if let fault = fault(of: best, variant) {
            return VariantFault.sentence(fault, variant, standing)
        }
        let old = variant.drivers.filter { $0.hasOldDefect || $0.hasDefectOfTree }.map(\.driver)
        if standing.overInvalidatedBytes > 0 {
            return VariantFault.sentence(.overInvalidation, variant, standing)
        }
        var words = "applies"
        if case .compiles = variant.build { words += " and compiles" }
        let known = variant.drivers.count { $0.verdict.isKnown }
        guard known > 0 else { return words }
        words += standing.needsFixIt ? " once corrected" : ""
        guard variant.coverage.contains(where: \.isSimulated) else {
            return words + ", and changes nothing that was simulated"
        }
        let unknown = variant.drivers.filter { !$0.verdict.isKnown && !$0.isAsBase }
        if let first = unknown.first {
            return words + "; nothing is known of \(first.driver), which it changes "
                + "(\(first.verdict.words))"
        }
        let clean = variant.drivers.count { $0.verdict.isKnown && !$0.verdict.isDefect }
        let drivers =
            clean < known
            ? "\(clean) of \(known) simulated drivers"
            : known == 1 ? "the simulated driver" : "all \(known) simulated drivers"
        return words + ", and leaves \(drivers) clean"
            + (standing.fixed > 0 ? ", \(standing.fixed) of them repaired" : "")
            + (old.isEmpty
                ? ""
                : "; \(NameList.text(old)) \(old.count == 1 ? "is" : "are") broken with "
                    + "and without it")
    }

    /// The drivers that are broken on the base and that some variant repairs.
    private var goals: Set<String> {
        Set(
            variants.flatMap { other in
                other.drivers.filter { driver in
                    base?.driver(driver.driver)?.verdict.isDefect == true && driver.verdict.isKnown
                        && !driver.verdict.isDefect
                }.map(\.driver)
            })
    }

    private var base: VariantReview? { variants.first { $0.kind == .base } }

    private func basis(_ variant: VariantReview, _ best: RankedVariant) -> [Statement] {
        var basis: [Statement] = []
        if let notSimulated {
            basis.append(Statement("Nothing was simulated: \(notSimulated)."))
        } else {
            let ran = variant.drivers.filter { $0.verdict.isKnown }
            let scenarios = Set(ran.flatMap { $0.runs.map(\.run.scenario) }).count
            let known = "\(ran.count) driver\(ran.count == 1 ? "" : "s")"
            let reason =
                !variant.applies
                ? "it does not apply"
                : variant.build.isFailure ? "it does not compile" : "no driver could be simulated"
            basis.append(
                Statement(
                    ran.isEmpty
                        ? "Nothing of \(variant.name) was run: \(reason)."
                        : "Stands on \(known) run in \(scenarios) scenario\(scenarios == 1 ? "" : "s"): "
                            + NameList.text(ran.map(\.driver)) + ".",
                    ran.flatMap { driver in
                        driver.runs.map { run in
                            .run(
                                variant: variant.name, driver: driver.driver,
                                scenario: run.run.scenario, operation: nil)
                        }
                    }))
        }
        return basis
    }
}
