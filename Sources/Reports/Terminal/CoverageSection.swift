// SPDX-License-Identifier: GPL-2.0-only

internal import Reviews

/// Which new lines any scenario ran.
struct CoverageSection {
    let comparison: TreeComparison
    let isVerbose: Bool

    func write(to page: inout TerminalPage) {
        guard comparison.notSimulated == nil else { return }
        let rows = comparison.toldVariants.flatMap { variant in
            variant.coverage.filter { isVerbose || !$0.isSimulated || !$0.codeLines.isEmpty }.map {
                file in
                [
                    TerminalPage.Cell(variant.name.description),
                    TerminalPage.Cell(DisplayText.safe(file.path)),
                    TerminalPage.Cell(words(file)),
                ]
            }
        }
        guard !rows.isEmpty else { return }
        page.heading("New lines with code that a scenario ran")
        page.table(rows)
    }

    private func words(_ file: FileCoverage) -> String {
        guard file.isSimulated else {
            return "built by no bench (\(Wording.count(file.newLines.count, "new line")))"
        }
        guard !file.codeLines.isEmpty else {
            return "no code in \(Wording.count(file.newLines.count, "new line"))"
        }
        let text = "\(file.executed.count) of \(file.codeLines.count)"
        let missed = file.missed
        return missed.isEmpty
            ? text
            : "\(text); not run: line\(missed.count == 1 ? "" : "s") "
                + missed.map(String.init).joined(separator: ", ")
    }
}
