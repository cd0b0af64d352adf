// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import Reviews

/// One driver in one variant.
struct DriverRecord: Codable, Hashable {
    /// The bench's name.
    let driver: String

    /// The worst of what the runs say.
    let verdict: VerdictRecord

    /// Why there are no runs.
    let obstacle: String?

    /// Whether a proposal leaves the driver's program as it is on the base, so that it cannot
    /// affect the driver.
    let isAsBase: Bool

    /// What a proposal changes in what the driver does; absent for the reference and the base, and
    /// where nothing ran.
    let change: DriverChangeRecord?

    /// What the runs cost together.
    let cost: CostRecord

    /// The runs in the scenarios' order.
    let runs: [RunRecord]

    /// The scenarios that make no sense for this driver, by name.
    let skipped: [SkippedRecord]

    init(_ driver: DriverReview, in variant: VariantName, _ traces: TraceTable) {
        self.driver = driver.driver
        verdict = VerdictRecord(driver.verdict)
        obstacle = driver.obstacle
        isAsBase = driver.isAsBase
        change = driver.change.map(DriverChangeRecord.init)
        cost = CostRecord(driver.cost)
        runs = driver.runs.map { run in
            RunRecord(
                run, lines: driver.lines,
                trace: traces.index(
                    variant: variant, driver: driver.driver, scenario: run.run.scenario))
        }
        skipped = driver.skipped.sorted { $0.key < $1.key }
            .map { SkippedRecord(scenario: $0.key, reason: $0.value) }
    }
}

/// A scenario that makes no sense for a driver.
struct SkippedRecord: Codable, Hashable {
    let scenario: String
    let reason: String
}

/// What a run comes to.
struct VerdictRecord: Codable, Hashable {
    /// `clean`; `over`: nothing wrong, but more invalidated than by the reference; `defect`; and
    /// where nothing is known `not-simulated`, `not-modelled`, `out-of-budget`, `simulator-fault`.
    let kind: String

    /// The verdict in words.
    let text: String

    /// Of `defect`: `wrong-return`, `warning`, `mapping`, `still-mapped`, `unsynced`, `stale`,
    /// `memory`, `crash`.
    let defect: String?

    /// Of `over`, and of a `defect` that is about IOVAs: how many bytes of IOVA.
    let byteCount: UInt64?

    /// Where nothing is known: why.
    let reason: String?

    init(_ verdict: Verdict) {
        text = verdict.words
        var defect: String?
        var byteCount: UInt64?
        var reason: String?
        switch verdict {
        case .clean: kind = "clean"
        case .over(let bytes): (kind, byteCount) = ("over", bytes)
        case .defect(let what, let bytes):
            kind = "defect"
            defect = Wording.identifier(what)
            byteCount = bytes
        case .notSimulated(let why): (kind, reason) = ("not-simulated", why)
        case .notModelled(let what): (kind, reason) = ("not-modelled", what)
        case .outOfBudget(let what): (kind, reason) = ("out-of-budget", what)
        case .simulatorFault(let what): (kind, reason) = ("simulator-fault", what)
        }
        self.defect = defect
        self.byteCount = byteCount
        self.reason = reason
    }
}

/// What operations cost. Figures compare within one review only.
struct CostRecord: Codable, Hashable {
    /// Instructions of the code under test.
    let instructions: UInt64

    /// Invalidation commands, and those of them for everything.
    let invalidations: UInt64
    let invalidationsOfEverything: UInt64

    /// Bytes of IOVA that the other invalidation commands name, each command for itself.
    let invalidatedBytes: UInt64

    /// Times that the driver came to know that what it issued is complete.
    let completions: UInt64

    /// Leaves that were invalidated although they are mapped.
    let refetchedLeaves: UInt64

    /// Register accesses, allocations, frees, and locks taken.
    let registerAccesses: UInt64
    let allocations: UInt64
    let frees: UInt64
    let locks: UInt64

    init(_ cost: Cost) {
        instructions = cost.instructions
        invalidations = cost.invalidations
        invalidationsOfEverything = cost.invalidationsOfEverything
        invalidatedBytes = cost.invalidatedBytes
        completions = cost.completions
        refetchedLeaves = cost.refetchedLeaves
        registerAccesses = cost.registerAccesses
        allocations = cost.allocations
        frees = cost.frees
        locks = cost.locks
    }
}
