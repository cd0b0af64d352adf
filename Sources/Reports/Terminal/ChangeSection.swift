// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import Reviews

/// What each proposal changes: functions, and what the drivers do otherwise than on the base, clean
/// or not.
struct ChangeSection {
    let comparison: TreeComparison
    let isVerbose: Bool

    /// More functions than this are counted.
    private static let mostFunctions = 8

    func write(to page: inout TerminalPage) {
        let variants = comparison.toldVariants.filter {
            $0.applies && !$0.build.isFailure && !$0.isInTree
        }
        guard !variants.isEmpty else { return }
        page.heading("What they change, beside the base")
        for variant in variants {
            page.line("  \(DisplayText.safe(variant.name.description))", .heading)
            functions(of: variant, to: &page)
            drivers(of: variant, to: &page)
        }
    }

    private func functions(of variant: VariantReview, to page: inout TerminalPage) {
        let code = variant.changedCode
        var names = code.functions.map { function in
            let mark =
                switch function.change {
                case .changed: ""
                case .added: " (new)"
                case .removed: " (removed)"
                }
            return "\(function.name)()\(mark)"
        }
        if !isVerbose, names.count > Self.mostFunctions + 1 {
            names = names.prefix(Self.mostFunctions) + ["\(names.count - Self.mostFunctions) more"]
        }
        if !code.declarations.isEmpty {
            names.append("outside of functions in \(code.declarations.joined(separator: ", "))")
        }
        guard !names.isEmpty else {
            if comparison.notSimulated == nil { page.line("    changes no code", .faint) }
            return
        }
        page.paragraph(
            DisplayText.safe(names.joined(separator: ", ")), first: "    changes ", .faint)
    }

    private func drivers(of variant: VariantReview, to page: inout TerminalPage) {
        var rows: [[TerminalPage.Cell]] = []
        var below: [[String]] = []
        var slower: [DriverReview] = []
        for driver in variant.drivers {
            guard let change = driver.change, !change.runs.isEmpty else { continue }
            if !isVerbose, change.changesOnlyInstructions {
                slower.append(driver)
                continue
            }
            rows.append([
                TerminalPage.Cell(DisplayText.safe(driver.driver)),
                TerminalPage.Cell("\(change.runs.count) of \(change.scenarioCount)"),
                TerminalPage.Cell(
                    Wording.costs(from: change.base, to: change.cost, inFull: isVerbose)),
            ])
            below.append(details(change).map(DisplayText.safe))
        }
        page.table(rows, indent: 4, below: below)
        if !slower.isEmpty {
            let shares = slower.compactMap(\.change).map { change in
                Wording.share(change.base.instructions, change.cost.instructions)
            }
            page.paragraph(
                slower.map { DisplayText.safe($0.driver) }.joined(separator: ", ")
                    + ": instructions only, \(shares.joined(separator: ", "))", first: "    ")
        }
        unchanged(variant, to: &page)
    }

    /// What stands below a driver's row: the changed functions that never ran, and with
    /// `--verbose` what else ran, and the scenarios.
    private func details(_ change: DriverChange) -> [String] {
        let idle = change.functions.filter(\.scenarios.isEmpty).map(\.name)
        let unrun = idle.isEmpty ? [] : ["never runs the changed \(list(idle))"]
        guard isVerbose else { return unrun }
        return unrun
            + change.runs.map { run in
                let changes = [
                    run.isComplete ? nil : "not to the end",
                    Wording.costs(from: run.base, to: run.cost, inFull: true),
                    run.alsoInvalidated.isEmpty
                        ? nil : "also invalidates \(Wording.ranges(run.alsoInvalidated))",
                    run.noLongerInvalidated.isEmpty
                        ? nil : "no longer invalidates \(Wording.ranges(run.noLongerInvalidated))",
                    run.alsoRuns.isEmpty ? nil : "also runs \(list(run.alsoRuns))",
                    run.noLongerRuns.isEmpty ? nil : "no longer runs \(list(run.noLongerRuns))",
                ]
                return "\(run.scenario): \(changes.compactMap { $0 }.joined(separator: "; "))"
            }
    }

    private func list(_ names: [String]) -> String {
        let calls = names.map { "\($0)()" }
        let shown =
            isVerbose || calls.count <= 4 ? calls : calls.prefix(3) + ["\(calls.count - 3) more"]
        return Wording.list(Array(shown))
    }

    private func unchanged(_ variant: VariantReview, to page: inout TerminalPage) {
        let same = variant.drivers.filter { $0.change?.runs.isEmpty ?? false }
        guard !same.isEmpty else { return }
        for isAsBase in [false, true] {
            let drivers = same.filter { $0.isAsBase == isAsBase }
            guard !drivers.isEmpty else { continue }
            let names = drivers.map { DisplayText.safe($0.driver) }.joined(separator: ", ")
            let scenarios = Set(drivers.compactMap(\.change?.scenarioCount)).max() ?? 0
            page.paragraph(
                names + ": no change in any of \(Wording.count(scenarios, "scenario"))"
                    + (isAsBase ? "; not affected, the program is the same byte for byte" : ""),
                first: "    ", .faint)
        }
    }
}

extension Wording {
    /// `invalidations 2 -> 9, completions 1 -> 2, instructions +12.0 %`; `no cost changes`.
    ///
    /// - Parameter inFull: with what costs less than these, or follows from them.
    static func costs(from base: Cost, to cost: Cost, inFull: Bool) -> String {
        var counts: [(String, UInt64, UInt64)] = [
            ("invalidations", base.invalidations, cost.invalidations),
            ("of everything", base.invalidationsOfEverything, cost.invalidationsOfEverything),
            ("completions", base.completions, cost.completions),
        ]
        let hasMore = inFull || counts.allSatisfy { $0.1 == $0.2 }
        if hasMore {
            counts += [
                ("refetched leaves", base.refetchedLeaves, cost.refetchedLeaves),
                ("of tables", base.tableInvalidations, cost.tableInvalidations),
                ("register accesses", base.registerAccesses, cost.registerAccesses),
                ("without power", base.unpoweredAccesses, cost.unpoweredAccesses),
                ("memory syncs", base.memorySyncs, cost.memorySyncs),
                ("allocations", base.allocations, cost.allocations),
                ("frees", base.frees, cost.frees), ("locks", base.locks, cost.locks),
            ]
        }
        var parts = counts.filter { $0.1 != $0.2 }.map { "\($0.0) \($0.1) -> \($0.2)" }
        if base.invalidatedBytes != cost.invalidatedBytes {
            parts.append(
                "bytes invalidated \(ByteCount.text(base.invalidatedBytes)) -> "
                    + ByteCount.text(cost.invalidatedBytes))
        }
        if base.instructions != cost.instructions {
            parts.append("instructions \(share(base.instructions, cost.instructions))")
        }
        return parts.isEmpty ? "no cost changes" : parts.joined(separator: ", ")
    }

    /// `+12.5 %`, in tenths; where there was nothing before, the number.
    static func share(_ base: UInt64, _ count: UInt64) -> String {
        let more = count >= base
        let difference = more ? count - base : base - count
        let (scaled, overflow) = difference.multipliedReportingOverflow(by: 1000)
        guard base > 0, !overflow else { return "\(base) -> \(count)" }
        let tenths = (scaled + base / 2) / base
        let sign = more ? "+" : "-"
        guard tenths > 0 else { return "\(sign)\(difference)" }
        return "\(sign)\(tenths / 10).\(tenths % 10) %"
    }
}

extension DriverChange {
    /// Whether the runs do the same to the device with other instructions.
    fileprivate var changesOnlyInstructions: Bool {
        runs.allSatisfy { run in
            var base = run.base
            base.instructions = run.cost.instructions
            return run.isComplete && base == run.cost && run.alsoInvalidated.isEmpty
                && run.noLongerInvalidated.isEmpty
        } && functions.allSatisfy { !$0.scenarios.isEmpty }
    }
}
