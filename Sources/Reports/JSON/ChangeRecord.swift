// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import Reviews

/// A function that a variant changes.
struct ChangedFunctionRecord: Codable, Hashable {
    /// The file.
    let path: String

    /// The function's name.
    let name: String

    /// `changed`, `added` or `removed`: by its text, comments and blanks aside.
    let change: String

    /// Its lines, in the patched file; of a removed one in the base.
    let lines: LinesRecord

    init(_ function: ChangedCode.Function) {
        path = function.path
        name = function.name
        change = Wording.identifier(function.change)
        lines = LinesRecord(function.lines)
    }
}

/// What a variant changes in what a driver does, beside the base.
struct DriverChangeRecord: Codable, Hashable {
    /// The changed functions which the driver's program holds, and so can reach.
    let functions: [ReachedFunctionRecord]

    /// How many scenarios were compared.
    let scenarioCount: Int

    /// The runs that differ from those on the base, in the scenarios' order.
    let runs: [RunChangeRecord]

    init(_ change: DriverChange) {
        functions = change.functions.map(ReachedFunctionRecord.init)
        scenarioCount = change.scenarioCount
        runs = change.runs.map(RunChangeRecord.init)
    }
}

/// A changed function within a driver's reach.
struct ReachedFunctionRecord: Codable, Hashable {
    /// The file.
    let path: String

    /// The function's name.
    let name: String

    /// The scenarios in which any of its lines ran, in their order.
    let scenarios: [String]

    init(_ function: DriverChange.Function) {
        path = function.path
        name = function.name
        scenarios = function.scenarios
    }
}

/// What a run does otherwise than the run of the same scenario on the base.
struct RunChangeRecord: Codable, Hashable {
    /// The scenario's name.
    let scenario: String

    /// Whether both runs came to the end; if not, what one of them did not come to is no change.
    let isComplete: Bool

    /// What the run costs on the base, and here.
    let base: CostRecord
    let cost: CostRecord

    /// The IOVAs that invalidation commands name here and not on the base, and the reverse.
    let alsoInvalidated: RangeSetRecord
    let noLongerInvalidated: RangeSetRecord

    /// The functions of the kernel tree that run here and not on the base, and the reverse.
    let alsoRuns: [String]
    let noLongerRuns: [String]

    init(_ change: RunChange) {
        scenario = change.scenario
        isComplete = change.isComplete
        base = CostRecord(change.base)
        cost = CostRecord(change.cost)
        alsoInvalidated = RangeSetRecord(change.alsoInvalidated)
        noLongerInvalidated = RangeSetRecord(change.noLongerInvalidated)
        alsoRuns = change.alsoRuns
        noLongerRuns = change.noLongerRuns
    }
}
