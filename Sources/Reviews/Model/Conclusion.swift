// SPDX-License-Identifier: GPL-2.0-only

/// What a review comes to, and what to do next.
public struct Conclusion: Hashable, Sendable {
    /// The states a script can tell apart; ``exitStatus`` has a number for each.
    public enum Status: String, Hashable, Sendable {
        /// The best proposal is a patch that applies, compiles, and shows no defect.
        case ready
        /// There are proposals, and none is ready.
        case needsAttention = "needs attention"
        /// The mail holds no proposal.
        case noProposal = "no proposal"
        /// Something that was asked for could not be done, so that the answer is partial.
        case incomplete
    }

    /// The state.
    public let status: Status

    /// The verdict in a sentence.
    public let verdict: Statement

    /// Why not the others: one sentence for each that stands below the best.
    public let others: [Statement]

    /// What to do next, most urgent first.
    public let nextSteps: [Statement]

    /// What the verdict stands on.
    public let basis: [Statement]

    /// How much of the best was seen at work; nil where nothing is the best.
    public let confidence: Confidence?

    /// 0 ready, 1 needs attention, 2 no proposal, 3 incomplete.
    public var exitStatus: Int32 {
        switch status {
        case .ready: 0
        case .needsAttention: 1
        case .noProposal: 2
        case .incomplete: 3
        }
    }
}
