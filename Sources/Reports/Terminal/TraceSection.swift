// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import KernelBuild
internal import Reviews

/// What happened in every run, event by event.
struct TraceSection {
    let comparison: TreeComparison

    func write(to page: inout TerminalPage) {
        for variant in comparison.variants {
            for driver in variant.drivers {
                for run in driver.runs {
                    page.heading(
                        "Trace of \(DisplayText.safe(driver.driver)), "
                            + "\(DisplayText.safe(run.run.scenario)), in \(variant.name)")
                    for event in run.run.trace {
                        write(event, of: run.run, driver.lines, to: &page)
                    }
                    if run.run.isTraceCut { page.line("  (the trace was cut here)", .faint) }
                }
            }
        }
    }

    private func write(
        _ event: TraceEvent, of run: ScenarioRun, _ lines: SourceLines, to page: inout TerminalPage
    ) {
        let place = event.stack.first.flatMap { lines[$0] }.map { "  \($0.text)" }
        let isOperation =
            switch event.kind {
            case .operationStarted, .operationReturned: true
            default: false
            }
        page.paragraph(
            DisplayText.safe(Wording.event(event.kind, of: run) + (place ?? "")),
            first: isOperation ? "  " : "    ", isOperation ? nil : .faint)
    }
}

extension Wording {
    /// One event of a trace.
    static func event(_ kind: TraceEventKind, of run: ScenarioRun) -> String {
        switch kind {
        case .operationStarted(let action, let iovas):
            "\(action)" + (iovas.map { " (\($0))" } ?? "")
        case .operationReturned(let value): value.map { "returned \(hex($0))" } ?? "returned"
        case .gather(let first, let last, let pageSize):
            first > last
                ? "the gather is empty"
                : "the gather holds \(hex(first))-\(hex(last)), page size \(hex(pageSize))"
        case .invalidation(let invalidation, let refetched):
            "invalidation of \(scope(invalidation))"
                + (refetched > 0
                    ? ", \(count(refetched, "leaf", plural: "leaves")) still mapped" : "")
        case .completion: "completion"
        case .registerWrite(let address, let value, let byteCount):
            "write\(byteCount * 8) \(hex(value)) to \(hex(address))"
        case .registerRead(let address, let value, let byteCount):
            "read\(byteCount * 8) \(hex(value)) from \(hex(address))"
        case .message(let text): "printed: \(text)"
        case .allocationFailed(let byteCount):
            "an allocation of \(byteCount) bytes was made to fail"
        case .finding(let index):
            run.findings.indices.contains(index)
                ? "FOUND: \(finding(run.findings[index].kind))" : "a finding"
        }
    }

    private static func scope(_ invalidation: Invalidation) -> String {
        (invalidation.cache == .atc ? "the device's own cache, " : "") + named(invalidation.scope)
    }

    private static func named(_ scope: Invalidation.Scope) -> String {
        switch scope {
        case .all: "everything"
        case .range(let iovas, nil): "\(iovas)"
        case .range(let iovas, let leafSize?):
            "\(iovas), leaves of \(ByteCount.text(leafSize)) only"
        }
    }
}
