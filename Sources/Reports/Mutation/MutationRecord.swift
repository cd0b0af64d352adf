// SPDX-License-Identifier: GPL-2.0-only

internal import Reviews

/// The document of `mutants`: what planted slips the benches and scenarios see.
struct MutationRecord: Codable, Hashable {
    /// Always `"review-thread-mutants"`.
    let format: String

    /// The version of the format, 1.
    let version: Int

    /// The tree, with its layers, and the number from which the mutants were drawn.
    let tree: TreeRecord
    let seed: UInt64

    /// Over all drivers; the share is both that were killed by all three.
    let killed: Int
    let killedByCost: Int
    let survived: Int

    /// A record for each bench that was wanted, by its name.
    let drivers: [MutatedDriverRecord]

    init(_ review: MutationReview) {
        format = "review-thread-mutants"
        version = 1
        tree = TreeRecord(review.tree)
        seed = review.seed
        killed = review.count(.killed)
        killedByCost = review.count(.killedByCost)
        survived = review.count(.survived)
        drivers = review.drivers.map(MutatedDriverRecord.init)
    }
}

/// The mutants of one driver.
struct MutatedDriverRecord: Codable, Hashable {
    /// The bench's name.
    let driver: String

    /// Why there are no trials; absent where there are.
    let obstacle: String?

    /// How many mutants there are to draw from.
    let candidates: Int

    /// Those that were drawn, in the order of the source.
    let trials: [MutantTrialRecord]

    init(_ driver: MutatedDriver) {
        self.driver = driver.driver
        obstacle = driver.obstacle
        candidates = driver.candidates
        trials = driver.trials.map(MutantTrialRecord.init)
    }
}

/// What became of one mutant.
struct MutantTrialRecord: Codable, Hashable {
    /// The slip: `dropped-call`, `dropped-store`, `swapped-statements` and so on.
    let kind: String

    /// Where.
    let path: String
    let function: String
    let line: Int

    /// The source before and after, blanks joined.
    let before: String
    let after: String

    /// `killed`, `killed-by-cost`, `survived`, `equivalent` (the program is the same), `not-built`.
    let result: String

    /// Of one that was killed: the bench and the first scenario that show a difference, and the
    /// difference.
    var bench: String?
    var scenario: String?
    var reason: String?

    /// Of a survivor: whether its commands or instructions differ.
    var costsDiffer: Bool?

    init(_ trial: MutantTrial) {
        let mutant = trial.mutant
        kind = mutant.operator.rawValue.replacing(" ", with: "-")
        path = mutant.path
        function = mutant.function
        line = mutant.line
        before = mutant.before
        after = mutant.after
        result = trial.result.sort.rawValue
        switch trial.result {
        case .killed(let scenario, let reason):
            bench = trial.bench
            self.scenario = scenario
            self.reason = Wording.reason(reason)
        case .survived(let costsDiffer): self.costsDiffer = costsDiffer
        case .equivalent, .notBuilt: break
        }
    }
}
