// SPDX-License-Identifier: GPL-2.0-only

internal import Reviews

/// Which new lines any scenario ran.
struct CoverageSection {
    let comparison: TreeComparison
    let isVerbose: Bool

    func write(to page: inout TerminalPage) {
        guard comparison.notSimulated == nil else { return }
        let rows = comparison.toldVariants.flatMap { variant in
            variant.coverage.filter { isVerbose || !$0.lines.isEmpty }.map { file in
                [
                    TerminalPage.Cell(variant.name.description),
                    TerminalPage.Cell(DisplayText.safe(file.path)),
                    TerminalPage.Cell(words(file)),
                ]
            }
        }
        guard !rows.isEmpty else { return }
        page.heading("New lines of code that a scenario ran")
        page.table(rows)
    }

    private func words(_ file: FileCoverage) -> String {
        guard file.isSimulated else {
            return "\(Wording.count(file.lines.count, "line")); not simulated, no bench covers it"
        }
        let missed = Set(file.lines).subtracting(file.executed).sorted()
        let text = "\(file.executed.count) of \(file.lines.count)"
        return missed.isEmpty
            ? text
            : "\(text); not run: line\(missed.count == 1 ? "" : "s") "
                + missed.map(String.init).joined(separator: ", ")
    }
}
