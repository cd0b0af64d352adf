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
        return fixIts + points + variant.bisectionFaults
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

    /// How much a point matters; the gravest first.
    private enum Gravity: Int {
        case crash, regression, unfixed, excess, repair, unknown
    }

    /// The points about the drivers: the gravest first, then in the drivers' order.
    private var points: [Statement] {
        var points: [(gravity: Gravity, statement: Statement)] = []
        for driver in variant.drivers {
            points += [regression, hang, oldDefect, excess, repair, unknown].compactMap {
                $0(driver)
            }
        }
        if let unaffected { points.append((.unfixed, unaffected)) }
        if let ownOfTree { points.append((.unknown, ownOfTree)) }
        return points.enumerated().sorted { left, right in
            (left.element.gravity.rawValue, left.offset)
                < (right.element.gravity.rawValue, right.offset)
        }.map(\.element.statement)
    }

    private func regression(_ driver: DriverReview) -> (Gravity, Statement)? {
        let broken = driver.runs.filter { !$0.againstBase.newFindings.isEmpty }
        guard let worst = broken.flatMap(\.newDefects).max() else { return nil }
        return (
            driver.newDefects.contains(where: \.isCrash) ? .crash : .regression,
            statement("breaks \(driver.driver): \(worst.words)", driver, broken)
        )
    }

    private func hang(_ driver: DriverReview) -> (Gravity, Statement)? {
        let endless = driver.runs.filter(\.hangs)
        guard let first = endless.first, case .outOfBudget(let what, _) = first.run.outcome else {
            return nil
        }
        let text =
            "breaks \(driver.driver): it does not come to an end, and does on the base: "
            + "out of budget: \(what)"
        return (.regression, statement(text, driver, endless))
    }

    private func oldDefect(_ driver: DriverReview) -> (Gravity, Statement)? {
        let old = driver.oldDefects
        guard !driver.isAsBase, let worst = old.map(\.verdict).max() else { return nil }
        return (
            .unfixed, statement("leaves broken: \(driver.driver): \(worst.words)", driver, old)
        )
    }

    private func excess(_ driver: DriverReview) -> (Gravity, Statement)? {
        let over = driver.runs.filter { !$0.againstReference.overInvalidated.isEmpty }
        guard !over.isEmpty else { return nil }
        let bytes = over.reduce(UInt64(0)) { $0 &+ $1.againstReference.overInvalidated.byteCount }
        let text =
            "over-invalidates \(driver.driver): \(ByteCount.text(bytes)) beyond the reference"
        return (.excess, statement(text, driver, over))
    }

    private func repair(_ driver: DriverReview) -> (Gravity, Statement)? {
        guard driver.verdict.isKnown, !driver.verdict.isDefect,
            let before = base?.driver(driver.driver), before.verdict.isDefect
        else { return nil }
        return (
            .repair,
            Statement(
                "repairs \(driver.driver) (\(before.verdict.words) on the base)",
                driver.runs.map { evidence($0, driver) })
        )
    }

    private func unknown(_ driver: DriverReview) -> (Gravity, Statement)? {
        guard !driver.verdict.isKnown, !driver.hangs else { return nil }
        return (
            .unknown,
            Statement("nothing is known of \(driver.driver): \(driver.verdict.words)")
        )
    }

    /// The drivers that are broken and whose programs are those of the base.
    private var unaffected: Statement? {
        let drivers = variant.drivers.filter { driver in
            driver.isAsBase && !driver.oldDefects.isEmpty
        }
        guard !drivers.isEmpty else { return nil }
        let names = drivers.map { "\($0.driver) (\($0.verdict.words))" }
        return Statement(
            "does not affect \(NameList.text(names))",
            drivers.flatMap { driver in
                driver.oldDefects.map { evidence($0, driver) }
            })
    }

    /// The drivers with defects of the tree itself, which are nobody's here.
    private var ownOfTree: Statement? {
        let drivers = variant.drivers.filter(\.hasDefectOfTree)
        guard !drivers.isEmpty else { return nil }
        let names = NameList.text(drivers.map(\.driver))
        return Statement("leaves the tree's own defects, which no proposal is about: \(names)")
    }

    private func statement(
        _ text: String, _ driver: DriverReview, _ runs: [RunReview]
    ) -> Statement {
        Statement(
            "\(text) (\(NameList.text(runs.map(\.run.scenario))))",
            runs.map { evidence($0, driver) })
    }

    private func tree(_ path: String, line: Int?) -> Evidence {
        .tree(variant: variant.name, path: path, line: line)
    }

    private func evidence(_ run: RunReview, _ driver: DriverReview) -> Evidence {
        .run(
            variant: variant.name, driver: driver.driver, scenario: run.run.scenario,
            operation: run.run.findings.first?.operation)
    }
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

}

extension DriverReview {
    /// The runs with a defect that the base has as well, and none that it lacks.
    var oldDefects: [RunReview] {
        runs.filter {
            $0.againstBase.newFindings.isEmpty && $0.hasOldDefect(isUncontested: isUncontested)
        }
    }
}
