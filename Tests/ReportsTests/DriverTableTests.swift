// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import GatherSimulation
@testable import KernelBuild
@testable import Reports
@testable import Reviews

/// The table of drivers with more rows and columns than fit.
struct DriverTableTests {
    private static let names = (1...25).map { "driver-\($0)" }
    private static let page = AddressRangeSet([AddressRange(first: 0x1000, last: 0x1fff)])

    private func run(_ findings: [FindingKind] = []) -> ScenarioRun {
        ScenarioRun(
            scenario: "one-page", outcome: .completed,
            findings: findings.map { Finding($0, operation: nil) }, operations: [], trace: [],
            isTraceCut: false, executed: [])
    }

    private func driver(_ name: String, isStale: Bool) -> DriverReview {
        DriverReview(
            driver: name,
            runs: [
                RunReview(
                    run(isStale ? [.stale(Self.page)] : []), reference: run(), base: run())
            ], obstacle: nil, isAsBase: false, lines: SourceLines(frames: [:]), skipped: [:])
    }

    private func variant(
        _ name: VariantName, _ kind: VariantReview.Kind, stale: Set<String> = [],
        build: BuildReview = .compiles(unchecked: [])
    ) -> VariantReview {
        VariantReview(
            name: name, kind: kind, proposals: [], patches: [], fixIts: [], build: build,
            drivers: build.isFailure
                ? [] : Self.names.map { driver($0, isStale: stale.contains($0)) },
            changedCode: ChangedCode(functions: [], declarations: []), uncoveredDrivers: [],
            coverage: [])
    }

    /// Eight columns; two drivers alike in all of them, a third that is not, 22 that are clean.
    private var comparison: TreeComparison {
        let proposals = (1...6).map { number in
            variant(
                VariantName(proposals: ["P\(number)"]), .proposal,
                stale: number == 1
                    ? ["driver-1", "driver-2"] : number == 2 ? ["driver-3"] : [])
        }
        let broken = variant(
            VariantName(proposals: ["P7"]), .proposal,
            build: .fails([CompilerMessage(location: nil, severity: .error, text: "no")]))
        return TreeComparison(
            tree: TreeReview(name: "linux", identity: "", layers: []),
            variants: [variant(.reference, .reference), variant(.base, .base)] + proposals
                + [broken],
            drivers: Self.names.map {
                DriverAvailability(driver: $0, path: "\($0).c", obstacle: nil)
            }, notSimulated: nil, ranking: [])
    }

    private func lines(_ width: Int, isVerbose: Bool = false) -> [String] {
        ComparisonReport(comparison, style: TerminalStyle(width: width))
            .text(isVerbose: isVerbose).split(separator: "\n").map(String.init)
    }

    @Test(arguments: [80, 100, 120, 200])
    func whatIsCleanEverywhereTakesNoRows(width: Int) {
        let lines = lines(width)
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
        let table = lines.prefix { !$0.contains("P7 does not compile:") }
        #expect(table.count < 20)
        let text = table.joined(separator: " ")
        #expect(text.contains("clean in every column: driver-4, driver-5"))
        #expect(text.contains("No column: P7 does not compile."))
        for name in Self.names { #expect(text.contains(name)) }
    }

    @Test func driversThatAreAlikeShareARow() {
        let rows = lines(200).filter { $0.hasPrefix("  driver-") }
        #expect(rows.count == 4)
        #expect(
            rows[0].split(separator: " ").joined(separator: " ")
                == "driver-1, driver-2 clean clean stale 4K clean clean clean clean clean")
        #expect(
            rows[1].split(separator: " ").joined(separator: " ")
                == "driver-3 clean clean clean stale 4K clean clean clean clean")
    }

    @Test func verboseHasARowForEach() {
        let rows = lines(200, isVerbose: true).prefix { !$0.contains("No column") }
        #expect(rows.count { $0.hasPrefix("  driver-") } == 25)
    }

    @Test(arguments: [
        (UInt64(100), UInt64(112), "instructions +12.0 %"), (1000, 999, "instructions -0.1 %"),
        (100_000, 100_003, "instructions +3"), (0, 5, "instructions 0 -> 5"),
        (7, 7, "no cost changes"),
    ])
    func sharesAreInTenthsOfAPercent(base: UInt64, count: UInt64, text: String) {
        var (before, after) = (Cost(), Cost())
        (before.instructions, after.instructions) = (base, count)
        #expect(Wording.costs(from: before, to: after, inFull: false) == text)
    }

    @Test func whatCostsLessIsToldInFullOnly() {
        var (before, after) = (Cost(), Cost())
        (after.invalidations, after.locks) = (2, 3)
        #expect(Wording.costs(from: before, to: after, inFull: false) == "invalidations 0 -> 2")
        #expect(
            Wording.costs(from: before, to: after, inFull: true)
                == "invalidations 0 -> 2, locks 0 -> 3")
        before.invalidations = 2
        #expect(Wording.costs(from: before, to: after, inFull: false) == "locks 0 -> 3")
    }
}
