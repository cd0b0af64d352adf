// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import HunkMatching

/// What the order of proposals goes by: the first measure in which two differ decides.
///
/// The order is ``Measure``'s: a variant has to apply, then to compile, then must not crash what
/// did not crash before, and so on. What is not known counts for nothing here.
public struct Standing: Hashable, Sendable {
    /// Hunks that found no place, and files that could not be changed.
    public let conflicts: Int

    /// Whether it fails to compile.
    public let failsToBuild: Bool

    /// Drivers that crash or damage memory and do not on the base.
    public let crashes: Int

    /// Drivers with another defect that they do not have on the base, or that do not come to an end
    /// and do so there.
    public let regressions: Int

    /// Drivers with a defect that the base has as well. What the reference has, too, counts only in
    /// drivers of which some proposal repairs something.
    public let unfixed: Int

    /// Bytes of IOVA invalidated beyond what the reference invalidates, over all runs.
    public let overInvalidatedBytes: UInt64

    /// Runs that invalidate everything where the reference, without a defect, does not.
    public let extraFullInvalidations: Int

    /// Whether the compiler had to correct it.
    public let needsFixIt: Bool

    /// Invalidation commands over all runs.
    public let invalidations: UInt64

    /// Instructions of the code under test over all runs.
    public let instructions: UInt64

    /// Added and deleted lines.
    public let changedLines: Int

    /// Drivers that have a defect on the base and none here.
    public let fixed: Int

    /// Drivers of which it is not known what they do.
    public let unknown: Int
}

extension Standing {
    /// Measures a variant against the base.
    init(of variant: VariantReview, base: VariantReview?, changedLines: Int) {
        conflicts = variant.patches.reduce(0) { $0 + $1.outcome.conflictCount }
        failsToBuild = variant.build.isFailure
        needsFixIt = !variant.fixIts.isEmpty
        self.changedLines = changedLines
        let drivers = failsToBuild ? [] : variant.drivers
        crashes = drivers.count { $0.newDefects.contains { $0.isCrash } }
        regressions = drivers.count { driver in
            (driver.hangs || !driver.newDefects.isEmpty)
                && !driver.newDefects.contains { $0.isCrash }
        }
        unfixed = drivers.count(where: \.hasOldDefect)
        fixed = drivers.count { driver in
            base?.driver(driver.driver)?.verdict.isDefect == true && driver.verdict.isKnown
                && !driver.verdict.isDefect
        }
        unknown = variant.drivers.count { !$0.verdict.isKnown }
        let runs = drivers.flatMap(\.runs)
        overInvalidatedBytes = runs.reduce(0) { sum, run in
            let (total, overflow) = sum.addingReportingOverflow(
                run.againstReference.overInvalidated.byteCount)
            return overflow ? .max : total
        }
        extraFullInvalidations = runs.count { run in
            run.againstReference.invalidatesEverything
                && run.againstReference.reference.findings.isEmpty
        }
        invalidations = runs.reduce(0) { $0 &+ $1.run.cost.invalidations }
        instructions = runs.reduce(0) { $0 &+ $1.run.cost.instructions }
    }
}

extension DriverReview {
    /// The kinds of defects that this driver has and the base has not.
    var newDefects: [DefectKind] {
        runs.flatMap { $0.againstBase.newFindings.map { DefectKind($0.finding.kind) } }
    }

    /// Whether it has a defect that the base has as well, and that counts.
    var hasOldDefect: Bool {
        runs.contains { $0.hasOldDefect(isUncontested: isUncontested) }
    }

    /// Whether it has a defect that the reference has, and nobody repairs.
    var hasDefectOfTree: Bool {
        isUncontested
            && runs.contains {
                $0.hasOldDefect(isUncontested: false) && !$0.hasOldDefect(isUncontested: true)
            }
    }
}

extension DefectKind {
    var isCrash: Bool { self == .crash || self == .memory }
}

extension BuildReview {
    /// Whether it is known to compile.
    public var isSuccess: Bool {
        if case .compiles = self { true } else { false }
    }

    /// Whether it is known not to compile.
    public var isFailure: Bool {
        if case .fails = self { true } else { false }
    }
}
