// SPDX-License-Identifier: GPL-2.0-only

internal import Reviews

/// The table driver by variant, and what stands behind its cells.
struct DriverSection {
    let comparison: TreeComparison
    let isVerbose: Bool

    func write(to page: inout TerminalPage) {
        guard comparison.tree != nil else { return }
        page.heading("Drivers")
        if let why = comparison.notSimulated {
            page.paragraph("Not simulated: \(DisplayText.safe(why)).", first: "  ")
        } else {
            table(to: &page)
        }
        BuildSection(comparison: comparison, isVerbose: isVerbose).write(to: &page)
        guard comparison.notSimulated == nil else { return }
        RunSection(comparison: comparison, drivers: drivers, isVerbose: isVerbose).write(to: &page)
        let missing = comparison.drivers.filter { $0.obstacle != nil }.map(\.driver)
        if !missing.isEmpty {
            page.gap()
            page.paragraph(
                "No such driver in this tree, though there is a bench: "
                    + missing.map(DisplayText.safe).joined(separator: ", "), first: "  ", .faint)
        }
    }

    private var drivers: [String] {
        comparison.drivers.filter { $0.obstacle == nil }.map(\.driver)
    }

    private func table(to page: inout TerminalPage) {
        var rows = [
            [TerminalPage.Cell("")]
                + comparison.variants.map {
                    TerminalPage.Cell(DisplayText.safe($0.name.description), .heading)
                }
        ]
        for driver in drivers {
            rows.append(
                [TerminalPage.Cell(DisplayText.safe(driver))]
                    + comparison.variants.map { cell(driver, $0) })
        }
        page.blocks(rows)
    }

    private func cell(_ driver: String, _ variant: VariantReview) -> TerminalPage.Cell {
        guard variant.applies else { return TerminalPage.Cell("no patch", .faint) }
        if variant.build.isFailure, variant.driver(driver)?.runs.isEmpty ?? true {
            return TerminalPage.Cell("no build", .bad)
        }
        guard let result = variant.driver(driver) else { return TerminalPage.Cell("-") }
        let verdict = result.verdict
        let emphasis: Emphasis =
            switch verdict {
            case .clean: .good
            case .over: .doubtful
            case .defect: .bad
            case .notSimulated, .notModelled, .outOfBudget, .simulatorFault: .faint
            }
        return TerminalPage.Cell(Wording.cell(verdict), emphasis)
    }
}
