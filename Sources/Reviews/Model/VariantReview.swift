// SPDX-License-Identifier: GPL-2.0-only

internal import HunkMatching
public import KernelBuild

/// One form of the kernel tree, and what became of it.
public struct VariantReview: Hashable, Sendable {
    /// What a variant is for.
    public enum Kind: String, Hashable, Sendable {
        /// The tree as given.
        case reference
        /// What every proposal stands on.
        case base
        /// A proposal, or several on top of each other.
        case proposal
    }

    /// The name.
    public let name: VariantName

    /// What it is for.
    public let kind: Kind

    /// The labels of the proposals on top of the base, in order.
    public let proposals: [String]

    /// The patches on top of the base, in order, with how each of them applied.
    public let patches: [PatchReview]

    /// The compiler's own corrections that were made to let it compile; empty for most.
    public let fixIts: [FixItRepair.Change]

    /// Whether it compiles.
    public let build: BuildReview

    /// What the drivers did, by name; empty where nothing was simulated.
    public internal(set) var drivers: [DriverReview]

    /// The functions that the proposals change.
    public let changedCode: ChangedCode

    /// The sources of drivers that no bench ran and that may run changed code, by path.
    public let uncoveredDrivers: [String]

    /// The changed lines and whether any scenario ran them; empty for what does not compile.
    public let coverage: [FileCoverage]

    /// The patches of a series one by one, from the first to the last; empty for a single patch.
    public internal(set) var ladder: [LadderRung] = []

    /// Whether every patch applies, or is in the tree already.
    public var applies: Bool { patches.allSatisfy(\.outcome.isInTree) }

    /// Whether the tree has all of its patches already.
    public var isInTree: Bool {
        !patches.isEmpty && patches.allSatisfy { $0.outcome.status == .alreadyApplied }
    }

    /// The result for the driver of that name.
    public func driver(_ name: String) -> DriverReview? {
        drivers.first { $0.driver == name }
    }
}

/// One patch of a variant.
public struct PatchReview: Hashable, Sendable {
    /// The label of its proposal.
    public let proposal: String

    /// The 0-based index of the patch in its proposal.
    public let index: Int

    /// How it went on.
    public let outcome: AppliedPatch
}

/// Whether a variant compiles.
public enum BuildReview: Hashable, Sendable {
    /// Not tried, and why.
    case notTried(String)

    /// Everything that was compiled compiles. Changed files that were not compiled are named:
    /// those which do not compile in the sandbox even without the change.
    case compiles(unchecked: [String])

    /// It does not.
    case fails([CompilerMessage])

    /// It may not be run in the sandbox, and why.
    case refused(String)
}
