// SPDX-License-Identifier: GPL-2.0-only

internal import HunkMatching
internal import Reviews

/// One patch of a series, tried on top of those before it and without those behind it.
struct LadderRecord: Codable, Hashable {
    /// The number of the patch in its proposal.
    let patch: Int

    /// The patch's subject; empty where it has none.
    let title: String

    /// How it went on the patches before it, as in an applied patch.
    let status: String

    /// Whether the tree compiles with it; `not-tried` where it, or one before it, does not apply.
    let build: BuildRecord

    /// The score of the tree up to here; absent where nothing was built.
    let score: Int?

    /// The drivers whose programs the patch changes, by name: it cannot affect others.
    let reached: [String]

    /// The drivers whose verdict it changes, by name.
    let changes: [LadderChangeRecord]

    /// The drivers that are worse than on the base here, by name.
    let worse: [String]

    init(_ rung: LadderRung) {
        patch = rung.index + 1
        title = rung.title
        status = rung.status.rawValue
        build = BuildRecord(rung.build)
        score = rung.standing?.score
        reached = rung.reached
        changes = rung.changes.map(LadderChangeRecord.init)
        worse = rung.worse
    }
}

/// A driver with which a patch of a series changes the verdict.
struct LadderChangeRecord: Codable, Hashable {
    /// The bench's name.
    let driver: String

    /// What it came to one patch before; for the first patch without the series.
    let before: VerdictRecord

    /// What it comes to with the patch.
    let after: VerdictRecord

    init(_ change: LadderRung.Change) {
        driver = change.driver
        before = VerdictRecord(change.before)
        after = VerdictRecord(change.after)
    }
}
