// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import KernelBuild
internal import Reviews

/// The table driver by variant, and what stands behind its cells.
struct DriverSection {
    let review: ThreadReview
    let isVerbose: Bool

    func write(to page: inout TerminalPage) {
        guard review.tree != nil else { return }
        page.heading("Drivers")
        if let why = review.notSimulated {
            page.paragraph("Not simulated: \(DisplayText.safe(why)).", first: "  ")
            compilerMessages(to: &page)
            return
        }
        table(to: &page)
        compilerMessages(to: &page)
        for driver in drivers {
            for variant in review.variants {
                details(of: driver, in: variant, to: &page)
            }
        }
        let missing = review.drivers.filter { $0.obstacle != nil }.map(\.driver)
        if !missing.isEmpty {
            page.paragraph(
                "No such driver in this tree, though there is a bench: "
                    + missing.map(DisplayText.safe).joined(separator: ", "), first: "  ", .faint)
        }
    }

    private var drivers: [String] {
        review.drivers.filter { $0.obstacle == nil }.map(\.driver)
    }

    private func table(to page: inout TerminalPage) {
        var rows = [
            [TerminalPage.Cell("")]
                + review.variants.map { TerminalPage.Cell($0.name.description, .heading) }
        ]
        for driver in drivers {
            rows.append(
                [TerminalPage.Cell(DisplayText.safe(driver))]
                    + review.variants.map { cell(driver, $0) })
        }
        page.table(rows)
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

    /// The compiler's messages of the variants that do not compile.
    private func compilerMessages(to page: inout TerminalPage) {
        for variant in review.variants {
            switch variant.build {
            case .fails(let messages):
                page.gap()
                page.line("  \(variant.name) does not compile:", .heading)
                for message in messages.prefix(isVerbose ? messages.count : 3) {
                    page.paragraph(DisplayText.safe(message.line), first: "    ")
                }
            case .refused(let why):
                page.gap()
                page.paragraph(
                    "\(variant.name) may not be run: \(DisplayText.safe(why))", first: "  ")
            case .compiles(let unchecked) where !unchecked.isEmpty:
                page.paragraph(
                    "\(variant.name): not compiled, since the sandbox cannot compile it without "
                        + "the change either: \(unchecked.map(DisplayText.safe).joined(separator: ", "))",
                    first: "  ", .faint)
            case .notTried, .compiles: break
            }
            for change in variant.fixIts {
                page.gap()
                page.line("  \(variant.name), \(DisplayText.safe(change.path)):\(change.line):", .heading)
                page.line("    -\(DisplayText.safe(change.before))")
                page.line("    +\(DisplayText.safe(change.after))")
            }
        }
    }

    /// The runs of one cell that are not clean.
    private func details(
        of driver: String, in variant: VariantReview, to page: inout TerminalPage
    ) {
        guard let result = variant.driver(driver) else { return }
        let runs = result.runs.filter { isVerbose || $0.verdict != .clean }
        guard !runs.isEmpty || result.obstacle != nil && !variant.build.isFailure && variant.applies
        else { return }
        page.gap()
        page.line("  \(DisplayText.safe(driver)), \(variant.name):", .heading)
        if let obstacle = result.obstacle {
            page.paragraph("not simulated: \(DisplayText.safe(obstacle))", first: "    ")
        }
        for run in runs {
            page.line("    \(DisplayText.safe(run.run.scenario)): \(Wording.cell(run.verdict))")
            for compared in run.againstReference.findings {
                details(of: compared, run: run, lines: result.lines, to: &page)
            }
            if !run.againstReference.overInvalidated.isEmpty {
                page.paragraph(
                    "\(Wording.ranges(run.againstReference.overInvalidated)) invalidated beyond "
                        + "what the reference invalidates", first: "      ")
            }
            ending(of: run, lines: result.lines, to: &page)
            if isVerbose { page.paragraph(Wording.cost(run.run.cost), first: "      ", .faint) }
        }
    }

    private func details(
        of compared: ComparedFinding, run: RunReview, lines: SourceLines,
        to page: inout TerminalPage
    ) {
        let finding = compared.finding
        var text = Wording.finding(finding, in: run.run)
        if compared.share == .whole, run.againstReference.reference.scenario == run.run.scenario {
            text += " (also in the reference)"
        }
        page.paragraph(DisplayText.safe(text), first: "      ")
        for frame in finding.stack.compactMap({ lines[$0] }).prefix(isVerbose ? 16 : 4) {
            page.line("        at \(DisplayText.safe(frame.text))", .faint)
        }
    }

    private func ending(of run: RunReview, lines: SourceLines, to page: inout TerminalPage) {
        switch run.run.outcome {
        case .completed, .crashed: break
        case .notModelled(let name, let stack):
            let place = stack.compactMap { lines[$0] }.first.map { " (called from \($0.text))" } ?? ""
            page.paragraph("not modelled: \(DisplayText.safe(name + place))", first: "      ")
        case .outOfBudget(let what, let stack):
            let place = stack.compactMap { lines[$0] }.first.map { " (in \($0.text))" } ?? ""
            page.paragraph("out of budget: \(DisplayText.safe(what + place))", first: "      ")
        case .simulatorFault(let what):
            page.paragraph("a bug of the simulator: \(DisplayText.safe(what))", first: "      ")
        case .setupFailed(let what):
            page.paragraph("the bench could not be set up: \(DisplayText.safe(what))", first: "      ")
        }
    }
}

extension CompilerMessage {
    /// `drivers/iommu/iommu.c:12:3: error: ...`
    var line: String {
        let place = location.map { "\($0.path):\($0.line):\($0.column): " } ?? ""
        return "\(place)\(severity.rawValue): \(text)"
    }
}

extension SourceFrame {
    /// `sync (drivers/iommu/iommu.c:12)`
    var text: String { "\(function) (\(path):\(line))" }
}
