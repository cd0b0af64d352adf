// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation

extension Confidence {
    /// What is known of a variant, and what is not.
    init(of variant: VariantReview) {
        let known = variant.drivers.filter { $0.verdict.isKnown && !$0.isAsBase }
        executedLines = variant.coverage.reduce(0) { $0 + $1.executed.count }
        codeLines = variant.coverage.reduce(0) { $0 + $1.codeLines.count }
        guard variant.build.isSuccess, !variant.drivers.isEmpty else {
            extent = .none
            gaps = [Statement("nothing of it was run")]
            return
        }
        gaps =
            Self.unknownDrivers(variant) + Self.uncoveredDrivers(variant)
            + Self.missedLines(variant) + Self.unbuiltFiles(variant)
        extent = known.isEmpty ? .none : gaps.isEmpty ? .full : .partial
    }

    /// Drivers that could not be run, and runs that ended where something is not modelled.
    private static func unknownDrivers(_ variant: VariantReview) -> [Statement] {
        let unknown = variant.drivers.filter { driver in
            !driver.isAsBase
                && (driver.runs.isEmpty || driver.runs.contains { !$0.verdict.isKnown })
        }
        // What keeps several drivers from being known is told once.
        var groups: [(words: String, drivers: [DriverReview])] = []
        for driver in unknown {
            let worst = driver.runs.map(\.verdict).filter { !$0.isKnown }.max() ?? driver.verdict
            if let index = groups.firstIndex(where: { $0.words == worst.words }) {
                groups[index].drivers.append(driver)
            } else {
                groups.append((worst.words, [driver]))
            }
        }
        return groups.map { words, drivers in
            let names = drivers.map { driver in
                let count = driver.runs.count { !$0.verdict.isKnown }
                return driver.runs.isEmpty
                    ? driver.driver
                    : "\(driver.driver) (\(count) of \(driver.runs.count) scenarios)"
            }
            return Statement(
                "\(words): \(NameList.text(names))",
                drivers.flatMap { driver in
                    driver.runs.filter { !$0.verdict.isKnown }.map { run in
                        .run(
                            variant: variant.name, driver: driver.driver,
                            scenario: run.run.scenario, operation: nil)
                    }
                })
        }
    }

    private static func uncoveredDrivers(_ variant: VariantReview) -> [Statement] {
        guard !variant.uncoveredDrivers.isEmpty else { return [] }
        let names = variant.uncoveredDrivers.map { $0.replacing("drivers/iommu/", with: "") }
        let count = names.count
        return [
            Statement(
                "\(count) driver\(count == 1 ? "" : "s") that it may reach "
                    + "\(count == 1 ? "was" : "were") not run: \(NameList.text(names))",
                variant.uncoveredDrivers.map { path in
                    .tree(variant: variant.name, path: path, line: nil)
                })
        ]
    }

    private static func missedLines(_ variant: VariantReview) -> [Statement] {
        let files = variant.coverage.filter { !$0.missed.isEmpty }
        let missed = files.reduce(0) { $0 + $1.missed.count }
        guard missed > 0 else { return [] }
        let all = variant.coverage.reduce(0) { $0 + $1.codeLines.count }
        let places = files.map { file in
            "\(file.path):\(file.missed.map(String.init).joined(separator: ","))"
        }
        return [
            Statement(
                "\(missed) of \(all) new lines with code never ran: \(NameList.text(places))",
                files.flatMap { file in
                    file.missed.map { .tree(variant: variant.name, path: file.path, line: $0) }
                })
        ]
    }

    private static func unbuiltFiles(_ variant: VariantReview) -> [Statement] {
        let others = variant.coverage.filter { !$0.isSimulated }.map(\.path)
        guard !others.isEmpty else { return [] }
        return [
            Statement(
                "built by no bench: \(NameList.text(others))",
                others.map { .tree(variant: variant.name, path: $0, line: nil) })
        ]
    }
}
