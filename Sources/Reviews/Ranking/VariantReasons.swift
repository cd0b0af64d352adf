// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import HunkMatching
internal import KernelBuild
internal import UnifiedDiffs

/// What speaks for and against a variant, each point with what proves it.
struct VariantReasons {
    let variant: VariantReview
    let base: VariantReview?

    /// The points in the order in which they count.
    var statements: [Statement] {
        guard variant.patches.allSatisfy({ $0.outcome.status == .applies }) else {
            return [variant.isInTree ? alreadyThere : conflicts]
        }
        switch variant.build {
        case .fails(let messages): return [failure(messages)]
        case .refused(let why): return [Statement("cannot be run: \(why)")]
        case .notTried, .compiles: break
        }
        return fixIts + variant.drivers.flatMap(points) + untested
    }

    /// The tree has all of it.
    private var alreadyThere: Statement {
        Statement(
            "is in the tree already",
            variant.patches.flatMap(\.outcome.files).map { file in
                .tree(
                    variant: .base, path: file.path?.string ?? "",
                    line: file.hunks.first?.treeLine)
            })
    }

    /// The most files that are named for one variant; the hunk table has them all.
    private static let namedFiles = 3

    private var conflicts: Statement {
        var evidence: [Evidence] = []
        var texts: [String] = []
        for (index, patch) in variant.patches.enumerated() {
            let number = variant.patches.count > 1 ? " (patch \(index + 1))" : ""
            if patch.outcome.status == .alreadyApplied {
                texts.append("patch \(index + 1) is in the tree already")
                continue
            }
            for file in patch.outcome.files {
                let path = file.path?.string ?? "a hunk without a file"
                let failed = file.hunks.count { !$0.verdict.isInTree }
                if let problem = file.problem {
                    texts.append("\(problem)\(number)")
                } else if failed > 0 {
                    texts.append(
                        file.hunks.count == 1
                            ? "the hunk of \(path) conflicts\(number)"
                            : "\(failed) of \(file.hunks.count) hunks of \(path) conflict\(number)")
                } else if patch.outcome.status == .partlyApplied {
                    let done = file.hunks.count(where: \.verdict.isAlreadyApplied)
                    if done > 0 {
                        texts.append(
                            "\(done) of \(file.hunks.count) hunks of \(path) are in the tree "
                                + "already\(number)")
                    }
                }
                evidence.append(
                    .tree(
                        variant: .base, path: path,
                        line: file.hunks.first { !$0.verdict.isInTree }?.treeLine))
            }
            texts += patch.outcome.notes
        }
        let more = texts.count - Self.namedFiles
        let named = texts.prefix(Self.namedFiles).joined(separator: "; ")
        return Statement(
            "does not apply: \(named)\(more > 0 ? "; and \(more) more" : "")", evidence)
    }

    private func failure(_ messages: [CompilerMessage]) -> Statement {
        let first = messages.first
        let place = first?.location.map { "\($0.path):\($0.line): " } ?? ""
        let more = messages.count > 1 ? " (and \(messages.count - 1) more)" : ""
        return Statement(
            "does not compile: \(place)\(first?.text ?? "no message")\(more)",
            [.compiler(variant: variant.name, message: 0)])
    }

    private var fixIts: [Statement] {
        variant.fixIts.map { fix in
            Statement(
                "compiles only with the compiler's own fix-it at \(fix.path):\(fix.line) "
                    + "(\(fix.error))",
                [tree(fix.path, line: fix.line)])
        }
    }

    private func points(_ driver: DriverReview) -> [Statement] {
        let before = base?.driver(driver.driver)
        var points: [Statement] = []
        let broken = driver.runs.filter { !$0.againstBase.newFindings.isEmpty }
        if !broken.isEmpty {
            let worst = broken.flatMap(\.newDefects).max().map(describe) ?? ""
            points.append(
                Statement(
                    "breaks \(driver.driver): \(worst) (\(scenarios(broken)))",
                    broken.map { evidence($0, driver) }))
        }
        let old = driver.runs.filter(\.hasOldDefectOnly)
        if !old.isEmpty {
            let worst = old.map(\.verdict).max().map(describe) ?? ""
            points.append(
                Statement(
                    "\(driver.isAsBase ? "does not affect" : "leaves broken:") \(driver.driver): "
                        + "\(worst) (\(scenarios(old)))",
                    old.map { evidence($0, driver) }))
        }
        if driver.verdict.isKnown, !driver.verdict.isDefect, let before, before.verdict.isDefect {
            points.append(
                Statement(
                    "repairs \(driver.driver) (\(describe(before.verdict)) on the base)",
                    driver.runs.map { evidence($0, driver) }))
        }
        let over = driver.runs.filter { !$0.againstReference.overInvalidated.isEmpty }
        if !over.isEmpty {
            let bytes = over.reduce(UInt64(0)) {
                $0 &+ $1.againstReference.overInvalidated.byteCount
            }
            points.append(
                Statement(
                    "over-invalidates \(driver.driver): \(ByteCount.text(bytes)) beyond the "
                        + "reference (\(scenarios(over)))",
                    over.map { evidence($0, driver) }))
        }
        let endless = driver.runs.filter(\.hangs)
        if let first = endless.first, case .outOfBudget(let what, _) = first.run.outcome {
            points.append(
                Statement(
                    "breaks \(driver.driver): it does not come to an end, and does on the base: "
                        + "out of budget: \(what) (\(scenarios(endless)))",
                    endless.map { evidence($0, driver) }))
        } else if !driver.verdict.isKnown {
            points.append(
                Statement("nothing is known of \(driver.driver): \(describe(driver.verdict))"))
        }
        return points
    }

    private var untested: [Statement] {
        let simulated = variant.coverage.filter(\.isSimulated)
        var statements: [Statement] = []
        let missed = simulated.reduce(0) { $0 + $1.lines.count - $1.executed.count }
        let all = simulated.reduce(0) { $0 + $1.lines.count }
        if all > 0 {
            statements.append(
                Statement(
                    missed == 0
                        ? "every new line of code in simulated files was run (\(all))"
                        : "\(all - missed) of \(all) new lines of code in simulated files were run",
                    simulated.map { tree($0.path, line: $0.lines.first) }))
        }
        let others = variant.coverage.filter { !$0.isSimulated }.map(\.path)
        if !others.isEmpty {
            statements.append(
                Statement(
                    "not simulated, since no bench covers it: \(others.joined(separator: ", "))"))
        }
        return statements
    }

    private func tree(_ path: String, line: Int?) -> Evidence {
        .tree(variant: variant.name, path: path, line: line)
    }

    private func evidence(_ run: RunReview, _ driver: DriverReview) -> Evidence {
        .run(
            variant: variant.name, driver: driver.driver, scenario: run.run.scenario,
            operation: run.run.findings.first?.operation)
    }

    private func scenarios(_ runs: [RunReview]) -> String {
        runs.map(\.run.scenario).joined(separator: ", ")
    }

    private func describe(_ verdict: Verdict) -> String { verdict.words }
}

extension RunReview {
    /// The defects that the base has not, or not to this extent.
    var newDefects: [Verdict] {
        againstBase.newFindings.map { compared in
            let iovas: AddressRangeSet? =
                if case .part(let new) = compared.share { new } else { compared.finding.kind.iovas }
            return .defect(DefectKind(compared.finding.kind), byteCount: iovas?.byteCount)
        }
    }

    /// Whether it has a defect, and none that the base lacks.
    var hasOldDefectOnly: Bool {
        againstBase.newFindings.isEmpty && againstBase.findings.contains { $0.share != .none }
    }
}
