// SPDX-License-Identifier: GPL-2.0-only

public import MailThreads

/// What is to be reviewed.
public struct ReviewRequest: Sendable {
    /// The thread.
    public var thread: MailThread

    /// What was odd about the input.
    public var inputProblems: [Statement]

    /// What a later revision in another thread is called, if there is one.
    public var supersededBy: String?

    /// Where to try the proposals; without it nothing is applied or simulated.
    public var tree: TreeRequest?

    /// A review of a thread.
    public init(
        thread: MailThread, inputProblems: [Statement] = [], supersededBy: String? = nil,
        tree: TreeRequest? = nil
    ) {
        self.thread = thread
        self.inputProblems = inputProblems
        self.supersededBy = supersededBy
        self.tree = tree
    }
}
