// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import KernelBuild
internal import Reviews

/// What each driver did, for each cell of the table: pictures, findings, traces.
struct EvidencePart: PagePart {
    let index: PageIndex
    let title = "What was seen"
    let anchor = PageAnchor.part("seen")

    private var comparison: TreeComparison { index.review.comparison }

    /// More findings of a run than these are counted.
    private static let mostFindings = 8

    var content: [HTMLNode]? { index.evidence.isEmpty ? nil : nodes }

    @HTMLBuilder private var nodes: [HTMLNode] {
        PictureDrawing.fillings
        HTMLElement(.p) {
            "In the pictures time goes down, operation by operation, and IO virtual addresses go "
                + "to the right. Under each operation: what the device's own walk finds mapped "
                + "afterwards, what was unmapped, what the gather held, what invalidation commands "
                + "name, and what is wrong. Everything is drawn from the recorded run."
        }
        drivers
    }

    private var drivers: [HTMLElement] {
        var pictures = 0
        return index.evidence.map { driver($0, &pictures) }
    }

    private func driver(_ evidence: DriverEvidence, _ pictures: inout Int) -> HTMLElement {
        var groups: [HTMLElement] = []
        for number in evidence.groups.indices { groups.append(group(number, evidence, &pictures)) }
        return HTMLElement(.details, .class("driver")) {
            HTMLElement(.summary) {
                HTMLElement(.strong) { evidence.name }
                for group in evidence.groups {
                    let verdict = group.review.verdict
                    HTMLElement(.span, VerdictMark(verdict).style) {
                        " \(VerdictMark(verdict).sign) \(Wording.cell(verdict))"
                    }
                    " in \(names(group))"
                    if group.variants != evidence.groups.last?.variants { ";" }
                }
            }
            groups
        }
    }

    private func names(_ group: DriverEvidence.Group) -> String {
        Wording.list(group.variants.map { comparison.variants[$0].name.description })
    }

    private func group(
        _ number: Int, _ evidence: DriverEvidence, _ pictures: inout Int
    ) -> HTMLElement {
        let group = evidence.groups[number]
        var shown: [HTMLElement] = []
        if let run = group.shown {
            let parts = [figure(of: run, group, &pictures), findings(of: run, group)]
            shown = parts.compactMap { $0 }
            shown.append(TraceElement.element(of: run.run, lines: group.review.lines))
        }
        return HTMLElement(.article, .id(evidence.anchor(of: number)), .class("cell")) {
            HTMLElement(.h3) { "\(evidence.name), \(names(group)): \(group.review.verdict.words)" }
            shown
            scenarios(of: group.review)
        }
    }

    // MARK: Parts

    /// The run, and beside it that on the base, or for the base itself that on the reference.
    private func figure(
        of run: RunReview, _ group: DriverEvidence.Group, _ pictures: inout Int
    ) -> HTMLElement? {
        let variants = group.variants.map { comparison.variants[$0] }
        let over = run.againstReference.overInvalidated
        var sides: [(name: String, run: ScenarioRun, over: AddressRangeSet)] = []
        if !variants.contains(where: { $0.kind != .proposal }) {
            sides.append(("base", run.againstBase.reference, AddressRangeSet()))
        } else if variants.allSatisfy({ $0.kind != .reference }) {
            sides.append(("reference", run.againstReference.reference, AddressRangeSet()))
        }
        sides.append((names(group), run.run, over))
        let shown = RunPicture.shownSteps(of: sides.map(\.run))
        let drawn = PictureDrawing(
            sides.map { ($0.name, RunPicture($0.run, over: $0.over, shown: shown)) })
        guard let drawings = drawn?.drawings(number: &pictures) else { return nil }
        let all = run.run.operations.count
        let part =
            shown.count < all
            ? ", operations \(shown.lowerBound + 1) to \(shown.upperBound) of \(all)" : ""
        return HTMLElement(.figure) {
            HTMLElement(.div, .class("pair")) {
                for (side, drawing) in zip(sides, drawings) {
                    HTMLElement(.div) {
                        HTMLElement(.p, .class("side")) { side.name }
                        drawing
                    }
                }
            }
            HTMLElement(.figcaption) { "Scenario \(run.run.scenario)\(part)" }
        }
    }

    private func findings(of run: RunReview, _ group: DriverEvidence.Group) -> HTMLElement? {
        let isReference = group.variants.contains { comparison.variants[$0].kind == .reference }
        let findings = run.againstReference.findings
        let over = run.againstReference.overInvalidated
        guard !findings.isEmpty || !over.isEmpty else { return nil }
        return HTMLElement(.ul) {
            for (number, compared) in findings.prefix(Self.mostFindings).enumerated() {
                HTMLElement(.li) {
                    Wording.finding(compared.finding, in: run.run)
                    if compared.share == .whole, !isReference { " (also in the reference)" }
                    let frames = frames(of: compared, group)
                    if !frames.isEmpty,
                        number == 0 || frames != self.frames(of: findings[number - 1], group)
                    {
                        HTMLElement(.ul, .class("stack")) {
                            for frame in frames.prefix(8) {
                                HTMLElement(.li) { "at \(frame.text)" }
                            }
                        }
                    }
                }
            }
            if findings.count > Self.mostFindings {
                HTMLElement(.li) { "and \(findings.count - Self.mostFindings) more" }
            }
            if !over.isEmpty {
                HTMLElement(.li) {
                    "\(Wording.ranges(over)) invalidated beyond what the reference invalidates"
                }
            }
        }
    }

    private func frames(
        of compared: ComparedFinding, _ group: DriverEvidence.Group
    ) -> [SourceFrame] {
        group.review.lines.frames(of: compared.finding.stack)
    }

    /// All scenarios, with what they cost beside the base.
    private func scenarios(of review: DriverReview) -> HTMLElement {
        HTMLElement(.details) {
            HTMLElement(.summary) { "All \(Wording.count(review.runs.count, "scenario"))" }
            HTMLElement(
                .div, .class("wide"), .fixed("role", "group"), .label("All scenarios"),
                .fixed("tabindex", "0")
            ) {
                HTMLElement(.table, .class("scenarios")) {
                    HTMLElement(.thead) {
                        HTMLElement(.tr) {
                            for head in ["Scenario", "Seen", "Beside the base"] {
                                HTMLElement(.th, .scope("col")) { head }
                            }
                        }
                    }
                    HTMLElement(.tbody) {
                        for run in review.runs {
                            HTMLElement(.tr) {
                                HTMLElement(.th, .scope("row")) { run.run.scenario }
                                HTMLElement(.td, VerdictMark(run.verdict).style) {
                                    "\(VerdictMark(run.verdict).sign) \(run.verdict.words)"
                                }
                                HTMLElement(.td) {
                                    Wording.costs(
                                        from: run.againstBase.reference.cost, to: run.run.cost,
                                        inFull: false)
                                }
                            }
                        }
                        for (scenario, why) in review.skipped.sorted(by: { $0.key < $1.key }) {
                            HTMLElement(.tr) {
                                HTMLElement(.th, .scope("row")) { scenario }
                                HTMLElement(.td, .columns(2), .class("unknown")) {
                                    "left out, \(why)"
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The events of a run as a table.
enum TraceElement {
    /// More events than these are counted; `--json` has them all.
    private static let mostEvents = 160

    /// The table; register accesses are counted, not listed.
    static func element(of run: ScenarioRun, lines: SourceLines) -> HTMLElement {
        let events = run.trace.filter { event in
            switch event.kind {
            case .registerRead, .registerWrite: false
            default: event.operation != nil
            }
        }
        let accesses = run.cost.registerAccesses
        return HTMLElement(.details, .class("deep")) {
            HTMLElement(.summary) { "Trace of \(run.scenario)" }
            HTMLElement(.table, .class("trace"), .label("Trace")) {
                HTMLElement(.thead) {
                    HTMLElement(.tr) {
                        HTMLElement(.th, .scope("col")) { "Operation" }
                        HTMLElement(.th, .scope("col")) { "What happened" }
                        HTMLElement(.th, .scope("col")) { "Where" }
                    }
                }
                HTMLElement(.tbody) {
                    for event in events.prefix(mostEvents) {
                        HTMLElement(.tr, style(of: event.kind)) {
                            HTMLElement(.td) { event.operation.map { "\($0 + 1)" } ?? "" }
                            HTMLElement(.td) { Wording.event(event.kind, of: run) }
                            HTMLElement(.td) {
                                event.stack.first.flatMap { lines[$0]?.text } ?? ""
                            }
                        }
                    }
                }
            }
            if events.count > mostEvents {
                HTMLElement(.p) { "and \(events.count - mostEvents) more events; --json has them" }
            }
            HTMLElement(.p, .class("facts")) {
                "\(accesses) register accesses are not listed"
                    + (run.isTraceCut ? "; the trace was cut off at its limit" : "")
            }
        }
    }

    private static func style(of kind: TraceEventKind) -> HTMLAttribute {
        switch kind {
        case .operationStarted: .class("begins")
        case .finding: .class("bad")
        default: .class("event")
        }
    }
}
