// SPDX-License-Identifier: GPL-2.0-only

public import HunkMatching
public import Proposals

/// What is compared of a thread between two lists.
public struct TriageMark: Hashable, Sendable {
    /// Where the thread stands.
    public typealias Phase = ThreadState.Phase
    /// How the proposal goes on the tree.
    public typealias Fit = PatchOutcome.Status

    /// Where the thread stands.
    public let phase: Phase
    /// The revision of the proposal.
    public let revision: Int
    /// Tags that count.
    public let tags: Int
    /// Remarks that nobody answered.
    public let openRemarks: Int
    /// Messages of people.
    public let messages: Int
    /// How the proposal goes on the tree; nil without one.
    public let fit: Fit?

    /// Puts a mark together.
    public init(
        phase: Phase, revision: Int, tags: Int, openRemarks: Int, messages: Int, fit: Fit?
    ) {
        self.phase = phase
        self.revision = revision
        self.tags = tags
        self.openRemarks = openRemarks
        self.messages = messages
        self.fit = fit
    }

    /// That of an entry.
    public init(_ entry: TriageEntry) {
        self.init(
            phase: entry.reading.state.phase, revision: entry.proposal.revision,
            tags: entry.reading.tags.counting, openRemarks: entry.reading.openRemarks,
            messages: entry.reading.state.temperature.messages, fit: entry.fit?.status)
    }

    /// What may have happened to a thread; the raw value is stable and appears in reports.
    public enum Change: String, Hashable, Sendable, CaseIterable {
        /// It was not listed before.
        case new
        /// It has a later revision.
        case revision
        /// More tags count than before.
        case tag
        /// Fewer remarks are open than before.
        case remarkAnswered = "remark-answered"
        /// More remarks are open than before.
        case remark
        /// The tree moved: it applied before and does not now.
        case noLongerApplies = "no-longer-applies"
        /// It did not apply before and does now.
        case appliesAgain = "applies-again"
        /// It was applied, by the word of the thread or of the tree.
        case applied
        /// It stands elsewhere otherwise.
        case state
        /// Somebody wrote.
        case message
    }

    /// What happened since an earlier list; nothing where that one said the same.
    public func changes(since earlier: TriageMark?) -> [Change] {
        guard let earlier else { return [.new] }
        let wasApplied = earlier.phase == .applied || earlier.fit == .alreadyApplied
        let isApplied = phase == .applied || fit == .alreadyApplied
        let happened: [(Change, Bool)] = [
            (.revision, revision > earlier.revision),
            (.tag, tags > earlier.tags),
            (.remarkAnswered, openRemarks < earlier.openRemarks),
            (.remark, openRemarks > earlier.openRemarks),
            (.noLongerApplies, fit == .fails && earlier.fit == .applies),
            (.appliesAgain, fit == .applies && earlier.fit == .fails),
            (.applied, isApplied && !wasApplied),
            (.state, phase != earlier.phase && phase != .applied),
            (.message, messages > earlier.messages),
        ]
        return happened.filter(\.1).map(\.0)
    }
}
