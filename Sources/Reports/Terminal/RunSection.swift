// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import KernelBuild
internal import Reviews

/// What stands behind the cells that are not clean; what is the same for several is told once.
struct RunSection {
    let comparison: TreeComparison
    let drivers: [String]
    let isVerbose: Bool

    /// Without `--verbose` more scenarios of a cell than these, and more findings of a run, are
    /// counted.
    private static let mostRuns = 2
    private static let mostFindings = 3

    /// What there is to say of one cell, or of several that say the same.
    private struct Details {
        var drivers: [String]
        var variants: [VariantReview]
        let lines: [Line]
    }

    /// A paragraph of the details.
    private struct Line: Hashable {
        let text: String
        let indent: Int
        var isFaint = false
        /// Whether the reference has the same defect.
        var isInReference = false
    }

    func write(to page: inout TerminalPage) {
        for details in details {
            let isReference = details.variants.contains { $0.kind == .reference }
            page.gap()
            page.paragraph(
                Wording.list(details.drivers.map(DisplayText.safe)) + ", in "
                    + Wording.list(
                        details.variants.map { DisplayText.safe($0.name.description) }) + ":",
                first: "  ", .heading)
            for line in details.lines {
                page.paragraph(
                    DisplayText.safe(line.text)
                        + (line.isInReference && !isReference ? " (also in the reference)" : ""),
                    first: String(repeating: " ", count: line.indent), line.isFaint ? .faint : nil)
            }
        }
    }

    private var details: [Details] {
        var all: [Details] = []
        for driver in drivers {
            var ofDriver: [Details] = []
            for variant in comparison.variants {
                let lines = lines(of: driver, in: variant)
                guard !lines.isEmpty else { continue }
                if let index = ofDriver.firstIndex(where: { $0.lines == lines }) {
                    ofDriver[index].variants.append(variant)
                } else {
                    ofDriver.append(Details(drivers: [driver], variants: [variant], lines: lines))
                }
            }
            for next in ofDriver {
                if let index = all.firstIndex(where: {
                    $0.lines == next.lines && $0.variants == next.variants
                }) {
                    all[index].drivers.append(driver)
                } else {
                    all.append(next)
                }
            }
        }
        return all
    }

    private func lines(of driver: String, in variant: VariantReview) -> [Line] {
        guard let result = variant.driver(driver) else { return [] }
        if let obstacle = result.obstacle {
            return variant.build.isFailure || !variant.applies
                ? [] : [Line(text: "not simulated: \(obstacle)", indent: 4)]
        }
        var lines: [Line] = []
        let runs = result.runs.filter { isVerbose || $0.verdict != .clean }
        let shown = isVerbose ? runs : worst(of: runs)
        for run in shown {
            lines.append(Line(text: "\(run.run.scenario): \(run.verdict.words)", indent: 4))
            let findings = isVerbose ? run.againstReference.findings : distinct(run)
            let most = isVerbose ? findings.count : Self.mostFindings
            for compared in findings.prefix(most) {
                lines += self.lines(of: compared, in: run, result.lines)
            }
            if findings.count > most {
                lines.append(
                    Line(text: "and \(findings.count - most) more", indent: 6, isFaint: true))
            }
            if !run.againstReference.overInvalidated.isEmpty {
                lines.append(
                    Line(
                        text: "\(Wording.ranges(run.againstReference.overInvalidated)) invalidated "
                            + "beyond what the reference invalidates", indent: 6))
            }
            lines += ending(of: run, result.lines)
            if isVerbose {
                lines.append(Line(text: Wording.cost(run.run.cost), indent: 6, isFaint: true))
            }
        }
        let others = runs.map(\.run.scenario).filter { name in
            !shown.contains { $0.run.scenario == name }
        }
        if !others.isEmpty {
            lines.append(
                Line(
                    text: "and \(Wording.count(others.count, "more scenario")): "
                        + others.joined(separator: ", "), indent: 4, isFaint: true))
        }
        if isVerbose {
            for (scenario, why) in result.skipped.sorted(by: { $0.key < $1.key }) {
                lines.append(Line(text: "\(scenario): left out, \(why)", indent: 4, isFaint: true))
            }
        }
        return lines
    }

    /// The runs to tell of: the worst of those that show something new, and the worst of all.
    private func worst(of runs: [RunReview]) -> [RunReview] {
        guard runs.count > Self.mostRuns + 1 else { return runs }
        let order = runs.indices.sorted { left, right in
            let (a, b) = (runs[left], runs[right])
            let (isNewA, isNewB) = (
                !a.againstBase.newFindings.isEmpty, !b.againstBase.newFindings.isEmpty
            )
            if isNewA != isNewB { return isNewA }
            return a.verdict == b.verdict ? left < right : b.verdict < a.verdict
        }
        return order.prefix(Self.mostRuns).sorted().map { runs[$0] }
    }

    /// The findings that read otherwise than those before them.
    private func distinct(_ run: RunReview) -> [ComparedFinding] {
        var seen: Set<String> = []
        return run.againstReference.findings.filter { compared in
            seen.insert(Wording.finding(compared.finding, in: run.run)).inserted
        }
    }

    private func lines(
        of compared: ComparedFinding, in run: RunReview, _ source: SourceLines
    ) -> [Line] {
        let finding = compared.finding
        let text = Line(
            text: Wording.finding(finding, in: run.run), indent: 6,
            isInReference: compared.share == .whole)
        let frames = source.frames(of: finding.stack)
        return [text]
            + frames.prefix(isVerbose ? 16 : 4).map {
                Line(text: "at \($0.text)", indent: 8, isFaint: true)
            }
    }

    /// Why a run did not come to its end, unless its verdict says so, and where it was then.
    private func ending(of run: RunReview, _ source: SourceLines) -> [Line] {
        var lines: [Line] = []
        var places: [SourceFrame] = []
        switch run.run.outcome {
        case .completed, .crashed: return []
        case .notModelled(let name, let stack):
            lines.append(Line(text: "the rest is unknown, not modelled: \(name)", indent: 6))
            places = source.frames(of: stack)
        case .outOfBudget(let what, let stack):
            lines.append(Line(text: "the rest is unknown, out of budget: \(what)", indent: 6))
            places = source.frames(of: stack)
        case .simulatorFault(let what):
            lines.append(
                Line(text: "the rest is unknown, a bug of the simulator: \(what)", indent: 6))
        case .setupFailed(let what):
            lines.append(Line(text: "the bench could not be set up: \(what)", indent: 6))
        }
        if !run.verdict.isDefect { lines.removeAll() }
        return lines
            + places.prefix(isVerbose ? 16 : 4).map {
                Line(text: "at \($0.text)", indent: 8, isFaint: true)
            }
    }
}
