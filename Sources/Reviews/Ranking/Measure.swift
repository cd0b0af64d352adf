// SPDX-License-Identifier: GPL-2.0-only

/// One measure of a ``Standing``, in the order in which they decide; less is better in all.
enum Measure: CaseIterable {
    case conflicts, failsToBuild, crashes, regressions, unfixed, overInvalidation
    case fullInvalidations, fixIts, invalidations, instructions, changedLines

    /// The measure's value.
    func value(of standing: Standing) -> UInt64 {
        switch self {
        case .conflicts: UInt64(standing.conflicts)
        case .failsToBuild: standing.failsToBuild ? 1 : 0
        case .crashes: UInt64(standing.crashes)
        case .regressions: UInt64(standing.regressions)
        case .unfixed: UInt64(standing.unfixed)
        case .overInvalidation: standing.overInvalidatedBytes
        case .fullInvalidations: UInt64(standing.extraFullInvalidations)
        case .fixIts: standing.needsFixIt ? 1 : 0
        case .invalidations: standing.invalidations
        case .instructions: standing.instructions
        case .changedLines: UInt64(standing.changedLines)
        }
    }

    /// What the measure says of a variant, to be put behind its name.
    func sentence(for standing: Standing) -> String {
        let value = value(of: standing)
        return switch self {
        case .conflicts: value == 0 ? "applies" : "does not apply (\(count(value, "conflict")))"
        case .failsToBuild: value == 0 ? "compiles" : "does not compile"
        case .crashes: "makes \(count(value, "driver")) crash"
        case .regressions: "breaks \(count(value, "driver"))"
        case .unfixed: "leaves \(count(value, "driver")) broken"
        case .overInvalidation:
            "invalidates \(value == 0 ? "nothing" : ByteCount.text(value)) too much"
        case .fullInvalidations: "invalidates everything in \(count(value, "more run"))"
        case .fixIts: value == 0 ? "compiles as posted" : "compiles only once corrected"
        case .invalidations: "issues \(count(value, "invalidation"))"
        case .instructions: "runs \(count(value, "instruction"))"
        case .changedLines: "changes \(count(value, "line"))"
        }
    }

    /// The measures that say something where nothing was run: a small change is no better than a
    /// large one as long as nobody knows what they do.
    static let withoutRuns: [Measure] = [.conflicts, .failsToBuild, .fixIts]

    /// The first measure in which two standings differ, nil if nothing decides between them.
    ///
    /// What does not apply has no build, and what does not compile has not run: of two that fail
    /// alike, nothing further is compared.
    static func deciding(
        _ left: Standing, _ right: Standing, among measures: [Measure] = allCases
    ) -> Measure? {
        for measure in measures {
            let value = measure.value(of: left)
            if value != measure.value(of: right) { return measure }
            if value > 0, measure == .conflicts || measure == .failsToBuild { return nil }
        }
        return nil
    }

    private func count(_ value: UInt64, _ noun: String) -> String {
        value == 0 ? "no \(noun)" : "\(value) \(noun)\(value == 1 ? "" : "s")"
    }
}
