// SPDX-License-Identifier: GPL-2.0-only

internal import HunkMatching
internal import Mail
internal import Proposals
internal import Reviews
internal import UnifiedDiffs

/// The hunks of one file as tables: line number, line, whether it ran; remarks below their lines.
struct HunkTables {
    let file: FilePatch
    let outcome: FileOutcome?
    let remarks: [Remark]
    let coverage: FileCoverage?
    /// Where a line of this patch's result is in the variant.
    let finalLine: (Int) -> Int?
    let scenarioCount: Int
    let index: PageIndex

    /// Lines of a file's hunks beyond these are counted.
    private static let mostLines = 1500

    @HTMLBuilder var content: [HTMLNode] {
        HTMLElement(.p, .class("file")) {
            HTMLElement(.code) { file.path.map { DisplayText.safe($0.bytes) } ?? "no file name" }
            if let outcome {
                if let problem = outcome.problem {
                    HTMLElement(.span, .class("bad")) { " ✗ refused: \(problem)" }
                } else {
                    " \(Wording.preimage(outcome.preimage))"
                }
            }
            if let coverage, !coverage.isSimulated { "; built by no bench" }
        }
        if shownHunks < file.hunks.count {
            HTMLElement(.p) {
                "\(shownHunks) of \(file.hunks.count) hunks are shown; the file's change is too long"
            }
        }
        for (number, hunk) in file.hunks.prefix(shownHunks).enumerated() {
            table(
                hunk, outcome.flatMap { $0.hunks.indices.contains(number) ? $0.hunks[number] : nil }
            )
        }
    }

    private var shownHunks: Int {
        var lines = 0
        for (number, hunk) in file.hunks.enumerated() {
            lines += hunk.lines.count
            if lines > Self.mostLines { return number }
        }
        return file.hunks.count
    }

    /// A line of a hunk with its places.
    private struct Row {
        let line: HunkLine
        /// The number by the hunk's header: of a deleted line in the old file, else in the new one.
        let headerNumber: Int
        /// The number in the tree, nil where the hunk found no place.
        let treeNumber: Int?
    }

    private func rows(_ hunk: Hunk, _ outcome: HunkOutcome?) -> [Row] {
        var (old, new, result) = (hunk.oldStart, hunk.newStart, outcome?.resultLine)
        return hunk.lines.map { line in
            let number = line.origin == .deleted ? old : new
            let row = Row(
                line: line, headerNumber: number,
                treeNumber: line.origin.isNew ? result.flatMap(finalLine) : nil)
            if line.origin.isOld { old += 1 }
            if line.origin.isNew {
                new += 1
                result = result.map { $0 + 1 }
            }
            return row
        }
    }

    private func table(_ hunk: Hunk, _ outcome: HunkOutcome?) -> HTMLElement {
        HTMLElement(
            .div, .class("wide"), .fixed("role", "group"), .label("Hunk"), .fixed("tabindex", "0")
        ) {
            HTMLElement(.table, .class("diff")) {
                HTMLElement(.caption) {
                    HTMLElement(.code) { DisplayText.safe(hunk.header) }
                    if let outcome { verdict(outcome) }
                }
                HTMLElement(.thead, .class("unseen")) {
                    HTMLElement(.tr) {
                        for head in ["Line", "Text", "Ran"] {
                            HTMLElement(.th, .scope("col")) { head }
                        }
                    }
                }
                HTMLElement(.tbody) {
                    for row in rows(hunk, outcome) {
                        element(row)
                        for remark in remarks(at: row) { element(remark) }
                    }
                }
            }
        }
    }

    @HTMLBuilder private func verdict(_ outcome: HunkOutcome) -> [HTMLNode] {
        HTMLElement(
            .span, outcome.verdict.isInTree ? .class("badge good") : .class("badge bad")
        ) {
            (outcome.verdict.isInTree ? "✓ " : "✗ ") + Wording.hunk(outcome.verdict)
        }
        if !outcome.repairs.isEmpty {
            " \(outcome.repairs.map(Wording.repair).joined(separator: ", "))"
        }
        if case .conflict(let conflict) = outcome.verdict {
            " \(Wording.conflict(conflict))"
            if let difference = conflict.difference {
                "; the tree has: "
                HTMLElement(.code) {
                    difference.found.map { DisplayText.safe($0) } ?? "the end of the file"
                }
            }
        }
    }

    private func element(_ row: Row) -> HTMLElement {
        let text =
            String(Character(Unicode.Scalar(row.line.origin.mark)))
            + TabbedLine.expanded(row.line.content)
        let style: HTMLAttribute =
            switch row.line.origin {
            case .added: .class("added")
            case .deleted: .class("deleted")
            case .context: .class("context")
            }
        return HTMLElement(.tr, style) {
            HTMLElement(.td, .class("number")) {
                row.treeNumber.map(String.init) ?? "\(row.headerNumber)"
            }
            HTMLElement(.td) {
                switch row.line.origin {
                case .added: HTMLElement(.ins) { text }
                case .deleted: HTMLElement(.del) { text }
                case .context: HTMLElement(.code) { text }
                }
            }
            ran(row)
        }
    }

    private func ran(_ row: Row) -> HTMLElement {
        guard row.line.origin == .added, let coverage, coverage.isSimulated,
            let line = row.treeNumber, coverage.codeLines.contains(line)
        else { return HTMLElement(.td) }
        guard let scenarios = coverage.scenarios[line], !scenarios.isEmpty else {
            return HTMLElement(.td, .class("doubtful")) { "○ never ran" }
        }
        if scenarios.count == scenarioCount {
            return HTMLElement(.td, .class("good")) { "● ran in all scenarios" }
        }
        return HTMLElement(.td, .class("good")) {
            HTMLElement(.details) {
                HTMLElement(.summary) { "● ran in \(scenarios.count) of \(scenarioCount)" }
                scenarios.joined(separator: ", ")
            }
        }
    }

    private func remarks(at row: Row) -> [Remark] {
        remarks.filter { remark in
            guard let anchor = remark.anchor else { return false }
            return anchor.lineNumber == row.headerNumber
                && anchor.mark == Character(Unicode.Scalar(row.line.origin.mark))
                && (anchor.path.isEmpty || anchor.path == file.path?.string)
                && anchor.text == String(decoding: row.line.content, as: UTF8.self)
        }
    }

    private func element(_ remark: Remark) -> HTMLElement {
        HTMLElement(.tr, .class("remark")) {
            HTMLElement(.td)
            HTMLElement(.td, .columns(2)) {
                HTMLElement(.strong) { remark.author.displayName }
                " (\(remark.kind.rawValue), \(remark.status.rawValue)): "
                LineBreaks.cut(remark.text, width: 400)
                if let place = index.place(remark.message, line: remark.bodyLines.lowerBound) {
                    " "
                    HTMLElement(.a, .link(place)) { "message \(remark.messageNumber)" }
                }
            }
        }
    }
}
