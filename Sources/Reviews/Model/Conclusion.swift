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

    /// What to do next, most urgent first.
    public let nextSteps: [Statement]

    /// What the verdict stands on, and what it does not cover.
    public let basis: [Statement]

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
