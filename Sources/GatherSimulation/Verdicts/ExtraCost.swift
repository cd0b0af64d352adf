// SPDX-License-Identifier: GPL-2.0-only

/// What a run costs more than the reference's, in one respect.
public struct ExtraCost: Hashable, Sendable {
    /// What there can be more of.
    public enum Measure: String, Hashable, Sendable, CaseIterable {
        case invalidations
        case invalidationsOfEverything = "invalidations of everything"
        case invalidatedBytes = "bytes invalidated"
        case completions
        case refetchedLeaves = "refetched leaves"
        case tableInvalidations = "invalidations that reach tables"
        case registerAccesses = "register accesses"
        case unpoweredAccesses = "register accesses without clock or power"
        case memorySyncs = "memory syncs"
        /// Allocations that were not given back.
        case keptAllocations = "allocations kept"
        /// Two in a hundred more, for any other program has some more or some less.
        case instructions
    }

    /// What there is more of.
    public let measure: Measure

    /// How much the reference has of it.
    public let reference: UInt64

    /// How much the run has of it.
    public let run: UInt64
}

extension RunComparison {
    /// In what the run costs more than the reference, in the order of the measures; empty unless
    /// both runs are complete.
    public var extraCosts: [ExtraCost] {
        guard isComplete else { return [] }
        let (mine, theirs) = (run.cost, reference.cost)
        return ExtraCost.Measure.allCases.compactMap { measure in
            let (new, old) = (mine.count(of: measure), theirs.count(of: measure))
            let margin = measure == .instructions ? old / 50 : 0
            return new > old + margin ? ExtraCost(measure: measure, reference: old, run: new) : nil
        }
    }
}

extension Cost {
    fileprivate func count(of measure: ExtraCost.Measure) -> UInt64 {
        switch measure {
        case .invalidations: invalidations
        case .invalidationsOfEverything: invalidationsOfEverything
        case .invalidatedBytes: invalidatedBytes
        case .completions: completions
        case .refetchedLeaves: refetchedLeaves
        case .tableInvalidations: tableInvalidations
        case .registerAccesses: registerAccesses
        case .unpoweredAccesses: unpoweredAccesses
        case .memorySyncs: memorySyncs
        case .instructions: instructions
        case .keptAllocations: allocations > frees ? allocations - frees : 0
        }
    }
}
