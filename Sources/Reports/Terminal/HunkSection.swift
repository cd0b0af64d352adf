// SPDX-License-Identifier: GPL-2.0-only

internal import HunkMatching
internal import Reviews
internal import UnifiedDiffs

/// Each hunk of each proposal, on the base.
struct HunkSection {
    let comparison: TreeComparison

    func write(to page: inout TerminalPage) {
        let layers = comparison.tree?.layers ?? []
        let alone = comparison.toldVariants.filter(\.fixIts.isEmpty)
        guard !alone.isEmpty else { return }
        page.heading("Hunks")
        for layer in layers {
            let done = layer.isReverted ? "taken out" : "under every proposal"
            page.line("  \(DisplayText.safe(layer.name)), \(done)")
            table(of: layer.outcome, to: &page)
        }
        for variant in alone {
            for patch in variant.patches {
                var number = variant.patches.count > 1 ? ", patch \(patch.index + 1)" : ""
                if variant.proposals.count > 1 { number += " of \(patch.proposal)" }
                page.line("  \(variant.name)\(number)")
                table(of: patch.outcome, to: &page)
                for note in patch.outcome.notes {
                    page.paragraph(DisplayText.safe(note), first: "    ", .faint)
                }
                conflicts(in: patch.outcome, to: &page)
            }
        }
    }

    /// One row a hunk: where, and how; what was repaired stands below it.
    private func table(of outcome: AppliedPatch, to page: inout TerminalPage) {
        var rows: [[TerminalPage.Cell]] = []
        var below: [[String]] = []
        for file in outcome.files {
            let path = file.path.map { DisplayText.safe($0.bytes) } ?? "no file name"
            if let problem = file.problem {
                rows.append([TerminalPage.Cell(path), TerminalPage.Cell("refused", .bad)])
                below.append([DisplayText.safe("\(problem)")])
                continue
            }
            for hunk in file.hunks {
                let line = hunk.treeLine.map { ":\($0)" } ?? ""
                rows.append([
                    TerminalPage.Cell(path + line),
                    TerminalPage.Cell(
                        Wording.hunk(hunk.verdict), hunk.verdict.isInTree ? .good : .bad),
                    TerminalPage.Cell(Wording.preimage(file.preimage)),
                ])
                below.append(
                    hunk.repairs.isEmpty
                        ? [] : [hunk.repairs.map(Wording.repair).joined(separator: ", ")])
            }
        }
        page.table(rows, indent: 4, below: below, belowIndent: 6)
    }

    private func conflicts(in outcome: AppliedPatch, to page: inout TerminalPage) {
        for file in outcome.files {
            for hunk in file.hunks {
                guard case .conflict(let conflict) = hunk.verdict,
                    let path = file.path
                else { continue }
                page.paragraph(
                    "hunk \(hunk.number) of \(DisplayText.safe(path.bytes)): "
                        + Wording.conflict(conflict), first: "    ")
                if let difference = conflict.difference {
                    page.line("      patch: \(DisplayText.safe(difference.expected))")
                    page.line(
                        "      tree \(difference.treeLine): "
                            + (difference.found.map { DisplayText.safe($0) } ?? "(the file ends)"))
                }
            }
        }
    }
}
