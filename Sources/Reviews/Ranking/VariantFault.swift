// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import KernelBuild

/// What is worse about a variant than about the best one, with the drivers' names.
struct VariantFault {
    let text: String

    /// Nil where nothing decides between the two.
    init?(_ variant: VariantReview, _ standing: Standing, beside best: RankedVariant) {
        guard let measure = Measure.deciding(best.standing, standing) else { return nil }
        text = Self.sentence(measure, variant, standing)
    }

    /// What a measure says of a variant: `breaks mtk (stale 8 KiB) and sprd (crash)`.
    static func sentence(
        _ measure: Measure, _ variant: VariantReview, _ standing: Standing
    ) -> String {
        switch measure {
        case .conflicts, .failsToBuild, .fullInvalidations, .fixIts, .invalidations, .instructions,
            .changedLines:
            measure.sentence(for: standing)
        case .crashes:
            "makes " + names(of: variant) { $0.newDefects.contains(where: \.isCrash) } + " crash"
        case .regressions:
            "breaks "
                + described(in: variant) { driver in
                    (driver.hangs || !driver.newDefects.isEmpty)
                        && !driver.newDefects.contains(where: \.isCrash)
                }
        case .unfixed: "leaves " + described(in: variant, \.hasOldDefect) + " as on the base"
        case .overInvalidation:
            measure.sentence(for: standing) + " ("
                + names(of: variant) { driver in
                    driver.runs.contains { !$0.againstReference.overInvalidated.isEmpty }
                } + ")"
        }
    }

    private static func names(
        of variant: VariantReview, _ isConcerned: (DriverReview) -> Bool
    ) -> String {
        NameList.text(variant.drivers.filter(isConcerned).map(\.driver))
    }

    private static func described(
        in variant: VariantReview, _ isConcerned: (DriverReview) -> Bool
    ) -> String {
        NameList.text(
            variant.drivers.filter(isConcerned).map { "\($0.driver) (\($0.verdict.words))" })
    }
}
