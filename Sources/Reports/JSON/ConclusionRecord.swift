// SPDX-License-Identifier: GPL-2.0-only

internal import Reviews

/// What the review comes to.
struct ConclusionRecord: Codable, Hashable {
    /// `ready`: the best proposal is a patch that applies, compiles, and shows no defect.
    /// `needs-attention`: there are proposals, and none is ready. `no-proposal`: the mail holds
    /// none. `incomplete`: something that was asked for could not be done.
    let status: String

    /// The program's exit status: 0, 1, 2, 3 in that order.
    let exitStatus: Int32

    /// The verdict in a sentence.
    let verdict: StatementRecord

    /// Why not the others: one sentence for each that stands below the best.
    let others: [StatementRecord]

    /// What to do next, most urgent first.
    let nextSteps: [StatementRecord]

    /// What the verdict stands on.
    let basis: [StatementRecord]

    /// How much of the best was seen at work; absent where nothing is the best.
    let confidence: ConfidenceRecord?

    init(_ conclusion: Conclusion, _ sources: SourceMaker) {
        status = Wording.identifier(conclusion.status)
        exitStatus = conclusion.exitStatus
        verdict = sources.statement(conclusion.verdict)
        others = conclusion.others.map(sources.statement)
        nextSteps = conclusion.nextSteps.map(sources.statement)
        basis = conclusion.basis.map(sources.statement)
        confidence = conclusion.confidence.map { ConfidenceRecord($0, sources) }
    }
}

/// How much of a variant was seen at work. It stands beside the score and never changes it.
struct ConfidenceRecord: Codable, Hashable {
    /// `full`: everything that it changes ran, and no driver that it reaches is unknown. `partial`:
    /// something ran, and there are gaps. `none`: nothing ran.
    let extent: String

    /// What is not known: what was not modelled, what no bench covers, what never ran.
    let gaps: [StatementRecord]

    /// New lines with code in files that a bench builds, and those of them that a scenario ran.
    let codeLines: Int
    let executedLines: Int

    init(_ confidence: Confidence, _ sources: SourceMaker) {
        extent = Wording.identifier(confidence.extent)
        gaps = confidence.gaps.map(sources.statement)
        codeLines = confidence.codeLines
        executedLines = confidence.executedLines
    }
}

/// A variant's place among its rivals.
struct RankedRecord: Codable, Hashable {
    /// 1 for the best; variants between which nothing decides share a place.
    let place: Int

    /// The name of the variant.
    let variant: String

    /// 0 to 100, as docs/scoring.md defines it.
    let score: Int

    /// What speaks for and against it, in the order in which it counts.
    let reasons: [StatementRecord]

    /// Why it stands above the next one; absent for the last, and where nothing decides.
    let aboveNext: String?

    /// The measures that decide.
    let standing: StandingRecord

    /// How much of it was seen at work; decides nothing.
    let confidence: ConfidenceRecord

    init(_ ranked: RankedVariant, _ sources: SourceMaker) {
        place = ranked.place
        variant = ranked.variant.description
        reasons = ranked.reasons.map(sources.statement)
        aboveNext = ranked.aboveNext
        standing = StandingRecord(ranked.standing)
        score = ranked.standing.score
        confidence = ConfidenceRecord(ranked.confidence, sources)
    }
}

/// The measures by which variants are ranked. The first in which two differ decides, in the order
/// of the fields down to `changedLines`; less is better, and `true` is worse.
struct StandingRecord: Codable, Hashable {
    /// Hunks that found no place, and files that could not be changed.
    let conflicts: Int

    /// Whether it fails to compile.
    let failsToBuild: Bool

    /// Drivers that crash or damage memory and do not on the base.
    let crashes: Int

    /// Drivers with another defect that they do not have on the base.
    let regressions: Int

    /// Drivers with a defect that the base has as well.
    let unfixed: Int

    /// Bytes of IOVA invalidated beyond what the reference invalidates, over all runs.
    let overInvalidatedBytes: UInt64

    /// Runs that invalidate everything where the reference, without a defect, does not.
    let extraFullInvalidations: Int

    /// Whether the compiler had to correct it.
    let needsFixIt: Bool

    /// Invalidation commands and instructions over all runs.
    let invalidations: UInt64
    let instructions: UInt64

    /// Added and deleted lines.
    let changedLines: Int

    /// Drivers that have a defect on the base and none here; decides nothing.
    let fixed: Int

    /// Drivers of which it is not known what they do; decides nothing.
    let unknown: Int

    init(_ standing: Standing) {
        conflicts = standing.conflicts
        failsToBuild = standing.failsToBuild
        crashes = standing.crashes
        regressions = standing.regressions
        unfixed = standing.unfixed
        overInvalidatedBytes = standing.overInvalidatedBytes
        extraFullInvalidations = standing.extraFullInvalidations
        needsFixIt = standing.needsFixIt
        invalidations = standing.invalidations
        instructions = standing.instructions
        changedLines = standing.changedLines
        fixed = standing.fixed
        unknown = standing.unknown
    }
}
