// SPDX-License-Identifier: GPL-2.0-only

internal import HunkMatching
internal import Reviews

/// Each series patch by patch: whether it applies, compiles and what it changes on top of those
/// before it.
struct LadderSection {
    let comparison: TreeComparison
    let isVerbose: Bool

    /// Without `--verbose` more changed drivers of a patch than these are counted.
    private static let mostChanges = 6

    func write(to page: inout TerminalPage) {
        let variants = comparison.toldVariants.filter { !$0.ladder.isEmpty }
        guard !variants.isEmpty else { return }
        page.heading("Series, patch by patch")
        for variant in variants {
            page.line(
                "  \(DisplayText.safe(variant.name.description)), each on top of those before it",
                .heading)
            page.table(
                variant.ladder.map { row($0, of: variant.ladder.count) }, indent: 4,
                below: variant.ladder.map { rung in
                    lines(rung, width: page.style.width - 11)
                }, belowIndent: 11)
            if let words = Wording.bisection(of: variant) {
                page.paragraph(
                    DisplayText.safe(words), first: "    ",
                    variant.isBisectable == true ? .good : .bad)
            }
        }
    }

    private func row(_ rung: LadderRung, of count: Int) -> [TerminalPage.Cell] {
        [
            TerminalPage.Cell("\(rung.index + 1)/\(count)", .heading),
            TerminalPage.Cell(
                Wording.status(rung.status), rung.status.isInTree ? .good : .bad),
            TerminalPage.Cell(
                Wording.build(rung.build),
                rung.build.isSuccess ? .good : rung.build.isFailure ? .bad : .faint),
            TerminalPage.Cell(rung.standing.map { "score \($0.score)" } ?? ""),
        ]
    }

    private func lines(_ rung: LadderRung, width: Int) -> [String] {
        let effects = Wording.effect(of: rung).map(DisplayText.safe)
        let most = isVerbose ? effects.count : Self.mostChanges + 1
        let title = LineBreaks.cut(DisplayText.safe(rung.title), width: width)
        return (rung.title.isEmpty ? [] : [title]) + effects.prefix(most)
            + (effects.count > most ? ["and \(effects.count - most) more"] : [])
    }
}
