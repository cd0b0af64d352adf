// SPDX-License-Identifier: GPL-2.0-only

internal import KernelBuild
internal import Reviews

/// One form of the kernel tree, and what became of it.
struct VariantRecord: Codable, Hashable {
    /// `reference`, `base`, `P1`, `P1+P3`, `P2 (fix-it)`.
    let name: String

    /// `reference`: the tree as given. `base`: what every proposal stands on. `proposal`: one or
    /// several proposals on top of that.
    let kind: String

    /// The labels of the proposals on top of the base, in order.
    let proposals: [String]

    /// Whether every patch applies, or is in the tree already.
    let applies: Bool

    /// The patches on top of the base, in order, with how each of them went on.
    let patches: [VariantPatchRecord]

    /// The compiler's own corrections that were made to let it compile.
    let fixIts: [FixItChangeRecord]

    /// Whether it compiles.
    let build: BuildRecord

    /// What the drivers did, by name; empty where nothing was simulated.
    let drivers: [DriverRecord]

    /// The functions that it changes, by path and line.
    let changedFunctions: [ChangedFunctionRecord]

    /// The files in which it changes something outside of functions.
    let changedDeclarations: [String]

    /// The sources of drivers that no bench ran and that may run what it changes, by path.
    let uncoveredDrivers: [String]

    /// The new lines and whether any scenario ran them, by path.
    let coverage: [CoverageRecord]

    /// The patches of a series one by one, the first first; empty for a single patch, and for a
    /// variant that the compiler corrected.
    let ladder: [LadderRecord]

    /// Whether every patch of the series applies, compiles and breaks nothing that the whole series
    /// leaves whole; absent for a single patch, and where that was not tried.
    let isBisectable: Bool?

    init(_ variant: VariantReview, _ sources: SourceMaker) {
        name = variant.name.description
        kind = Wording.identifier(variant.kind)
        proposals = variant.proposals
        applies = variant.applies
        patches = variant.patches.map(VariantPatchRecord.init)
        fixIts = variant.fixIts.map(FixItChangeRecord.init)
        build = BuildRecord(variant.build)
        drivers = variant.drivers.map { DriverRecord($0, in: variant.name, sources.traces) }
        changedFunctions = variant.changedCode.functions.map(ChangedFunctionRecord.init)
        changedDeclarations = variant.changedCode.declarations
        uncoveredDrivers = variant.uncoveredDrivers
        coverage = variant.coverage.map(CoverageRecord.init)
        ladder = variant.ladder.map(LadderRecord.init)
        isBisectable = variant.isBisectable
    }
}

/// One patch of a variant.
struct VariantPatchRecord: Codable, Hashable {
    /// The label of its proposal.
    let proposal: String

    /// The number of the patch in that proposal's `patches`.
    let patch: Int

    /// How it went on; body lines are those of the patch's message.
    let outcome: AppliedPatchRecord

    init(_ patch: PatchReview) {
        proposal = patch.proposal
        self.patch = patch.index + 1
        outcome = AppliedPatchRecord(patch.outcome)
    }
}

/// One correction that the compiler proposed and that was made.
struct FixItChangeRecord: Codable, Hashable {
    /// The place in the patched tree.
    let path: String
    let line: Int

    /// The error that it belongs to.
    let error: String

    /// The lines before and after.
    let before: String
    let after: String

    init(_ change: FixItRepair.Change) {
        path = change.path
        line = change.line
        error = change.error
        before = change.before
        after = change.after
    }
}

/// The lines of one file that a variant adds or changes.
struct CoverageRecord: Codable, Hashable {
    /// The file.
    let path: String

    /// Whether any bench that was run builds the file; if not, nothing is known about its lines.
    let isSimulated: Bool

    /// The lines of the patched file that are new, ascending.
    let newLines: [Int]

    /// Those of them that the compiler made code of, ascending.
    let codeLines: [Int]

    /// Those of these that a scenario ran, ascending.
    let executed: [Int]

    /// For each of these the scenarios that ran it, by name.
    let executedBy: [[String]]

    init(_ file: FileCoverage) {
        path = file.path
        isSimulated = file.isSimulated
        newLines = file.newLines
        codeLines = file.codeLines
        executed = file.executed
        executedBy = file.executed.map { file.scenarios[$0] ?? [] }
    }
}
