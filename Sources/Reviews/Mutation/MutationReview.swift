// SPDX-License-Identifier: GPL-2.0-only

public import GatherSimulation

/// How many planted slips the benches and scenarios see: what a clean verdict is worth.
public struct MutationReview: Hashable, Sendable {
    /// The tree, with the patches put under it and taken out of it.
    public let tree: TreeReview

    /// The number from which the mutants were drawn.
    public let seed: UInt64

    /// One for each bench that was wanted, by its name.
    public let drivers: [MutatedDriver]

    /// The trials of all drivers with a result.
    public func count(_ sort: MutantTrial.Sort) -> Int {
        drivers.reduce(0) { $0 + $1.count(sort) }
    }
}

/// The mutants of one driver.
public struct MutatedDriver: Hashable, Sendable {
    /// The bench's name.
    public let driver: String

    /// Why there are no trials; nil where there are.
    public let obstacle: String?

    /// How many mutants the lines have that unmaps and syncs execute.
    public let candidates: Int

    /// Those that were drawn and tried, in the order of the source.
    public let trials: [MutantTrial]

    /// The trials with a result.
    public func count(_ sort: MutantTrial.Sort) -> Int {
        trials.count { $0.result.sort == sort }
    }
}

/// What became of one mutant.
public struct MutantTrial: Hashable, Sendable {
    /// The mutant.
    public let mutant: Mutant

    /// The bench that told most of it: the driver's own, or another one of the same source.
    public let bench: String

    /// What became of it there.
    public let result: Result

    /// What became of a mutant.
    public enum Result: Hashable, Sendable {
        /// A scenario shows a difference that a reviewer would be told of.
        case killed(scenario: String, Reason)
        /// No scenario does; whether it costs other commands or instructions.
        case survived(costsDiffer: Bool)
        /// The program is the same, byte for byte.
        case equivalent
        /// It does not compile, or may not be run.
        case notBuilt

        /// The result without its details.
        public var sort: Sort {
            switch self {
            case .killed(_, let reason): reason.isCost ? .killedByCost : .killed
            case .survived: .survived
            case .equivalent: .equivalent
            case .notBuilt: .notBuilt
            }
        }
    }

    /// The sorts of results; what tells more is less.
    public enum Sort: String, Hashable, Sendable, CaseIterable, Comparable {
        /// By a defect, or by no end.
        case killed
        /// By what it costs more; no scenario shows a defect.
        case killedByCost = "killed-by-cost"
        case survived, equivalent
        case notBuilt = "not-built"

        /// By how much they tell.
        public static func < (left: Sort, right: Sort) -> Bool {
            (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
        }
    }

    /// The difference.
    public enum Reason: Hashable, Sendable {
        /// A defect that the tree without the mutant has not.
        case finding(Finding)
        /// So many bytes of IOVA are invalidated beyond what is needed.
        case over(UInt64)
        /// Something else costs more.
        case cost(ExtraCost)
        /// The run does not come to its end.
        case ending(RunOutcome)

        /// Whether there is no defect, and only a cost.
        var isCost: Bool {
            switch self {
            case .over, .cost: true
            case .finding, .ending: false
            }
        }
    }
}
