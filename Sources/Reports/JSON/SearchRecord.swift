// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import Reviews

/// The document of `simulate --exhaustive`.
struct SearchRecord: Codable, Hashable {
    /// Always `"review-thread-search"`.
    let format: String

    /// The version of the format, 1.
    let version: Int

    /// The tree, with its layers.
    let tree: TreeRecord

    /// Operations of the longest sequence, without a sync that ends it.
    let operations: Int

    /// The drivers, by name.
    let drivers: [DriverSearchRecord]

    init(_ search: TreeSearch) {
        format = "review-thread-search"
        version = 1
        tree = TreeRecord(search.tree)
        operations = search.bounds.operations
        drivers = search.drivers.map(DriverSearchRecord.init)
    }
}

/// The search of one driver.
struct DriverSearchRecord: Codable, Hashable {
    /// The bench's name.
    let driver: String

    /// How many sequences were run; absent if nothing was tried.
    let sequences: Int?

    /// Whether everything that the bounds allow was tried.
    let isComplete: Bool

    /// What was done, in words; why nothing was tried, or what some sequences ended at.
    let summary: String

    /// The shortest sequence for each sort of defect.
    let counterexamples: [CounterexampleRecord]

    init(_ search: DriverSearch) {
        driver = search.driver
        sequences = search.result?.sequences
        isComplete = search.isComplete
        summary = SearchReport.summary(of: search)
        counterexamples = (search.result?.counterexamples ?? []).map { found in
            CounterexampleRecord(
                scenario: found.scenario.text,
                findings: found.findings.map { finding in
                    FoundRecord(
                        text: Wording.finding(finding, in: found.run),
                        stack: StackFrameRecord.stack(finding.stack, search.lines))
                })
        }
    }
}

/// A sequence of operations that shows a defect.
struct CounterexampleRecord: Codable, Hashable {
    /// The sequence as a scenario file.
    let scenario: String

    /// The defects that it shows.
    let findings: [FoundRecord]
}

/// A defect that a sequence shows.
struct FoundRecord: Codable, Hashable {
    /// The defect in words, with the operation in which it was seen.
    let text: String

    /// The calls that led there, innermost first.
    let stack: [StackFrameRecord]
}
