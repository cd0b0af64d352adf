// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
public import Reviews

/// The result of mutation testing, set for a terminal: a row for each driver, and every mutant that
/// no scenario saw.
public struct MutationPage {
    private let review: MutationReview
    private let style: TerminalStyle

    /// Sets a result in a style.
    public init(_ review: MutationReview, style: TerminalStyle = TerminalStyle()) {
        self.review = review
        self.style = style
    }

    /// The page.
    ///
    /// - Parameter isVerbose: show every mutant, and what saw it.
    public func text(isVerbose: Bool = false) -> String {
        var page = TerminalPage(style: style)
        page.heading("Mutants of the unmap and sync paths (seed \(review.seed))")
        page.blocks(rows, indent: 2)
        page.gap()
        page.paragraph(summary, first: "  ")
        for driver in review.drivers {
            let shown = driver.trials.filter { isVerbose || $0.result.sort == .survived }
            guard !shown.isEmpty else { continue }
            page.heading(DisplayText.safe(driver.driver))
            for trial in shown { write(trial, to: &page) }
        }
        return page.text
    }

    private var rows: [[TerminalPage.Cell]] {
        var rows = [
            ["", "killed", "by cost", "survived", "equivalent", "no build", "of"].map {
                TerminalPage.Cell($0, .heading)
            }
        ]
        for driver in review.drivers {
            let name = TerminalPage.Cell(DisplayText.safe(driver.driver))
            if let obstacle = driver.obstacle {
                rows.append([name, TerminalPage.Cell(DisplayText.safe(obstacle), .faint)])
                continue
            }
            let survivors = driver.count(.survived)
            rows.append(
                [
                    name, TerminalPage.Cell("\(driver.count(.killed))"),
                    TerminalPage.Cell("\(driver.count(.killedByCost))"),
                    TerminalPage.Cell("\(survivors)", survivors > 0 ? .doubtful : nil),
                    TerminalPage.Cell("\(driver.count(.equivalent))"),
                    TerminalPage.Cell("\(driver.count(.notBuilt))"),
                    TerminalPage.Cell("\(driver.candidates)"),
                ])
        }
        return rows
    }

    private var summary: String {
        let byCost = review.count(.killedByCost)
        let killed = review.count(.killed) + byCost
        let counted = killed + review.count(.survived)
        guard counted > 0 else { return "No mutant was run." }
        let share = Double(killed) / Double(counted)
        return "\(killed) of \(counted) killed, \((share * 1000).rounded() / 1000): "
            + "\(killed - byCost) by a defect, and \(byCost) by what they cost more, which a report "
            + "shows, without a defect. Mutants whose program is the same, byte for byte, and those "
            + "that do not build do not count; \"of\": how many there are to draw from."
    }

    private func write(_ trial: MutantTrial, to page: inout TerminalPage) {
        let mutant = trial.mutant
        let result =
            switch trial.result {
            case .killed(let scenario, let reason):
                "\(trial.bench), \(scenario): \(Wording.reason(reason))"
            case .survived(let costsDiffer):
                costsDiffer ? "survived, at other costs" : "survived"
            case .equivalent: "equivalent"
            case .notBuilt: "does not build"
            }
        page.paragraph(
            DisplayText.safe(
                "\(mutant.path):\(mutant.line) \(mutant.function)(), "
                    + "\(mutant.operator.rawValue): \(result)"),
            first: "  ", trial.result.sort == .survived ? .doubtful : nil)
        page.paragraph(DisplayText.safe("- \(mutant.before)"), first: "    ", .faint)
        page.paragraph(DisplayText.safe("+ \(mutant.after)"), first: "    ", .faint)
    }
}

extension Wording {
    /// What gave a mutant away.
    static func reason(_ reason: MutantTrial.Reason) -> String {
        switch reason {
        case .finding(let finding): self.finding(finding.kind)
        case .over(let count): "over by \(ByteCount.text(count))"
        case .cost(let extra): "\(extra.measure.rawValue) \(extra.reference) -> \(extra.run)"
        case .ending(let outcome): ending(outcome)
        }
    }
}
