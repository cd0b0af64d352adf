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
        var rows: [Row] = []
        for driver in drivers {
            let cells = comparison.columns.map { cell(driver, $0) }
            if !isVerbose, let index = rows.firstIndex(where: { $0.isLike(cells) }) {
                rows[index].drivers.append(DisplayText.safe(driver))
            } else {
                rows.append(Row(drivers: [DisplayText.safe(driver)], cells: cells))
            }
        }
        let dull =
            isVerbose ? [] : rows.filter { row in row.cells.allSatisfy { $0.text == "clean" } }
        rows.removeAll { row in dull.contains { $0.drivers == row.drivers } }
        if !rows.isEmpty {
            let heads = comparison.columns.map {
                TerminalPage.Cell(DisplayText.safe($0.name.description), .heading)
            }
            page.blocks(
                [[TerminalPage.Cell("")] + heads]
                    + rows.map { [TerminalPage.Cell($0.label)] + $0.cells })
        }
        for legend in rows.compactMap(\.legend) {
            page.paragraph(legend, first: "  ", .faint)
        }
        for row in dull {
            page.paragraph(
                row.drivers.joined(separator: ", "), first: "  clean in every column: ", .good)
        }
        let left = comparison.variants.filter { variant in
            !comparison.columns.contains { $0.name == variant.name }
        }
        if !left.isEmpty {
            let reasons = left.map { variant in
                "\(DisplayText.safe(variant.name.description)) "
                    + (variant.applies ? "does not compile" : "does not apply")
            }
            page.paragraph("No column: \(Wording.list(reasons)).", first: "  ", .faint)
        }
    }

    /// One row of the table: the drivers that are alike in every column.
    private struct Row {
        var drivers: [String]
        let cells: [TerminalPage.Cell]

        /// Names that take up more columns than this stand below the table.
        private static let mostColumns = 28

        private var names: String { drivers.joined(separator: ", ") }

        private var isCut: Bool { drivers.count > 1 && DisplayWidth.of(names) > Self.mostColumns }

        var label: String {
            isCut ? "\(drivers[0]) and \(drivers.count - 1) like it" : names
        }

        /// The names that the label leaves out.
        var legend: String? {
            isCut
                ? "like \(drivers[0]): \(drivers.dropFirst().joined(separator: ", "))" : nil
        }

        func isLike(_ others: [TerminalPage.Cell]) -> Bool {
            cells.map(\.text) == others.map(\.text)
        }
    }

    private func cell(_ driver: String, _ variant: VariantReview) -> TerminalPage.Cell {
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
